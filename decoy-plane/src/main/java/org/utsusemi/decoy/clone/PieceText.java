package org.utsusemi.decoy.clone;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.decoy.learned.Piece;

/** Pieces as a persona file writes them: text where it is text, else hexadecimal. */
final class PieceText {
  private static final int SPACED = 32;
  private static final double MOSTLY = 0.85;

  private PieceText() {}

  static String of(List<Piece> pieces) {
    return pieces.size() == 1 && pieces.get(0) instanceof Piece.Literal only
        ? literal(only.bytes())
        : pieces.stream().map(PieceText::of).collect(Collectors.joining(", ", "[", "]"));
  }

  /** What an exchange leads to, as keys of a mapping in braces. */
  static String of(Outcome outcome) {
    String answer = outcome.answer().isEmpty() ? "" : "answer: " + of(outcome.answer());
    String then = outcome.then() == Outcome.Then.STAY ? "" : "then: " + outcome.then().word();
    return answer + (answer.isEmpty() || then.isEmpty() ? "" : ", ") + then;
  }

  private static String of(Piece piece) {
    if (piece instanceof Piece.Literal literal) {
      return literal(literal.bytes());
    } else if (piece instanceof Piece.Any any) {
      return "{ any: " + any.length() + " }";
    } else if (piece instanceof Piece.AnyText) {
      return "{ any: text }";
    } else if (piece instanceof Piece.Copy copy) {
      return "{ copy: " + copy.offset() + ", length: " + copy.length() + " }";
    } else if (piece instanceof Piece.Count count) {
      return "{ count: "
          + count.start()
          + ", step: "
          + count.step()
          + ", bytes: "
          + count.bytes()
          + ", order: "
          + (count.littleEndian() ? "low_first" : "high_first")
          + ", per: "
          + (count.perConnection() ? "connection" : "host")
          + " }";
    } else if (piece instanceof Piece.Random random) {
      String of = random.of() == Piece.Alphabet.BYTES ? "" : ", of: " + random.of().word();
      return "{ random: " + random.length() + of + " }";
    } else if (piece instanceof Piece.Date date) {
      return "{ date: " + date.form().word() + " }";
    }
    Piece.Address address = (Piece.Address) piece;
    String as = address.as() == Piece.Notation.TEXT ? "" : ", as: " + address.as().word();
    return "{ address: " + (address.own() ? "own" : "client") + as + " }";
  }

  static String literal(byte[] bytes) {
    int text = 0;
    for (byte b : bytes) {
      text += b >= ' ' && b < 0x7f || b == '\r' || b == '\n' || b == '\t' ? 1 : 0;
    }
    return text >= MOSTLY * bytes.length
        ? quoted(new String(bytes, StandardCharsets.ISO_8859_1))
        : "{ hex: \"" + hex(bytes) + "\" }";
  }

  /** A few bytes with spaces to read them by, many without. */
  private static String hex(byte[] bytes) {
    return (bytes.length <= SPACED ? HexFormat.ofDelimiter(" ") : HexFormat.of()).formatHex(bytes);
  }

  /** A double-quoted scalar of YAML; any character may be in the text. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c >= ' ' && c < 0x7f) {
            out.append(c);
          } else {
            out.append(String.format(Locale.ROOT, c <= 0xff ? "\\x%02x" : "\\u%04x", (int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
