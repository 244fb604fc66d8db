package org.utsusemi.decoy.host;

/**
 * What is to be done with a conversation.
 *
 * @param treatment how it is answered
 * @param stateViolation another plant state permits it, this one does not
 */
public record Verdict(Treatment treatment, boolean stateViolation) {
  public static final Verdict ANSWER = new Verdict(Treatment.ANSWER, false);

  /** How a conversation is answered. */
  public enum Treatment {
    /** As the host would. */
    ANSWER,
    /** TCP reset, ICMP port or host unreachable. */
    REFUSE,
    /** Not at all. */
    SILENT
  }
}
