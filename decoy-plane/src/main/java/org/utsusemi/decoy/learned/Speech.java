package org.utsusemi.decoy.learned;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.utsusemi.topology.address.Ipv4Address;

/** Makes the bytes of an answer out of its pieces, for one host. */
final class Speech {
  private final Ipv4Address own;
  private final InstantSource clock;
  private final SplittableRandom random;

  /** How often each counter of the host has been said; as many entries as the dialogue has. */
  private final Map<Piece, Long> counters = new IdentityHashMap<>();

  Speech(Ipv4Address own, InstantSource clock, long seed) {
    this.own = own;
    this.clock = clock;
    this.random = new SplittableRandom(seed ^ clock.millis());
  }

  /** Counters of one connection. */
  static Map<Piece, Long> counters() {
    return new HashMap<>(0);
  }

  synchronized byte[] say(
      List<Piece> pieces, byte[] request, Ipv4Address client, Map<Piece, Long> ofConnection) {
    if (pieces.size() == 1 && pieces.get(0) instanceof Piece.Literal only) {
      return only.bytes().clone();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        out.writeBytes(literal.bytes());
      } else if (piece instanceof Piece.Copy copy) {
        copy(copy, request, out);
      } else if (piece instanceof Piece.Count count) {
        long times = (count.perConnection() ? ofConnection : counters).merge(count, 1L, Long::sum);
        number(count.start() + (times - 1) * count.step(), count, out);
      } else if (piece instanceof Piece.Random noise) {
        noise(noise, out);
      } else if (piece instanceof Piece.Date date) {
        text(date.form().write(clock.instant()), out);
      } else if (piece instanceof Piece.Address address) {
        out.writeBytes(address.as().write(address.own() ? own : client));
      }
    }
    return out.toByteArray();
  }

  private void noise(Piece.Random noise, ByteArrayOutputStream out) {
    String characters = noise.of().characters();
    for (int i = 0; i < noise.length(); i++) {
      out.write(
          characters.isEmpty()
              ? random.nextInt(256)
              : characters.charAt(random.nextInt(characters.length())));
    }
  }

  private static void copy(Piece.Copy copy, byte[] request, ByteArrayOutputStream out) {
    for (int i = copy.offset(); i < copy.offset() + copy.length(); i++) {
      out.write(i < request.length ? request[i] : 0);
    }
  }

  private static void number(long number, Piece.Count count, ByteArrayOutputStream out) {
    for (int i = 0; i < count.bytes(); i++) {
      int at = count.littleEndian() ? i : count.bytes() - 1 - i;
      out.write((int) (number >>> 8 * at));
    }
  }

  private static void text(String text, ByteArrayOutputStream out) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
