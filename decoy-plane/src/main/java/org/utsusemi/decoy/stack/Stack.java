package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.utsusemi.decoy.event.SynTally;
import org.utsusemi.decoy.event.TouchSink;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.plane.Touch.Kind;

/**
 * Answers steered frames for every host of a directory. Its methods may be called from any thread,
 * and so may the outputs that sessions were given; services and sink are called within them, by one
 * thread at a time.
 */
public final class Stack {
  /** Looking through all connections takes its time, and their timers are not that exact. */
  private static final long LEAST_BETWEEN_ROUNDS = 5_000_000;

  private final Directory directory;
  private final ArrivalClock time;
  private final Counters counters = new Counters();
  private final Reporter reporter;
  private final ConnectionTable table;
  private final ArpResponder arp;
  private final IcmpResponder icmp;
  private final UdpResponder udp;
  private final TcpEndpoint tcp;
  private final Agenda agenda;
  private final Reassembler reassembler;
  private final Pacer pacer;
  private final SynShortcut shortcut;
  private final boolean hasShortcut;
  private long connectionsSeen;

  /**
   * @param random for keys that nobody may foretell: a {@link java.security.SecureRandom} wherever
   *     frames are real
   */
  public Stack(
      Directory directory,
      TouchSink touches,
      FrameOutput out,
      TimeSource time,
      RandomGenerator random,
      Limits limits) {
    this(directory, touches, out, time, random, limits, true);
  }

  /**
   * @param hasShortcut whether floods are answered by less than the ordinary way
   */
  Stack(
      Directory directory,
      TouchSink touches,
      FrameOutput out,
      TimeSource clock,
      RandomGenerator random,
      Limits limits,
      boolean hasShortcut) {
    this.hasShortcut = hasShortcut;
    this.directory = directory;
    this.time = new ArrivalClock(clock);
    this.connectionsSeen = time.nanos() - LEAST_BETWEEN_ROUNDS;
    this.reporter = new Reporter(touches, time);
    this.table = new ConnectionTable(limits, counters);
    this.agenda = new Agenda(time);
    this.reassembler = new Reassembler(time);
    RandomGenerator looks = new SplittableRandom(random.nextLong());
    this.pacer = new Pacer(out, time, looks, agenda, host -> directory.hasYielded(host.ip()));
    Transmitter transmitter = new Transmitter(pacer, time, counters);
    this.arp = new ArpResponder(directory, transmitter, reporter, this::endSessionsOf);
    Refuser refuser = new Refuser(transmitter, time);
    this.icmp = new IcmpResponder(directory, transmitter, refuser, reporter);
    this.udp = new UdpResponder(directory, transmitter, refuser, reporter, looks);
    SynCookies cookies = new SynCookies(SipHash.keyedBy(random), time);
    this.tcp =
        new TcpEndpoint(
            directory,
            new Surroundings(time, transmitter, reporter, table, agenda, looks, this),
            cookies,
            counters);
    this.shortcut =
        new SynShortcut(
            directory,
            table,
            cookies,
            () -> new SynTally(touches, time::instant),
            out,
            time,
            counters);
  }

  /**
   * Takes a received frame.
   *
   * @param frame the caller's again when this returns
   * @param length bytes of it that are the frame
   */
  public void frame(byte[] frame, int length) {
    frame(frame, length, 0);
  }

  /**
   * Takes a received frame of which it is known when it came.
   *
   * @param arrival by the kernel's time of day, in nanoseconds since 1970; 0: not known
   */
  public synchronized void frame(byte[] frame, int length, long arrival) {
    counters.framesIn.incrementAndGet();
    time.stand(arrival);
    try {
      long now = time.nanos();
      if (hasShortcut && shortcut.takes(frame, length, now)) {
        return;
      }
      pacer.arrived(now);
      take(frame, length);
      shortcut.learn(frame, length, now);
    } finally {
      time.goOn();
    }
  }

  private void take(byte[] frame, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(frame, 0, length).asReadOnlyBuffer();
    Optional<Ethernet> decoded = Ethernet.decode(bytes).filter(this::isMarked);
    if (decoded.isPresent()) {
      marked(decoded.get(), bytes);
    } else {
      counters.malformed.incrementAndGet();
    }
  }

  /** Drives the timers; to be called every 10 to 100 ms, and after each {@link #await}. */
  public synchronized void tick() {
    long now = time.nanos();
    pacer.arrived(now);
    agenda.work();
    if (now - connectionsSeen < LEAST_BETWEEN_ROUNDS) {
      return;
    }
    connectionsSeen = now;
    shortcut.tick(now);
    table.all(connection -> connection.isDue(now)).forEach(TcpConnection::tick);
  }

  /** Waits until {@link #tick} has something to do, {@code most} nanoseconds at most. */
  public void await(long most) {
    agenda.await(most);
  }

  /**
   * Resets connections at once, so that their peers may reach a real device instead.
   *
   * @return how many there were
   */
  public synchronized int endSessions(Predicate<OpenSession> condition) {
    // what a real device's double has not yet said must not follow the first words of the device
    pacer.drop(host -> directory.isReal(host.ip()));
    return end(condition);
  }

