package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import org.utsusemi.decoy.learned.DateForm;
import org.utsusemi.decoy.learned.Piece;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * Finds in answers what is made anew each time: dates that are the time of day, addresses, and by
 * comparing several answers to one request bytes that copy it, count up or vary.
 */
final class AnswerFields {
  /** A date that lies so near to its answer is the time of day, and not a file's age. */
  private static final Duration NOW = Duration.ofSeconds(5);

  private static final int LONGEST_NUMBER = 6;
  private static final long LARGEST_STEP = 1L << 32;
  private static final int LONGEST_PIECE = 4096;

  private final Ipv4Address device;

  AnswerFields(Ipv4Address device) {
    this.device = device;
  }

  /**
   * The answer to one request.
   *
   * @param samples of the same request, in the order of time; not empty
   */
  List<Piece> pieces(List<Heard> samples) {
    List<List<Piece>> each = samples.stream().map(this::known).toList();
    List<Piece> first = each.get(0);
    boolean alike =
        each.stream()
            .allMatch(pieces -> kinds(pieces).equals(kinds(first)) && sameLengths(pieces, first));
    if (!alike) {
      // lengths differ: none of them is wrong, and the last is the freshest
      return each.get(each.size() - 1);
    }
    List<Piece> joined = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      if (first.get(i) instanceof Piece.Literal) {
        int at = i;
        List<byte[]> values =
            each.stream().map(pieces -> ((Piece.Literal) pieces.get(at)).bytes()).toList();
        compare(values, samples, joined);
      } else {
        joined.add(first.get(i));
      }
    }
    return joined;
  }

  /** Whether answers with these fields found have different lengths, so that one had to do. */
  boolean varies(List<Heard> samples) {
    List<List<Piece>> each = samples.stream().map(this::known).toList();
    return !each.stream()
        .allMatch(p -> kinds(p).equals(kinds(each.get(0))) && sameLengths(p, each.get(0)));
  }

  private static List<Class<?>> kinds(List<Piece> pieces) {
    List<Class<?>> kinds = new ArrayList<>();
    pieces.forEach(piece -> kinds.add(piece.getClass()));
    return kinds;
  }

  private static boolean sameLengths(List<Piece> a, List<Piece> b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) instanceof Piece.Literal one
          && b.get(i) instanceof Piece.Literal other
          && one.bytes().length != other.bytes().length) {
        return false;
      }
    }
    return true;
  }

  /** What one answer shows by itself. */
  private List<Piece> known(Heard heard) {
    String text = new String(heard.answer(), StandardCharsets.ISO_8859_1);
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      Found next = next(text, at, heard);
      if (next.start > at) {
        pieces.add(new Piece.Literal(Arrays.copyOfRange(heard.answer(), at, next.start)));
      }
      if (next.piece != null) {
        pieces.add(next.piece);
      }
      at = next.end;
    }
    return pieces;
  }

  private record Found(int start, int end, Piece piece) {}

  private Found next(String text, int from, Heard heard) {
    Found best = new Found(text.length(), text.length(), null);
    for (DateForm form : DateForm.values()) {
      Matcher matcher = form.pattern().matcher(text);
      for (int at = from; at < best.start && matcher.find(at); at = matcher.end()) {
        if (matcher.start() < best.start && isNow(form, matcher.group(), heard.nanos())) {
          best = new Found(matcher.start(), matcher.end(), new Piece.Date(form));
        }
      }
    }
    for (boolean own : new boolean[] {true, false}) {
      for (Piece.Notation as : Piece.Notation.values()) {
        best = earlier(best, text, from, new Piece.Address(own, as), own ? device : heard.client());
      }
    }
    return best;
  }

  private static Found earlier(
      Found best, String text, int from, Piece.Address piece, Ipv4Address address) {
    String written = new String(piece.as().write(address), StandardCharsets.ISO_8859_1);
    boolean digits = piece.as() != Piece.Notation.BYTES;
    int at = text.indexOf(written, from);
    while (at >= 0 && at < best.start) {
      int end = at + written.length();
      boolean partOfMore =
          digits
              && (at > 0 && isDigit(text.charAt(at - 1))
                  || end < text.length() && isDigit(text.charAt(end)));
      if (!partOfMore) {
        return new Found(at, end, piece);
      }
      at = text.indexOf(written, at + 1);
    }
    return best;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNow(DateForm form, String text, long nanos) {
    try {
      Instant heard = Instant.ofEpochSecond(nanos / 1_000_000_000L);
      return Duration.between(form.read(text), heard).abs().compareTo(NOW) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Bytes of the same place in several answers. */
  private static void compare(List<byte[]> values, List<Heard> samples, List<Piece> out) {
    byte[] first = values.get(0);
    int same = 0;
    int at = 0;
    while (at < first.length) {
      if (isSame(values, at)) {
        at++;
        continue;
      }
      int end = at + 1;
      while (end < first.length && !isSame(values, end)) {
        end++;
      }
      int start = Math.max(same, wider(values, samples, at, end));
      if (start > same) {
        out.add(new Piece.Literal(Arrays.copyOfRange(first, same, start)));
      }
      for (int from = start; from < end; from += LONGEST_PIECE) {
        out.add(field(values, samples, from, Math.min(end, from + LONGEST_PIECE)));
      }
      same = end;
      at = end;
    }
    if (same < first.length) {
      out.add(new Piece.Literal(Arrays.copyOfRange(first, same, first.length)));
    }
  }

  private static boolean isSame(List<byte[]> values, int at) {
    return values.stream().allMatch(value -> value[at] == values.get(0)[at]);
  }

  /** A number's upper bytes seldom differ, and yet belong to it: zeros, or what is copied too. */
  private static int wider(List<byte[]> values, List<Heard> samples, int start, int end) {
    for (int from = Math.max(0, end - 4); from < start; from++) {
      boolean zeros = true;
      for (int i = from; i < start; i++) {
        zeros &= values.get(0)[i] == 0;
      }
      if (zeros && step(values, samples, from, end, false) != 0
          || copied(values, samples, from, end) >= 0) {
        return from;
      }
    }
    return start;
  }

  private static Piece field(List<byte[]> values, List<Heard> samples, int start, int end) {
    int copy = copied(values, samples, start, end);
    if (copy >= 0) {
      return new Piece.Copy(copy, end - start);
    }
    for (boolean little : new boolean[] {false, true}) {
      long step = step(values, samples, start, end, little);
      if (step != 0) {
        long first = number(values.get(0), start, end, little);
        boolean each = samples.stream().map(Heard::talk).distinct().count() < samples.size();
        return new Piece.Count(first, step, end - start, little, each);
      }
    }
    return new Piece.Random(end - start, alphabet(values, start, end));
  }

  private static Piece.Alphabet alphabet(List<byte[]> values, int start, int end) {
    String seen =
        values.stream()
            .map(v -> new String(v, start, end - start, StandardCharsets.ISO_8859_1))
            .collect(java.util.stream.Collectors.joining());
    for (Piece.Alphabet alphabet :
        List.of(Piece.Alphabet.DIGITS, Piece.Alphabet.HEX, Piece.Alphabet.LETTERS)) {
      if (seen.chars().allMatch(c -> alphabet.characters().indexOf(c) >= 0)) {
        return alphabet;
      }
    }
    return Piece.Alphabet.BYTES;
  }

  /** Where in each request these bytes stand; -1: nowhere that is the same in all. */
  private static int copied(List<byte[]> values, List<Heard> samples, int start, int end) {
    byte[] request = samples.get(0).request();
    int last = Math.min(request.length - (end - start), LONGEST_PIECE - 1);
    for (int offset = 0; offset <= last; offset++) {
      boolean all = true;
      for (int i = 0; i < values.size() && all; i++) {
        byte[] asked = samples.get(i).request();
        all =
            offset + end - start <= asked.length
                && Arrays.equals(values.get(i), start, end, asked, offset, offset + end - start);
      }
      if (all) {
        return offset;
      }
    }
    return -1;
  }

  /** By how much it goes up from each answer to the next; 0: not by the same. */
  private static long step(
      List<byte[]> values, List<Heard> samples, int start, int end, boolean little) {
    if (end - start > LONGEST_NUMBER || values.size() < 3) {
      return 0;
    }
    long step = 0;
    for (int i = 1; i < values.size(); i++) {
      long now =
          number(values.get(i), start, end, little) - number(values.get(i - 1), start, end, little);
      if (now <= 0 || now > LARGEST_STEP || step != 0 && now != step) {
        return 0;
      }
      step = now;
    }
    return step;
  }

  private static long number(byte[] bytes, int start, int end, boolean little) {
    long number = 0;
    for (int i = 0; i < end - start; i++) {
      int at = little ? end - 1 - i : start + i;
      number = number << 8 | bytes[at] & 0xff;
    }
    return number;
  }
}
