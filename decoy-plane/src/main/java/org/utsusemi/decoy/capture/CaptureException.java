package org.utsusemi.decoy.capture;

import java.io.IOException;

/** A file that is no capture, or one of a kind that is not read. */
public final class CaptureException extends IOException {
  private static final long serialVersionUID = 1L;

  CaptureException(String message) {
    super(message);
  }
}
