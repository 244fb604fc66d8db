package org.utsusemi.controller.rest.view;

/** A change of the plant state that was not begun: no switch was sent anything. */
public final class ChangeRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why it was not begun. */
  public enum Reason {
    /** Another change is not yet done. */
    UNDER_WAY
  }

  private final Reason reason;

  /**
   * @param message one sentence for people, shown to who asked
   */
  public ChangeRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
