package org.utsusemi.topology.plane;

/**
 * The first message of a decoy plane: it has its link and waits for a world view.
 *
 * @param version of the program
 * @param networkInterface the interface that it reads and writes
 */
public record Hello(String version, String networkInterface) implements PlaneMessage {}
