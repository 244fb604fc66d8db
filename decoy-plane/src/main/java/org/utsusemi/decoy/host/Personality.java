package org.utsusemi.decoy.host;

/**
 * The TCP/IP part of a persona: the header fields in which systems differ.
 *
 * @param ttl initial time to live, 1–255
 * @param dontFragment whether the DF bit is set
 * @param window receive window that a SYN/ACK announces, 1–65535
 * @param mss maximum segment size that a SYN/ACK announces, 64–1460
 */
public record Personality(int ttl, boolean dontFragment, int window, int mss) {
  /** A small embedded stack of no particular make. */
  public static final Personality EMBEDDED = new Personality(64, false, 8192, 1460);
}
