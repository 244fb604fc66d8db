package org.utsusemi.decoy.stack;

import java.util.Optional;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Refusal;

/** Tells that a datagram could not be delivered, as often as the host would (RFC 1812 §4.3.2.8). */
final class Refuser {
  private static final int HEADER_AND_EIGHT_BYTES = 28;

  private final Transmitter transmitter;
  private final TimeSource time;

  Refuser(Transmitter transmitter, TimeSource time) {
    this.transmitter = transmitter;
    this.time = time;
  }

  /** Refuses as the host does, which may be not at all. */
  void refuse(Arrival arrival, Host host, int code) {
    host.personality().toClosedUdp().ifPresent(refusal -> send(arrival, host, code, refusal));
  }

  /** Refuses what must be refused, also for a host that would say nothing. */
  void insist(Arrival arrival, Host host, int code) {
    Optional<Refusal> own = host.personality().toClosedUdp();
    send(arrival, host, code, own.orElseGet(() -> plain(host.personality().ofUdp())));
  }

  private void send(Arrival arrival, Host host, int code, Refusal refusal) {
    if (host.personality().permitsError(time.epochNanos())) {
      transmitter.icmp(
          host,
          arrival.peer(),
          refusal.ip(),
          0,
          Quotation.unreachable(code, refusal, arrival.packet(), arrival.frame().payload()));
    }
  }

  private static Refusal plain(IpFields ip) {
    return new Refusal(
        ip,
        HEADER_AND_EIGHT_BYTES,
        false,
        0,
        Refusal.Field.AS_IT_CAME,
        Refusal.Field.AS_IT_CAME,
        Refusal.Checksum.RIGHT,
        -1,
        false);
  }
}
