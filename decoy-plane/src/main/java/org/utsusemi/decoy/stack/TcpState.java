package org.utsusemi.decoy.stack;

/** The states of RFC 9293 §3.3.2 that a server goes through, and what leads from one to another. */
enum TcpState {
  SYN_RECEIVED,
  ESTABLISHED,
  FIN_WAIT_1,
  FIN_WAIT_2,
  CLOSING,
  TIME_WAIT,
  CLOSE_WAIT,
  LAST_ACK,
  CLOSED;

  /** The service closes its half. */
  TcpState whenServiceCloses() {
    return switch (this) {
      case ESTABLISHED -> FIN_WAIT_1;
      case CLOSE_WAIT -> LAST_ACK;
      default -> this;
    };
  }

  /** The peer's FIN has come, and all before it. */
  TcpState whenPeerCloses() {
    return switch (this) {
      case ESTABLISHED -> CLOSE_WAIT;
      case FIN_WAIT_1 -> CLOSING;
      case FIN_WAIT_2 -> TIME_WAIT;
      default -> this;
    };
  }

  /** The peer has acknowledged our FIN. */
  TcpState whenOurFinIsAcknowledged() {
    return switch (this) {
      case FIN_WAIT_1 -> FIN_WAIT_2;
      case CLOSING -> TIME_WAIT;
      case LAST_ACK -> CLOSED;
      default -> this;
    };
  }

  /** Whether bytes of the peer may still come. */
  boolean receives() {
    return this == ESTABLISHED || this == FIN_WAIT_1 || this == FIN_WAIT_2;
  }

  /** Whether only time ends it. */
  boolean lingers() {
    return this == FIN_WAIT_2 || this == TIME_WAIT;
  }
}
