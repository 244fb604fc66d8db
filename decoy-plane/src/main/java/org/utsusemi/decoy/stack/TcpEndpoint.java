package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.host.Verdict.Treatment;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.topology.plane.Touch.Kind;

/** Sorts segments: to their connection, to a listening port, or away (RFC 9293 §3.10.7). */
final class TcpEndpoint {
  /** What a peer that announces nothing takes (RFC 9293 §3.7.1). */
  private static final int DEFAULT_SEGMENT_SIZE = 536;

  /** A peer that announces less only wants many segments for few bytes. */
  private static final int SMALLEST_SEGMENT_SIZE = 64;

  private static final int LARGEST_SEGMENT_SIZE = 1460;

  private final Directory directory;
  private final Reporter reporter;
  private final Transmitter transmitter;
  private final ConnectionTable table;
  private final Surroundings surroundings;
  private final InitialSequence initialSequence;
  private final SynCookies cookies;
  private final Counters counters;

  TcpEndpoint(
      Directory directory,
      Surroundings surroundings,
      InitialSequence initialSequence,
      SynCookies cookies,
      Counters counters) {
    this.directory = directory;
    this.reporter = surroundings.reporter();
    this.transmitter = surroundings.transmitter();
    this.table = surroundings.table();
    this.surroundings = surroundings;
    this.initialSequence = initialSequence;
    this.cookies = cookies;
    this.counters = counters;
  }

  void receive(Arrival arrival, Tcp segment) {
    int port = segment.destinationPort();
    Verdict verdict =
        arrival
            .host()
            .map(host -> directory.judge(arrival.peer(), host, "tcp", port, isOpenersOnly(segment)))
            .orElse(Verdict.ANSWER);
    if (!arrival.answerable()) {
      touch(arrival, segment, verdict);
      return;
    }
    TcpKey key =
        new TcpKey(
            arrival.packet().source(), segment.sourcePort(), arrival.packet().destination(), port);
    Optional<TcpConnection> connection = table.find(arrival.peer().mark(), key);
    if (connection.isPresent() && goesOn(connection.get(), segment, verdict)) {
      connection.get().receive(segment);
      return;
    }
    connection.ifPresent(TcpConnection::end);
    begin(arrival, key, segment, verdict);
  }

  private static boolean goesOn(TcpConnection connection, Tcp segment, Verdict verdict) {
    return verdict.treatment() == Treatment.ANSWER
        && !(isOpening(segment) && connection.yieldsTo(segment));
  }

  private void begin(Arrival arrival, TcpKey key, Tcp segment, Verdict verdict) {
    Host host = arrival.host().orElseThrow();
    TcpPort port = host.tcp(key.hostPort());
    if (verdict.treatment() == Treatment.ANSWER && port instanceof TcpPort.Open open) {
      listen(
          arrival,
          new Conversation(
              arrival.peer(), host, key, open.service(), open.manners(), verdict.stateViolation()),
          segment,
          verdict);
      return;
    }
    touch(arrival, segment, verdict);
    boolean filtered = verdict.treatment() == Treatment.ANSWER && port instanceof TcpPort.Filtered;
    if (verdict.treatment() != Treatment.SILENT && !filtered) {
      reset(arrival, host, segment);
    }
  }

  /** RFC 9293 §3.10.7.2; a SYN with FIN is dropped, as most hosts do. */
  private void listen(Arrival arrival, Conversation conversation, Tcp segment, Verdict verdict) {
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.SYN | Tcp.RST)) {
      OptionalInt segmentSize =
          cookies.check(conversation.key(), segment.sequence() - 1, segment.acknowledgment() - 1);
      if (segmentSize.isPresent()) {
        adopt(conversation, segment, segmentSize.getAsInt());
        return;
      }
    }
    touch(arrival, segment, verdict);
    if (segment.has(Tcp.ACK)) {
      reset(arrival, conversation.host(), segment);
    } else if (isOpening(segment)) {
      if (table.hasRoomForSession(conversation)) {
        open(conversation, segment);
      } else {
        reset(arrival, conversation.host(), segment);
      }
    }
  }

  private void open(Conversation conversation, Tcp syn) {
    int mark = conversation.peer().mark();
    int segmentSize =
        Math.min(
            LARGEST_SEGMENT_SIZE,
            Math.max(SMALLEST_SEGMENT_SIZE, syn.maximumSegmentSize().orElse(DEFAULT_SEGMENT_SIZE)));
    if (table.hasRoomForHalfOpen(mark)) {
      int initial = initialSequence.of(conversation.key());
      connect(conversation, initial, syn.sequence(), segmentSize).answerSyn();
    } else {
      counters.cookies.incrementAndGet();
      int cookie = cookies.make(conversation.key(), syn.sequence(), segmentSize);
      new TcpConnection(
              surroundings, conversation, table.budgetOf(mark), cookie, syn.sequence(), segmentSize)
          .answerSyn();
    }
  }

  /** The handshake that a cookie began is complete. */
  private void adopt(Conversation conversation, Tcp segment, int segmentSize) {
    connect(conversation, segment.acknowledgment() - 1, segment.sequence() - 1, segmentSize)
        .receive(segment);
  }

  private TcpConnection connect(
      Conversation conversation, int initial, int peerInitial, int segmentSize) {
    TcpConnection connection =
        new TcpConnection(
            surroundings,
            conversation,
            table.budgetOf(conversation.peer().mark()),
            initial,
            peerInitial,
            segmentSize);
    table.add(connection);
    return connection;
  }

  /** RFC 9293 §3.10.7.1. */
  private void reset(Arrival arrival, Host host, Tcp segment) {
    if (segment.has(Tcp.RST)) {
      return;
    }
    boolean acknowledges = segment.has(Tcp.ACK);
    transmitter.tcp(
        host,
        arrival.peer(),
        new Tcp(
            segment.destinationPort(),
            segment.sourcePort(),
            acknowledges ? segment.acknowledgment() : 0,
            acknowledges ? 0 : segment.sequence() + segment.sequenceLength(),
            acknowledges ? Tcp.RST : Tcp.RST | Tcp.ACK,
            0,
            0,
            List.<TcpOption>of(),
            ByteBuffer.allocate(0)));
  }

  private void touch(Arrival arrival, Tcp segment, Verdict verdict) {
    boolean stray = segment.has(Tcp.RST);
    boolean carries = segment.payload().hasRemaining();
    Kind kind = stray ? Kind.OTHER : carries && !segment.has(Tcp.SYN) ? Kind.REQUEST : Kind.CONNECT;
    reporter.report(
        arrival,
        kind,
        "tcp",
        segment.destinationPort(),
        verdict.stateViolation(),
        flagsOf(segment) + " to TCP port " + segment.destinationPort(),
        stray ? arrival.bytes() : segment.payload());
  }

  private static String flagsOf(Tcp segment) {
    StringBuilder out = new StringBuilder();
    String[] names = {"FIN", "SYN", "RST", "PSH", "ACK", "URG"};
    for (int bit = 0; bit < names.length; bit++) {
      if (segment.has(1 << bit)) {
        out.append(out.isEmpty() ? "" : "/").append(names[bit]);
      }
    }
    return out.isEmpty() ? "segment without flags" : out.toString();
  }

  /** The serving side acknowledges or resets, whatever it sends. */
  private static boolean isOpenersOnly(Tcp segment) {
    return !segment.has(Tcp.ACK | Tcp.RST);
  }

  private static boolean isOpening(Tcp segment) {
    return segment.has(Tcp.SYN) && !segment.has(Tcp.ACK | Tcp.RST | Tcp.FIN);
  }
}
