package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.utsusemi.decoy.event.SynTally;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * Answers what floods and fast scans consist of, without an object for each frame: SYNs like others
 * before, to a closed port, or to an open one while half-open connections have no room. What it
 * answers it answers in every byte as the ordinary way does, and only when nothing but the answer
 * would come of it; it leaves all else to that way, and learns from what went there.
 */
final class SynShortcut {
  private static final int SLOTS = 1 << 17;
  private static final int MOST_TEMPLATES = 4096;
  private static final int MARKS = 4096;
  private static final byte IS_MARK = 1;
  private static final byte IS_NONE = 2;

  /** Lessons at once, and how many more in a second: an attacker chooses what is new. */
  private static final int MOST_LESSONS = 1 << 16;

  private static final int LESSONS_PER_SECOND = 4000;
  private static final long SECOND = 1_000_000_000L;

  /** How a port of a host answers SYNs of one shape. */
  private record Slot(
      int ip,
      int port,
      boolean tagged,
      long mac,
      String name,
      Personality personality,
      SynTemplate template) {}

  private final Directory directory;
  private final ConnectionTable table;
  private final SynCookies cookies;
  private final CookieJar jar;
  private final Supplier<SynTally> newTally;
  private final FrameOutput out;
  private final TimeSource time;
  private final Counters counters;

  private final SynFrame syn = new SynFrame();
  private final byte[] answer = new byte[Ethernet.LARGEST];

  /** Empty before there was anything to learn: most decoys see no flood. */
  private Slot[] slots = {};

  /** Null until something is counted. */
  private SynTally tally;

  private final byte[] marks = new byte[MARKS];
  private final Map<Integer, SynTemplate> templates = new HashMap<>();
  private long generation;
  private long lessons = MOST_LESSONS;
  private long lessonsAt;
  private boolean lesson;

  SynShortcut(
      Directory directory,
      ConnectionTable table,
      SynCookies cookies,
      Supplier<SynTally> newTally,
      FrameOutput out,
      TimeSource time,
      Counters counters) {
    this.directory = directory;
    this.table = table;
    this.cookies = cookies;
    this.jar = new CookieJar(cookies, time);
    this.newTally = newTally;
    this.out = out;
    this.time = time;
    this.counters = counters;
    this.generation = directory.generation();
    this.lessonsAt = time.nanos();
  }

  /**
   * Takes a frame.
   *
   * @param now {@link TimeSource#nanos}
   * @return whether nothing is left to do; if not, the frame goes the ordinary way, and then to
   *     {@link #learn}
   */
  boolean takes(byte[] frame, int length, long now) {
    lesson = false;
    if (!syn.read(frame, length)) {
      return false;
    }
    if (directory.generation() != generation) {
      forget();
    }
    Slot slot = slots.length == 0 ? null : slots[index(syn.destinationIp, syn.destinationPort())];
    if (slot == null
        || slot.ip != syn.destinationIp
        || slot.port != syn.destinationPort()
        || slot.tagged != (syn.mark != 0)
        || !slot.template.answers(syn)) {
      lesson = true;
      return false;
    }
    SynTemplate template = slot.template;
    if (slot.mac != syn.destination
        || !isMark(syn.mark)
        || table.mayHave(syn.mark, syn.addresses(), syn.portNumbers())
        || template.isCookie() && table.hasRoomForHalfOpen(syn.mark)) {
      return false;
    }
    touch(slot, now);
    int sequence = 0;
    if (template.isCookie()) {
      counters.cookies.incrementAndGet();
      sequence =
          cookies.make(
              syn.addresses(), syn.portNumbers(), syn.sequence, template.segmentSize(), now);
    }
    int identification = slot.personality.identification(template.counter(), time.epochNanos());
    counters.framesOut.incrementAndGet();
    out.send(answer, template.write(syn, identification, sequence, answer));
    return true;
  }

  /** Tells the sums that are due. */
  void tick(long now) {
    if (tally != null) {
      tally.tick(now);
    }
  }

  private void touch(Slot slot, long now) {
    if (tally == null) {
      tally = newTally.get();
    }
    tally.count(
        syn.mark,
        syn.source,
        syn.destination,
        syn.sourceIp,
        syn.destinationIp,
        syn.ports,
        slot.name,
        now);
  }

