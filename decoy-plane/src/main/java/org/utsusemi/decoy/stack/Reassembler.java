package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Puts small datagrams together again that came in fragments (RFC 791 §3.2). Few are kept, each for
 * a short while; one whose fragments overlap is given up, as only an attack has such.
 */
final class Reassembler {
  private static final int MOST_DATAGRAMS = 32;
  private static final int LARGEST_PAYLOAD = 4096;
  private static final int UNIT = 8;
  private static final long PATIENCE = 15_000_000_000L;

  private record Key(
      int mark, Ipv4Address from, Ipv4Address to, int identification, int protocol) {}

  private static final class Parts {
    final long until;
    final byte[] bytes = new byte[LARGEST_PAYLOAD];
    final BitSet units = new BitSet();
    int length = -1;
    boolean spoilt;

    Parts(long until) {
      this.until = until;
    }
  }

  private final TimeSource time;
  private final Map<Key, Parts> waiting =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Parts> eldest) {
          return size() > MOST_DATAGRAMS;
        }
      };

  Reassembler(TimeSource time) {
    this.time = time;
  }

  /** The whole datagram when this fragment was the last that was missing. */
  Optional<Ipv4> add(int mark, Ipv4 fragment) {
    Key key =
        new Key(
            mark,
            fragment.source(),
            fragment.destination(),
            fragment.identification(),
            fragment.protocol());
    long now = time.nanos();
    Parts parts = waiting.get(key);
    if (parts == null || now - parts.until > 0) {
      parts = new Parts(now + PATIENCE);
      waiting.remove(key);
      waiting.put(key, parts);
    }
    put(parts, fragment);
    boolean whole =
        !parts.spoilt
            && parts.length >= 0
            && parts.units.cardinality() == (parts.length + UNIT - 1) / UNIT;
    if (!whole) {
      return Optional.empty();
    }
    waiting.remove(key);
    return Optional.of(
        new Ipv4(
            fragment.typeOfService(),
            fragment.identification(),
            0,
            0,
            fragment.timeToLive(),
            fragment.protocol(),
            fragment.source(),
            fragment.destination(),
            Ipv4.NO_OPTIONS,
            ByteBuffer.wrap(Arrays.copyOf(parts.bytes, parts.length))));
  }

  private static void put(Parts parts, Ipv4 fragment) {
    int from = fragment.fragmentOffset() * UNIT;
    int length = fragment.payload().remaining();
    int end = from + length;
    boolean last = (fragment.flags() & Ipv4.MORE_FRAGMENTS) == 0;
    int firstUnit = from / UNIT;
    int endUnit = (end + UNIT - 1) / UNIT;
    boolean impossible =
        end > LARGEST_PAYLOAD
            || length == 0
            || !last && length % UNIT != 0
            || last && (parts.length >= 0 || parts.units.length() > endUnit)
            || parts.length >= 0 && end > parts.length
            || parts.units.get(firstUnit, endUnit).cardinality() > 0;
    if (parts.spoilt || impossible) {
      parts.spoilt = true;
      return;
    }
    fragment.payload().get(fragment.payload().position(), parts.bytes, from, length);
    parts.units.set(firstUnit, endUnit);
    if (last) {
      parts.length = end;
    }
  }
}
