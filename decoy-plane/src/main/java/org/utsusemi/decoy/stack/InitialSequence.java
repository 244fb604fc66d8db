package org.utsusemi.decoy.stack;

/** Initial sequence numbers that only the key foretells (RFC 6528 §3). */
final class InitialSequence {
  private static final int NANOS_PER_STEP = 4000;

  private final SipHash hash;
  private final TimeSource time;

  InitialSequence(SipHash hash, TimeSource time) {
    this.hash = hash;
    this.time = time;
  }

  int of(TcpKey key) {
    return (int) (time.nanos() / NANOS_PER_STEP) + (int) hash.of(key.addresses(), key.ports(), 0);
  }
}
