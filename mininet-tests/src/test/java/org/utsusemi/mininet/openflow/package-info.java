/** The controller's OpenFlow sessions against bridges of a real Open vSwitch. */
package org.utsusemi.mininet.openflow;
