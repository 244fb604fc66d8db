package org.utsusemi.decoy.stack;

/**
 * What all connections work with.
 *
 * @param lock held by whoever works on any of them
 */
record Surroundings(
    TimeSource time,
    Transmitter transmitter,
    Reporter reporter,
    ConnectionTable table,
    Object lock) {}
