package org.utsusemi.decoy.stack;

import java.util.Optional;
import org.utsusemi.decoy.host.EchoAnswer;
import org.utsusemi.decoy.host.IpFields;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.Refusal;
import org.utsusemi.decoy.host.TcpAnswer;
import org.utsusemi.decoy.personality.Fingerprint;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.wire.Tcp;

/**
 * A small embedded stack with a window and a segment size of the test's choice; its sequence
 * numbers go on by one in four microseconds, so that a test can have any number it wants.
 */
final class PlainPersonality implements Personality {
  private static final int NANOS_PER_STEP = 4000;
  private static final int FIRST = 0x1234_5678;

  private final Personality model;

  private PlainPersonality(Personality model) {
    this.model = model;
  }

  /** One for one host; hosts must not share it. */
  static Personality of(int window, int segmentSize) {
    String options = Integer.toHexString(segmentSize).toUpperCase();
    String text =
        Model.EMBEDDED
            .fingerprint()
            .toString()
            .replaceAll("=2000", "=" + Integer.toHexString(window).toUpperCase())
            .replaceAll("=M5B4", "=M" + options);
    return of(text);
  }

  static Personality embedded() {
    return of(8192, 1460);
  }

  static Personality of(String fingerprint) {
    return new PlainPersonality(
        Model.of(Fingerprint.parse(fingerprint)).on(1, 2, Optional.empty(), new HostStates(4)));
  }

  @Override
  public Optional<TcpAnswer> toSyn(Tcp syn) {
    return model.toSyn(syn);
  }

  @Override
  public Optional<TcpAnswer> toStray(Tcp segment, boolean open) {
    return model.toStray(segment, open);
  }

  @Override
  public int initialSequence(long now) {
    return FIRST + (int) (now / NANOS_PER_STEP);
  }

  @Override
  public int anyNumber(int of, int with) {
    return model.anyNumber(of, with);
  }

  @Override
  public int timestamp(long now) {
    return model.timestamp(now);
  }

  @Override
  public int ticksPerSecond() {
    return model.ticksPerSecond();
  }

  @Override
  public int identification(Counter counter, long now) {
    return model.identification(counter, now);
  }

  @Override
  public Optional<EchoAnswer> toEcho() {
    return model.toEcho();
  }

  @Override
  public Optional<Refusal> toClosedUdp() {
    return model.toClosedUdp();
  }

  @Override
  public IpFields ofUdp() {
    return model.ofUdp();
  }

  @Override
  public boolean permitsError(long now) {
    return model.permitsError(now);
  }
}
