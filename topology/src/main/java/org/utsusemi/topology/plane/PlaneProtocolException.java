package org.utsusemi.topology.plane;

/** The other side sent a line that is no message of this protocol. */
public final class PlaneProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  PlaneProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
