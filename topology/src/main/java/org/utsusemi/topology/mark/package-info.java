/**
 * Which VLAN id marks which access port. Each switch has one aligned block of ids, so that a core
 * switch needs one masked rule for each other switch and not one for each port.
 */
package org.utsusemi.topology.mark;
