package org.utsusemi.decoy.clone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.decoy.learned.Piece;

/**
 * The place in the requests of a port where clients put a number of their own, which answers copy:
 * it is another in nearly every request, and stands in nearly every answer.
 */
final class RequestIds {
  private static final int ENOUGH = 4;
  private static final int DEEPEST = 64;
  private static final double NEARLY = 0.8;

  /**
   * @param offset in the request
   * @param length 2–8 bytes
   */
  record Place(int offset, int length) {
    boolean isIn(byte[] request) {
      return offset + length <= request.length;
    }
  }

  private RequestIds() {}

  static Optional<Place> find(List<Heard> heard) {
    List<Heard> pairs = heard.stream().filter(h -> h.answer().length > 0).toList();
    for (int length = LONGEST; length >= 2; length--) {
      for (int offset = 0; offset + length <= DEEPEST; offset++) {
        Place place = new Place(offset, length);
        if (fits(place, pairs)) {
          return Optional.of(place);
        }
      }
    }
    return Optional.empty();
  }

  private static final int LONGEST = 8;

  private static boolean fits(Place place, List<Heard> pairs) {
    Set<Long> seen = new HashSet<>();
    int asked = 0;
    int copied = 0;
    boolean[] differs = new boolean[place.length()];
    byte[] first = null;
    for (Heard pair : pairs) {
      if (!place.isIn(pair.request())) {
        continue;
      }
      asked++;
      byte[] value =
          Arrays.copyOfRange(pair.request(), place.offset(), place.offset() + place.length());
      first = first == null ? value : first;
      for (int i = 0; i < value.length; i++) {
        differs[i] |= value[i] != first[i];
      }
      seen.add(number(value));
      copied += indexOf(pair.answer(), value) >= 0 ? 1 : 0;
    }
    // an id begins and ends with bytes that differ, or it would not be all of it an id
    return asked >= ENOUGH
        && asked >= NEARLY * pairs.size()
        && seen.size() >= NEARLY * asked
        && copied >= NEARLY * asked
        && differs[place.length() - 1]
        && differs[0];
  }

  private static long number(byte[] value) {
    long number = 0;
    for (byte b : value) {
      number = number << 8 | b & 0xff;
    }
    return number;
  }

  /** The request with its id free. */
  static List<Piece> request(byte[] request, Optional<Place> place) {
    if (place.isEmpty() || !place.get().isIn(request)) {
      return List.of(new Piece.Literal(request));
    }
    int start = place.get().offset();
    int end = start + place.get().length();
    List<Piece> pieces = new ArrayList<>();
    if (start > 0) {
      pieces.add(new Piece.Literal(Arrays.copyOfRange(request, 0, start)));
    }
    pieces.add(new Piece.Any(end - start));
    if (end < request.length) {
      pieces.add(new Piece.Literal(Arrays.copyOfRange(request, end, request.length)));
    }
    return pieces;
  }

  /** The answer of one sample with the id copied. */
  static List<Piece> answer(List<Piece> pieces, byte[] request, Optional<Place> place) {
    if (place.isEmpty() || !place.get().isIn(request)) {
      return pieces;
    }
    int offset = place.get().offset();
    int length = place.get().length();
    byte[] id = Arrays.copyOfRange(request, offset, offset + length);
    List<Piece> copied = new ArrayList<>();
    boolean done = false;
    for (Piece piece : pieces) {
      int at = piece instanceof Piece.Literal literal ? indexOf(literal.bytes(), id) : -1;
      if (done || at < 0) {
        copied.add(piece);
        continue;
      }
      byte[] bytes = ((Piece.Literal) piece).bytes();
      if (at > 0) {
        copied.add(new Piece.Literal(Arrays.copyOfRange(bytes, 0, at)));
      }
      copied.add(new Piece.Copy(offset, length));
      if (at + length < bytes.length) {
        copied.add(new Piece.Literal(Arrays.copyOfRange(bytes, at + length, bytes.length)));
      }
      done = true;
    }
    return copied;
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int at = 0; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}
