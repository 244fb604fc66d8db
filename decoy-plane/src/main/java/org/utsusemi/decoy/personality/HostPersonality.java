package org.utsusemi.decoy.personality;

import java.util.Optional;
import org.utsusemi.decoy.host.EchoAnswer;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.Refusal;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.wire.Tcp;

/** A model on one address. */
final class HostPersonality implements Personality {
  /** ICMP errors that a host may send at once, and how many more in a second. */
  private static final int ERRORS_AT_ONCE = 64;

  private static final int ERRORS_PER_SECOND = 20;
  private static final int MILLIS = 1_000_000;

  private final Model model;
  private final Variant variant;
  private final int address;
  private final long seed;
  private final Uptime uptime;
  private final HostStates states;

  HostPersonality(
      Model model, Variant variant, int address, long seed, Uptime uptime, HostStates states) {
    this.model = model;
    this.variant = variant;
    this.address = address;
    this.seed = seed;
    this.uptime = uptime;
    this.states = states;
  }

  @Override
  public Optional<TcpAnswer> toSyn(Tcp syn) {
    return variant.listening.answer(syn);
  }

  @Override
  public Optional<TcpAnswer> toStray(Tcp segment, boolean open) {
    return variant.strays.answer(segment, open);
  }

  @Override
  public int initialSequence(long now) {
    int slot = slot(now);
    SequencePlan plan = model.sequences();
    double seconds = Math.max(0, now - states.sequenceAt[slot]) * 1e-9;
    int count = states.sequenceCount[slot]++;
    long step = plan.step(seed, count, seconds, states.sequenceStep[slot]);
    int next = states.sequence[slot] + (int) (step * plan.divisor());
    if (next == 0 && plan.divisor() != 0) {
      next += (int) plan.divisor();
    }
    states.sequence[slot] = next;
    states.sequenceAt[slot] = now;
    states.sequenceStep[slot] = (int) Math.min(Integer.MAX_VALUE, Math.abs(step));
    return next;
  }

  @Override
  public int anyNumber(int of, int with) {
    int number = (int) Mixer.mix(seed ^ (long) of << 32, with);
    return number == 0 ? 1 : number;
  }

  @Override
  public int timestamp(long now) {
    return variant.clock.at(uptime.at(now), seed);
  }

  @Override
  public int ticksPerSecond() {
    return variant.clock.ticksPerSecond();
  }

  @Override
  public int identification(Counter counter, long now) {
    if (counter == Counter.NONE) {
      return 0;
    }
    return variant.identifications.next(states, slot(now), counter, seed, now);
  }

  @Override
  public Optional<EchoAnswer> toEcho() {
    return variant.echo;
  }

  @Override
  public Optional<Refusal> toClosedUdp() {
    return variant.refusal;
  }

  @Override
  public IpFields ofUdp() {
    return variant.udp;
  }

  @Override
  public boolean permitsError(long now) {
    int slot = slot(now);
    int millis = (int) (now / MILLIS);
    long passed = Integer.toUnsignedLong(millis - states.errorsAt[slot]);
    long earned = passed * ERRORS_PER_SECOND / 1000;
    if (earned > 0) {
      states.errors[slot] = (short) Math.min(ERRORS_AT_ONCE, states.errors[slot] + earned);
      states.errorsAt[slot] = millis;
    }
    if (states.errors[slot] <= 0) {
      return false;
    }
    states.errors[slot]--;
    return true;
  }

  private int slot(long now) {
    int slot = states.slot(address);
    if (states.isFresh(slot)) {
      states.sequence[slot] = model.sequences().first(seed, now);
      states.sequenceAt[slot] = now;
      states.sequenceCount[slot] = (int) (Mixer.mix(seed, 5) & 0xffff);
      states.sequenceStep[slot] = 1;
      variant.identifications.begin(states, slot, seed);
      states.identifiedAt[slot] = (int) (now / MILLIS);
      states.errors[slot] = ERRORS_AT_ONCE;
      states.errorsAt[slot] = (int) (now / MILLIS);
    }
    return slot;
  }
}
