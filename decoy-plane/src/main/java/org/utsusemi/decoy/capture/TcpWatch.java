package org.utsusemi.decoy.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.address.Ipv4Address;

/** TCP to and from the device: connections that it serves, and what SYNs get. */
final class TcpWatch {
  private static final int MOST_TALKS = 50_000;
  private static final int MOST_OPEN = 10_000;
  private static final int MOST_SYNS = 200_000;
  private static final long MOST_BYTES = 64L << 20;
  private static final int FIRST_EPHEMERAL = 32_768;

  private record Ends(Ipv4Address client, int clientPort, int port) {}

  private record Syn(Tcp segment, long nanos) {}

  private final ByteAllowance allowance = new ByteAllowance(MOST_BYTES);
  private final Map<Ends, TcpTalkBuilder> open = new LinkedHashMap<>();
  private final Map<Ends, Syn> syns = new LinkedHashMap<>();
  private final List<TcpTalk> talks = new ArrayList<>();
  private final List<SynAnswer> synAnswers = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  void segment(boolean fromDevice, Ipv4Address other, Ipv4 ip, Tcp segment, long nanos) {
    Ends ends =
        fromDevice
            ? new Ends(other, segment.destinationPort(), segment.sourcePort())
            : new Ends(other, segment.sourcePort(), segment.destinationPort());
    boolean syn = segment.has(Tcp.SYN) && !segment.has(Tcp.ACK | Tcp.FIN | Tcp.RST);
    if (syn && fromDevice) {
      // the device opens this one itself: it is a client there
      open.remove(ends);
      return;
    }
    if (syn) {
      opening(ends, segment, nanos);
      return;
    }
    if (fromDevice) {
      answer(ends, ip, segment, nanos);
    }
    TcpTalkBuilder talk = open.get(ends);
    if (talk == null && isUnderWay(ends, segment)) {
      talk = begin(ends, segment, false, nanos);
    }
    if (talk != null) {
      talk.accept(fromDevice, segment, nanos);
    }
  }

  private void opening(Ends ends, Tcp segment, long nanos) {
    TcpTalkBuilder before = open.get(ends);
    if (before != null && !before.isAnother(segment)) {
      return;
    }
    if (before != null) {
      finish(ends, before);
    }
    syns.remove(ends);
    syns.put(ends, new Syn(segment, nanos));
    if (syns.size() > MOST_OPEN) {
      syns.remove(syns.keySet().iterator().next());
    }
    begin(ends, segment, true, nanos).accept(false, segment, nanos);
  }

  private void answer(Ends ends, Ipv4 ip, Tcp segment, long nanos) {
    Syn asked = syns.get(ends);
    boolean accepted = segment.has(Tcp.SYN) && segment.has(Tcp.ACK);
    if (asked == null || !accepted && !segment.has(Tcp.RST)) {
      return;
    }
    syns.remove(ends);
    if (synAnswers.size() < MOST_SYNS && segment.acknowledgment() == asked.segment.sequence() + 1) {
      synAnswers.add(
          new SynAnswer(
              ends.port,
              Math.max(0, nanos - asked.nanos),
              accepted,
              ip.timeToLive(),
              (ip.flags() & Ipv4.DONT_FRAGMENT) != 0,
              ip.identification(),
              segment.window(),
              asked.segment.options(),
              segment.options()));
    }
  }

  /** Without a handshake, who serves can only be told by which port is an ordinary client's. */
  private static boolean isUnderWay(Ends ends, Tcp segment) {
    return segment.payload().hasRemaining()
        && segment.has(Tcp.ACK)
        && !segment.has(Tcp.RST | Tcp.SYN | Tcp.FIN | Tcp.URG)
        && ends.port < FIRST_EPHEMERAL
        && ends.clientPort > ends.port;
  }

  private TcpTalkBuilder begin(Ends ends, Tcp segment, boolean initial, long nanos) {
    if (open.size() == MOST_OPEN) {
      Ends oldest = open.keySet().iterator().next();
      finish(oldest, open.get(oldest));
    }
    TcpTalkBuilder talk =
        new TcpTalkBuilder(
            ends.client, ends.clientPort, ends.port, segment, initial, nanos, allowance);
    open.put(ends, talk);
    return talk;
  }

  private void finish(Ends ends, TcpTalkBuilder talk) {
    open.remove(ends);
    if (!talk.isConversation()) {
      return;
    }
    if (talks.size() == MOST_TALKS) {
      if (left.isEmpty()) {
        left.add("connections beyond the first " + MOST_TALKS);
      }
      return;
    }
    talks.add(talk.build());
  }

  List<TcpTalk> talks() {
    List.copyOf(open.entrySet()).forEach(entry -> finish(entry.getKey(), entry.getValue()));
    talks.sort(java.util.Comparator.comparingLong(TcpTalk::startNanos));
    return talks;
  }

  List<SynAnswer> synAnswers() {
    return synAnswers;
  }

  List<String> left() {
    List<String> all = new ArrayList<>(left);
    if (allowance.isExhausted()) {
      all.add("bytes of connections beyond the first " + (MOST_BYTES >> 20) + " MiB");
    }
    return all;
  }
}
