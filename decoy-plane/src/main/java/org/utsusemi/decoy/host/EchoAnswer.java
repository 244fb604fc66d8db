package org.utsusemi.decoy.host;

/**
 * How a host answers ICMP echo requests.
 *
 * @param timeToLive initial value, 1–255
 * @param dontFragment what becomes of the request's DF bit
 * @param keepsCode whether the answer has the request's code and type of service; else both are 0
 */
public record EchoAnswer(int timeToLive, DontFragment dontFragment, boolean keepsCode) {
  /** What the DF bit of the answer is. */
  public enum DontFragment {
    NEVER,
    ALWAYS,
    AS_ASKED,
    OPPOSITE
  }

  /** Whether DF is set in the answer to a request that has it, or not. */
  public boolean dontFragment(boolean asked) {
    return switch (dontFragment) {
      case NEVER -> false;
      case ALWAYS -> true;
      case AS_ASKED -> asked;
      case OPPOSITE -> !asked;
    };
  }
}
