package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.utsusemi.decoy.host.OptionTemplate;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * Handshakes that keep no memory. The cookie holds the segment size; window scales ride in the
 * lowest octet of the timestamp, which the peer sends back. A SYN without timestamps, and a host
 * whose clock is too slow for that, agree upon neither.
 */
final class CookieJar {
  private static final int LOW = 0xff;
  private static final int NO_SHIFT = 15;
  private static final int SLOWEST_CLOCK = 100;

  /** A faster one changes the octet before the answer is written. */
  private static final int FASTEST_CLOCK = 1000;

  private final SynCookies cookies;
  private final TimeSource time;

  CookieJar(SynCookies cookies, TimeSource time) {
    this.cookies = cookies;
    this.time = time;
  }

  /** The handshake that answers a SYN and may then be forgotten. */
  Handshake make(Conversation conversation, Tcp syn, TcpAnswer answer) {
    Personality personality = conversation.host().personality();
    long now = time.epochNanos();
    int shown = personality.timestamp(now);
    TcpAnswer given = answer;
    Tcp asked = syn;
    if (remembers(answer, personality) && Handshake.timeOf(syn).isPresent()) {
      shown = withShifts(shown, answer.options().shift(), Handshake.shiftOf(syn));
    } else {
      asked = withoutScaleAndTime(syn);
      given = personality.toSyn(asked).filter(TcpAnswer::isSynAck).orElse(answer);
    }
    Handshake plain = Handshake.of(given, asked, 0, personality, shown, now);
    int cookie = cookies.make(conversation.key(), syn.sequence(), plain.segmentSize());
    return Handshake.of(given, asked, cookie, personality, shown, now);
  }

  /** What the handshake was that a segment completes; empty when there was none. */
  Optional<Handshake> check(Conversation conversation, Tcp segment) {
    OptionalInt size =
        cookies.check(conversation.key(), segment.sequence() - 1, segment.acknowledgment() - 1);
    if (size.isEmpty()) {
      return Optional.empty();
    }
    Personality personality = conversation.host().personality();
    return personality
        .toSyn(withoutScaleAndTime(segment))
        .map(answer -> remembered(personality, answer, segment, size.getAsInt()));
  }

  private Handshake remembered(
      Personality personality, TcpAnswer answer, Tcp segment, int segmentSize) {
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.Timestamps times && isSteady(personality)) {
        int own = times.echo() >>> 4 & NO_SHIFT;
        int peers = times.echo() & NO_SHIFT;
        boolean scales = own != NO_SHIFT && peers != NO_SHIFT;
        SegmentClock clock =
            new SegmentClock(personality, true, times.echo(), times.value(), time.epochNanos());
        return Handshake.remembered(
            answer,
            segment,
            segmentSize,
            scales ? own : Handshake.NO_SHIFT,
            scales ? peers : Handshake.NO_SHIFT,
            clock);
      }
    }
    return Handshake.remembered(
        answer, segment, segmentSize, Handshake.NO_SHIFT, Handshake.NO_SHIFT, null);
  }

  private static boolean remembers(TcpAnswer answer, Personality personality) {
    OptionTemplate options = answer.options();
    return options.hasTimestamps() && options.tellsTime() && isSteady(personality);
  }

  private static boolean isSteady(Personality personality) {
    int ticks = personality.ticksPerSecond();
    return SLOWEST_CLOCK <= ticks && ticks <= FASTEST_CLOCK;
  }

  /** Not later than the clock: the connection goes on from it. */
  private static int withShifts(int shown, OptionalInt own, OptionalInt peers) {
    int shifts = own.orElse(NO_SHIFT) << 4 | Math.min(14, peers.orElse(NO_SHIFT));
    if (peers.isEmpty()) {
      shifts |= NO_SHIFT;
    }
    int marked = shown & ~LOW | shifts;
    return marked - shown > 0 ? marked - LOW - 1 : marked;
  }

  private static Tcp withoutScaleAndTime(Tcp segment) {
    List<TcpOption> kept = new ArrayList<>(segment.options());
    kept.removeIf(
        option ->
            option instanceof TcpOption.WindowScale || option instanceof TcpOption.Timestamps);
    return new Tcp(
        segment.sourcePort(),
        segment.destinationPort(),
        segment.sequence(),
        segment.acknowledgment(),
        segment.flags(),
        segment.window(),
        segment.urgent(),
        kept,
        ByteBuffer.allocate(0));
  }
}