  private int end(Predicate<OpenSession> condition) {
    List<TcpConnection> ended = table.all(connection -> condition.test(sessionOf(connection)));
    pacer.hurry(() -> ended.forEach(TcpConnection::abort));
    return ended.size();
  }

  private void endSessionsOf(Ipv4Address host) {
    end(session -> session.host().equals(host));
  }

  /** Safe and quick from any thread. */
  public Statistics statistics() {
    return counters.snapshot(table.bufferBytes());
  }

  /** Things that are to be done at a moment. */
  synchronized int scheduled() {
    return agenda.size();
  }

  private static OpenSession sessionOf(TcpConnection connection) {
    Conversation conversation = connection.conversation();
    return new OpenSession(
        conversation.peer(), conversation.host().ip(), conversation.key().hostPort());
  }

  /** Everything that is steered is; an answer to anything else would go nobody knows where. */
  private boolean isMarked(Ethernet frame) {
    return directory.isMark(markOf(frame));
  }

  private static int markOf(Ethernet frame) {
    return frame.outer().map(VlanTag::id).orElse(Directory.UNMARKED);
  }

  private void marked(Ethernet frame, ByteBuffer bytes) {
    int mark = markOf(frame);
    switch (frame.etherType()) {
      case Ethernet.ARP ->
          Arp.decode(frame.payload())
              .ifPresentOrElse(
                  packet -> arp.receive(mark, frame, packet, bytes),
                  () -> malformed(mark, frame, "arp", bytes));
      case Ethernet.IPV4 ->
          Ipv4.decode(frame.payload())
              .ifPresentOrElse(
                  packet -> datagram(mark, frame, packet, bytes),
                  () -> malformed(mark, frame, nameOf(Ethernet.IPV4), bytes));
      default -> {
        String protocol = nameOf(frame.etherType());
        boolean linked = directory.isLinked(mark, frame.source(), protocol);
        reporter.other(mark, frame, protocol, linked, bytes.remaining() + " bytes", bytes);
      }
    }
  }

  private void datagram(int mark, Ethernet frame, Ipv4 packet, ByteBuffer bytes) {
    if (packet.isFragment()) {
      uninterpreted(mark, frame, packet, "fragment at byte " + packet.fragmentOffset() * 8, bytes);
      reassembler.add(mark, packet).ifPresent(whole -> whole(mark, frame, whole, bytes));
      return;
    }
    Function<Integer, Arrival> from = port -> arrival(mark, frame, packet, port, bytes);
    Runnable bad = () -> malformed(mark, frame, nameOf(packet), bytes);
    switch (packet.protocol()) {
      case Ipv4.ICMP ->
          Icmp.decode(packet.payload())
              .ifPresentOrElse(message -> icmp.receive(from.apply(0), message), bad);
      case Ipv4.UDP ->
          Udp.decode(packet.payload())
              .ifPresentOrElse(
                  datagram -> udp.receive(from.apply(datagram.sourcePort()), datagram), bad);
      case Ipv4.TCP ->
          Tcp.decode(packet.payload())
              .ifPresentOrElse(
                  segment -> tcp.receive(from.apply(segment.sourcePort()), segment), bad);
      default -> uninterpreted(mark, frame, packet, packet.payload().remaining() + " bytes", bytes);
    }
  }

  /** Takes a datagram that came in fragments as if it had come in one frame. */
  private void whole(int mark, Ethernet last, Ipv4 packet, ByteBuffer bytes) {
    ByteBuffer encoded = ByteBuffer.allocate(packet.headerLength() + packet.payload().remaining());
    packet.encode(encoded);
    Ethernet frame =
        new Ethernet(
            last.destination(),
            last.source(),
            last.outer(),
            last.inner(),
            last.etherType(),
            encoded.flip());
    datagram(mark, frame, packet, bytes);
  }

  private Arrival arrival(int mark, Ethernet frame, Ipv4 packet, int port, ByteBuffer bytes) {
    Peer peer = new Peer(mark, frame.source(), packet.source(), port);
    Optional<Host> host = directory.hostAt(packet.destination(), peer);
    return new Arrival(bytes, frame, packet, peer, host);
  }

  private void uninterpreted(
      int mark, Ethernet frame, Ipv4 packet, String summary, ByteBuffer bytes) {
    reporter.report(
        arrival(mark, frame, packet, 0, bytes),
        Kind.OTHER,
        nameOf(packet),
        0,
        false,
        summary,
        bytes);
  }

  private void malformed(int mark, Ethernet frame, String protocol, ByteBuffer bytes) {
    counters.malformed.incrementAndGet();
    reporter.other(mark, frame, protocol, "malformed", bytes);
  }

  private static String nameOf(Ipv4 packet) {
    return switch (packet.protocol()) {
      case Ipv4.ICMP -> "icmp";
      case Ipv4.TCP -> "tcp";
      case Ipv4.UDP -> "udp";
      default -> "ip/" + packet.protocol();
    };
  }

  private static String nameOf(int etherType) {
    if (etherType == Ethernet.IPV6) {
      return "ipv6";
    }
    return etherType < Ethernet.SMALLEST_TYPE ? "llc" : String.format("0x%04x", etherType);
  }
}
