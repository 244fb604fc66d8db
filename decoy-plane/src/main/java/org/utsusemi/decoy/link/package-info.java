/**
 * Where frames come from and go to. The one room that knows of pcap; everything behind it deals in
 * byte arrays.
 */
package org.utsusemi.decoy.link;
