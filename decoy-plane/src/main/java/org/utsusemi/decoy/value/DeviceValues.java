package org.utsusemi.decoy.value;

import java.time.InstantSource;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * The values of one host, whatever the protocol that asks for them. Called by one thread at a time.
 */
public final class DeviceValues {
  private final Ipv4Address host;
  private final long seed;
  private final Overlays overlays;
  private final InstantSource clock;

  /**
   * @param host whose values
   * @param seed from which all that moves follows; another one on each host
   */
  public DeviceValues(Ipv4Address host, long seed, Overlays overlays, InstantSource clock) {
    this.host = host;
    this.seed = seed;
    this.overlays = overlays;
    this.clock = clock;
  }

  /** The time of day by which values move. */
  public InstantSource clock() {
    return clock;
  }

  /**
   * A value as this reader sees it now.
   *
   * @return big-endian, as long as the specification says
   */
  public byte[] read(Cell cell, ValueSpec spec, Writer reader) {
    return overlays
        .get(host, reader, cell)
        .filter(bytes -> bytes.length == spec.length())
        .orElseGet(() -> spec.at(seedOf(cell), clock.millis()))
        .clone();
  }

  /** Keeps what a writer wrote, bit for bit, for that writer alone. */
  public void write(Cell cell, byte[] bytes, Writer writer) {
    overlays.put(host, writer, cell, bytes.clone());
  }

  private long seedOf(Cell cell) {
    long hash = seed;
    for (int i = 0; i < cell.name().length(); i++) {
      hash = Noise.mix(hash ^ cell.name().charAt(i));
    }
    return Noise.mix(hash + cell.index());
  }
}
