package org.utsusemi.topology.zone;

/**
 * A device that is cut off in a plant state.
 *
 * @param reason for people: why, and in which plant states it is not
 */
public record TagOut(String device, String reason) {}
