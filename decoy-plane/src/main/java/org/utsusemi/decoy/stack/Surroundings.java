package org.utsusemi.decoy.stack;

import java.util.random.RandomGenerator;

/**
 * What all connections work with.
 *
 * @param random for what only looks random: response times
 * @param lock held by whoever works on any of them
 */
record Surroundings(
    TimeSource time,
    Transmitter transmitter,
    Reporter reporter,
    ConnectionTable table,
    Agenda agenda,
    RandomGenerator random,
    Object lock) {}
