package org.utsusemi.decoy.host;

import java.util.Optional;
import org.utsusemi.decoy.wire.Tcp;

/**
 * The TCP/IP part of a persona on one host: every header field in which systems differ. What it
 * answers follows from what a datagram is, not from who might have sent it. Times are nanoseconds
 * since 1970 that never go back. Not for several threads at once: numbers are counted on.
 */
public interface Personality {
  /** Which of a host's counters a datagram's identification field is taken from. */
  enum Counter {
    /** TCP, from a port that is open. */
    OPEN_TCP,
    /** TCP, from a port that is closed. */
    CLOSED_TCP,
    /** ICMP and UDP. */
    ICMP,
    /** None: the field is 0. */
    NONE
  }

  /**
   * The answer to a SYN (without ACK, RST and FIN) at an open port: a SYN/ACK, as a rule. Empty:
   * nothing comes back.
   */
  Optional<TcpAnswer> toSyn(Tcp syn);

  /**
   * The answer to a segment (without RST) that belongs to no connection, and begins none.
   *
   * @param open whether it came to an open port
   */
  Optional<TcpAnswer> toStray(Tcp segment, boolean open);

  /** The initial sequence number of a connection that begins now. */
  int initialSequence(long now);

  /** A sequence or acknowledgment number of which the peer is to make nothing. Never 0. */
  int anyNumber(int of, int with);

  /** The clock of TCP timestamps (RFC 7323 §5.4), as unsigned 32 bits. */
  int timestamp(long now);

  /** How many ticks of that clock a connection sees in a second, at least 1. */
  int ticksPerSecond();

  /** The next identification field, 0–65535. */
  int identification(Counter counter, long now);

  /** How echo requests are answered; empty: not at all. */
  Optional<EchoAnswer> toEcho();

  /** How datagrams are refused; empty: nothing comes back. */
  Optional<Refusal> toClosedUdp();

  /** Initial time to live and DF of UDP datagrams. */
  IpFields ofUdp();

  /** Whether an ICMP error may be sent now; asking counts as sending it. */
  boolean permitsError(long now);
}
