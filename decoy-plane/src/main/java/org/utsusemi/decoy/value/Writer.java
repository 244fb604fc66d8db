package org.utsusemi.decoy.value;

import org.utsusemi.topology.address.MacAddress;

/**
 * Who writes, and reads back what was written.
 *
 * @param mark the access port
 * @param mac as claimed
 */
public record Writer(int mark, MacAddress mac) {}
