package org.utsusemi.decoy.host;

/** What happens to a SYN. */
public sealed interface TcpPort {
  /** A connection is accepted, and this service speaks on it. */
  record Open(StreamService service) implements TcpPort {}

  /** It is reset. */
  record Closed() implements TcpPort {}

  /** Nothing comes back. */
  record Filtered() implements TcpPort {}
}
