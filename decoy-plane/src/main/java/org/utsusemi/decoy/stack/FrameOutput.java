package org.utsusemi.decoy.stack;

/** Where the stack's frames go. */
@FunctionalInterface
public interface FrameOutput {
  /**
   * Sends a frame, or loses it; never throws.
   *
   * @param frame the stack's again when this returns
   * @param length bytes of it to send
   */
  void send(byte[] frame, int length);
}
