package org.utsusemi.decoy.link;

/**
 * Frames that a link lost since it was opened.
 *
 * @param dropped came while the buffer was full: more came than could be handled
 * @param unsent could not be sent
 */
public record LinkStatistics(long dropped, long unsent) {
  /** Nothing. */
  public static final LinkStatistics NONE = new LinkStatistics(0, 0);
}
