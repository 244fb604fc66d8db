package org.utsusemi.decoy.stack;

import java.util.Optional;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.host.Verdict.Treatment;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.plane.Touch.Kind;

/** Sorts segments: to their connection, to a listening port, or away (RFC 9293 §3.10.7). */
final class TcpEndpoint {
  private final Directory directory;
  private final Reporter reporter;
  private final Transmitter transmitter;
  private final ConnectionTable table;
  private final Surroundings surroundings;
  private final TimeSource time;
  private final CookieJar cookies;
  private final Counters counters;

  TcpEndpoint(
      Directory directory, Surroundings surroundings, SynCookies cookies, Counters counters) {
    this.directory = directory;
    this.reporter = surroundings.reporter();
    this.transmitter = surroundings.transmitter();
    this.table = surroundings.table();
    this.surroundings = surroundings;
    this.time = surroundings.time();
    this.cookies = new CookieJar(cookies, surroundings.time());
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
      answerStray(arrival, host, segment, false);
    }
  }

  /** RFC 9293 §3.10.7.2. */
  private void listen(Arrival arrival, Conversation conversation, Tcp segment, Verdict verdict) {
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.SYN | Tcp.RST)) {
      Optional<Handshake> remembered = cookies.check(conversation, segment);
      if (remembered.isPresent()) {
        connect(conversation, remembered.get()).receive(segment);
        return;
      }
    }
    touch(arrival, segment, verdict);
    if (!isOpening(segment)) {
      answerStray(arrival, conversation.host(), segment, true);
    } else if (table.hasRoomForSession(conversation)) {
      open(arrival, conversation, segment);
    } else {
      answerStray(arrival, conversation.host(), segment, false);
    }
  }

  private void open(Arrival arrival, Conversation conversation, Tcp syn) {
    Personality personality = conversation.host().personality();
    TcpAnswer answer = personality.toSyn(syn).orElse(null);
    if (answer == null) {
      return;
    }
    if (!answer.isSynAck()) {
      send(arrival, conversation.host(), syn, answer);
    } else if (table.hasRoomForHalfOpen(conversation.peer().mark())) {
      long now = time.epochNanos();
      int initial = answer.sequenceFor(syn, personality, now);
      int shown = personality.timestamp(now);
      connect(conversation, Handshake.of(answer, syn, initial, personality, shown, now))
          .answerSyn();
    } else {
      counters.cookies.incrementAndGet();
      connectionOf(conversation, cookies.make(conversation, syn, answer)).answerSyn();
    }
  }

  private TcpConnection connect(Conversation conversation, Handshake handshake) {
    TcpConnection connection = connectionOf(conversation, handshake);
    table.add(connection);
    return connection;
  }

  private TcpConnection connectionOf(Conversation conversation, Handshake handshake) {
    return new TcpConnection(
        surroundings, conversation, table.budgetOf(conversation.peer().mark()), handshake);
  }

  /** RFC 9293 §3.10.7.1, as far as the host keeps to it. */
  private void answerStray(Arrival arrival, Host host, Tcp segment, boolean open) {
    if (!segment.has(Tcp.RST)) {
      host.personality()
          .toStray(segment, open)
          .ifPresent(answer -> send(arrival, host, segment, answer));
    }
  }

  private void send(Arrival arrival, Host host, Tcp segment, TcpAnswer answer) {
    Personality personality = host.personality();
    long now = time.epochNanos();
    transmitter.tcp(
        host,
        arrival.peer(),
        answer.ip(),
        answer.counter(),
        new Tcp(
            segment.destinationPort(),
            segment.sourcePort(),
            answer.sequenceFor(segment, personality, now),
            answer.acknowledgmentOf(segment, personality),
            answer.flags(),
            answer.windowFor(segment),
            answer.urgent(),
            answer.options().answering(segment, personality.timestamp(now)),
            answer.payload()));
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
