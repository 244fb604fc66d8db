package org.utsusemi.decoy.host;

/**
 * Fields of an IPv4 header in which systems differ.
 *
 * @param timeToLive initial value, 1–255
 * @param dontFragment whether DF is set
 */
public record IpFields(int timeToLive, boolean dontFragment) {}