  /** Looks at the frame that the last {@link #takes} did not take, for others like it. */
  void learn(byte[] frame, int length, long now) {
    if (!lesson || !mayLearn(now)) {
      return;
    }
    Ethernet ethernet = Ethernet.decode(ByteBuffer.wrap(frame, 0, length)).orElseThrow();
    Ipv4 packet = Ipv4.decode(ethernet.payload()).orElseThrow();
    Tcp segment = Tcp.decode(packet.payload()).orElseThrow();
    boolean keepsTime =
        segment.options().stream().anyMatch(option -> option instanceof TcpOption.Timestamps);
    if (keepsTime || !directory.isMark(syn.mark) || directory.isReal(packet.destination())) {
      return;
    }
    Peer peer = new Peer(syn.mark, ethernet.source(), packet.source(), segment.sourcePort());
    directory
        .hostAt(packet.destination(), peer)
        .filter(host -> host.roundTrip().isEmpty())
        .ifPresent(host -> template(host, segment, peer).ifPresent(made -> keep(host, made)));
  }

  private Optional<SynTemplate> template(Host host, Tcp segment, Peer peer) {
    TcpPort port = host.tcp(segment.destinationPort());
    if (port instanceof TcpPort.Closed) {
      return host.personality()
          .toStray(segment, false)
          .flatMap(answer -> refusal(host, answer, segment));
    }
    // with room for half-open connections there would be no cookie to remember anything by
    return port instanceof TcpPort.Open open
            && open.manners().sessions().isEmpty()
            && !table.hasRoomForHalfOpen(peer.mark())
        ? acceptance(host, open, segment, peer)
        : Optional.empty();
  }

  private Optional<SynTemplate> refusal(Host host, TcpAnswer answer, Tcp segment) {
    boolean fromZero =
        answer.sequence() == TcpAnswer.Sequence.ZERO
            || answer.sequence() == TcpAnswer.Sequence.ACKNOWLEDGED;
    return fromZero
        ? template(
            host,
            segment,
            answer,
            answer.windowFor(segment),
            answer.options().answering(segment, 0),
            -1)
        : Optional.empty();
  }

  private Optional<SynTemplate> acceptance(Host host, TcpPort.Open open, Tcp segment, Peer peer) {
    TcpKey key = new TcpKey(peer.ip(), peer.port(), host.ip(), segment.destinationPort());
    Conversation conversation =
        new Conversation(peer, host, key, open.service(), open.manners(), false);
    return host.personality()
        .toSyn(segment)
        .filter(TcpAnswer::isSynAck)
        .map(answer -> jar.make(conversation, segment, answer))
        .filter(handshake -> handshake.clock() == null)
        .flatMap(
            made ->
                template(
                    host,
                    segment,
                    made.answer(),
                    made.announced(),
                    made.options(0),
                    made.segmentSize()));
  }

  private Optional<SynTemplate> template(
      Host host, Tcp segment, TcpAnswer answer, int window, List<TcpOption> options, int size) {
    TcpAnswer.Acknowledgment rule = answer.acknowledgment();
    if (rule == TcpAnswer.Acknowledgment.OTHER || answer.options().hasTimestamps()) {
      return Optional.empty();
    }
    int behind = answer.acknowledgmentOf(segment, host.personality()) - segment.sequence();
    int acknowledged = rule == TcpAnswer.Acknowledgment.ZERO ? -1 : behind;
    Tcp bare =
        new Tcp(0, 0, 0, 0, answer.flags(), window, answer.urgent(), options, answer.payload());
    return Optional.of(
        new SynTemplate(
            syn.shape(), syn.mark != 0, answer.ip(), answer.counter(), bare, size, acknowledged));
  }

  private void keep(Host host, SynTemplate made) {
    SynTemplate known = templates.get(made.hash());
    SynTemplate kept = known != null && known.isLike(made) ? known : made;
    if (kept != known) {
      if (templates.size() >= MOST_TEMPLATES) {
        templates.clear();
      }
      templates.put(made.hash(), made);
    }
    if (slots.length == 0) {
      slots = new Slot[SLOTS];
    }
    slots[index(syn.destinationIp, syn.destinationPort())] =
        new Slot(
            syn.destinationIp,
            syn.destinationPort(),
            syn.mark != 0,
            host.mac().bits(),
            host.name(),
            host.personality(),
            kept);
  }

  private void forget() {
    generation = directory.generation();
    Arrays.fill(slots, null);
    Arrays.fill(marks, (byte) 0);
    templates.clear();
  }

  private boolean mayLearn(long now) {
    long earned = (now - lessonsAt) * LESSONS_PER_SECOND / SECOND;
    if (earned > 0) {
      lessons = Math.min(MOST_LESSONS, lessons + earned);
      lessonsAt = now;
    }
    if (lessons <= 0) {
      return false;
    }
    lessons--;
    return true;
  }

  private boolean isMark(int id) {
    if (marks[id] == 0) {
      marks[id] = directory.isMark(id) ? IS_MARK : IS_NONE;
    }
    return marks[id] == IS_MARK;
  }

  /** Addresses in a row, which networks are, have places of their own. */
  private static int index(int ip, int port) {
    return ip + port * 40503 & SLOTS - 1;
  }
}
