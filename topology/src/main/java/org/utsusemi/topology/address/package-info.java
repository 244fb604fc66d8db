/**
 * The addresses of a control network as values: MAC, IPv4, subnets and ranges, VLAN ids, switch
 * ports. Each parses its usual notation, prints it back in one canonical form, and knows nothing of
 * files, switches or packets.
 */
package org.utsusemi.topology.address;
