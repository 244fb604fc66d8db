package org.utsusemi.decoy.host;

/** What happens to a SYN. */
public sealed interface TcpPort {
  /** A connection is accepted, and this service speaks on it. */
  record Open(StreamService service, Manners manners) implements TcpPort {
    /** Without limits or delays. */
    public Open(StreamService service) {
      this(service, Manners.NONE);
    }
  }

  /** It is reset. */
  record Closed() implements TcpPort {}

  /** Nothing comes back. */
  record Filtered() implements TcpPort {}
}
