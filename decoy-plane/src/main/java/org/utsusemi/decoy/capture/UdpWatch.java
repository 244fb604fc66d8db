package org.utsusemi.decoy.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.topology.address.Ipv4Address;

/** Datagrams to the device and what comes back for them. */
final class UdpWatch {
  private static final int MOST_TALKS = 100_000;
  private static final int MOST_ANSWERS = 32;
  private static final long MOST_BYTES = 32L << 20;

  private record Ends(Ipv4Address client, int clientPort, int port) {}

  /** One request while its answers may still come. */
  private static final class Open {
    private final byte[] request;
    private final long nanos;
    private final List<byte[]> answers = new ArrayList<>();
    private boolean refused;
    private long answerNanos;

    private Open(byte[] request, long nanos) {
      this.request = request;
      this.nanos = nanos;
    }
  }

  private record Numbered(Ends ends, Open open) {}

  private final ByteAllowance allowance = new ByteAllowance(MOST_BYTES);
  private final List<Numbered> talks = new ArrayList<>();
  private final Map<Ends, Open> latest = new LinkedHashMap<>();
  private boolean more;

  void datagram(boolean fromDevice, Ipv4Address other, Udp datagram, long nanos) {
    byte[] bytes = new byte[datagram.payload().remaining()];
    datagram.payload().duplicate().get(bytes);
    if (!fromDevice) {
      asked(new Ends(other, datagram.sourcePort(), datagram.destinationPort()), bytes, nanos);
      return;
    }
    Open open = latest.get(new Ends(other, datagram.destinationPort(), datagram.sourcePort()));
    if (open != null && open.answers.size() < MOST_ANSWERS && allowance.take(bytes.length)) {
      open.answers.add(bytes);
      open.answerNanos = open.answerNanos == 0 ? nanos : open.answerNanos;
    }
  }

  private void asked(Ends ends, byte[] request, long nanos) {
    if (talks.size() == MOST_TALKS || !allowance.take(request.length)) {
      more = true;
      return;
    }
    Open open = new Open(request, nanos);
    talks.add(new Numbered(ends, open));
    latest.put(ends, open);
  }

  /**
   * Port unreachable came back.
   *
   * @param quoted the beginning of what was refused
   */
  void refused(Ipv4Address other, ByteBuffer quoted, long nanos) {
    ByteBuffer b = quoted.slice();
    if (b.remaining() < 28 || b.get(9) != Ipv4.UDP) {
      return;
    }
    int header = (b.get(0) & 15) * 4;
    if (header < 20 || b.remaining() < header + 4) {
      return;
    }
    Ends ends = new Ends(other, b.getShort(header) & 0xffff, b.getShort(header + 2) & 0xffff);
    Optional.ofNullable(latest.get(ends))
        .ifPresent(
            open -> {
              open.refused = true;
              open.answerNanos = open.answerNanos == 0 ? nanos : open.answerNanos;
            });
  }

  List<UdpTalk> talks() {
    return talks.stream()
        .map(
            t ->
                new UdpTalk(
                    t.ends.client,
                    t.ends.clientPort,
                    t.ends.port,
                    t.open.nanos,
                    t.open.request,
                    t.open.answers,
                    t.open.refused,
                    t.open.answerNanos))
        .toList();
  }

  List<String> left() {
    return more || allowance.isExhausted() ? List.of("datagrams beyond a bound") : List.of();
  }
}
