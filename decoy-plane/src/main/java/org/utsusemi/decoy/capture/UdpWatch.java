package org.utsusemi.decoy.capture;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
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
  private static final int MOST_OPEN = 8;
  private static final int HEAD = 64;
  private static final long PATIENCE = 2_000_000_000L;
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

  /** Requests of each pair of ends that may still be answered, oldest first. */
  private final Map<Ends, ArrayDeque<Open>> latest = new LinkedHashMap<>();

  private boolean more;

  void datagram(boolean fromDevice, Ipv4Address other, Udp datagram, long nanos) {
    byte[] bytes = new byte[datagram.payload().remaining()];
    datagram.payload().duplicate().get(bytes);
    if (!fromDevice) {
      asked(new Ends(other, datagram.sourcePort(), datagram.destinationPort()), bytes, nanos);
      return;
    }
    Ends ends = new Ends(other, datagram.destinationPort(), datagram.sourcePort());
    Open open = likeliest(latest.get(ends), bytes, nanos);
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
    ArrayDeque<Open> opens = latest.computeIfAbsent(ends, e -> new ArrayDeque<>(2));
    opens.add(open);
    if (opens.size() > MOST_OPEN) {
      opens.remove();
    }
  }

  /**
   * Whose answer this is. Of several requests that wait, that with which it has most bytes in a row
   * in common, as an id that it copies; else the newest that has none yet.
   */
  private static Open likeliest(ArrayDeque<Open> opens, byte[] answer, long nanos) {
    if (opens == null) {
      return null;
    }
    Open best = opens.getLast();
    int most = -1;
    for (Open open : opens) {
      boolean waits = open == opens.getLast() || open.answers.isEmpty();
      if (!waits || nanos - open.nanos > PATIENCE) {
        continue;
      }
      int common = common(open.request, answer);
      if (common > most || common == most && best.answerNanos != 0) {
        best = open;
        most = common;
      }
    }
    return best;
  }

  /** The most bytes in a row that stand in the heads of both. */
  private static int common(byte[] a, byte[] b) {
    int rows = Math.min(HEAD, a.length);
    int columns = Math.min(HEAD, b.length);
    int[] before = new int[columns + 1];
    int most = 0;
    for (int i = 1; i <= rows; i++) {
      int[] now = new int[columns + 1];
      for (int j = 1; j <= columns; j++) {
        now[j] = a[i - 1] == b[j - 1] ? before[j - 1] + 1 : 0;
        most = Math.max(most, now[j]);
      }
      before = now;
    }
    return most;
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
        .map(ArrayDeque::getLast)
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
