package org.utsusemi.decoy.persona;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.learned.DateForm;
import org.utsusemi.decoy.learned.Piece;
import org.utsusemi.decoy.learned.RequestForm;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Mapping;
import org.utsusemi.topology.yaml.Problems;
import org.utsusemi.topology.yaml.Scalar;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;
import org.utsusemi.topology.yaml.Yaml;

/** Bytes of a learned service: a text, a mapping such as { hex: "00 01" }, or a list of these. */
final class Pieces {
  private static final String KINDS =
      "a text, or a mapping with one of: hex, any, copy, count, random, date, address";

  private Pieces() {}

  /** What a service says. */
  static Shape<List<Piece>> answer() {
    return pieces(false);
  }

  /** What a client says. */
  static Shape<RequestForm> request() {
    return (node, path, problems) ->
        pieces(true)
            .read(node, path, problems)
            .flatMap(
                pieces -> {
                  try {
                    return Optional.of(RequestForm.of(pieces));
                  } catch (IllegalArgumentException e) {
                    return Words.refuse(node, path, problems, e.getMessage());
                  }
                });
  }

  private static Shape<List<Piece>> pieces(boolean request) {
    return (node, path, problems) -> piece(request).oneOrMore().read(node, path, problems);
  }

  private static Shape<Piece> piece(boolean request) {
    return (node, path, problems) ->
        node instanceof Scalar scalar
            ? text(scalar, path, problems)
            : field(request).read(node, path, problems);
  }

  private static Optional<Piece> text(Scalar node, String path, Problems problems) {
    for (int i = 0; i < node.text().length(); i++) {
      if (node.text().charAt(i) > 0xff) {
        return Words.refuse(
            node, path, problems, "a text of bytes holds only Latin-1 (\\x00 to \\xff) characters");
      }
    }
    return Optional.of(new Piece.Literal(node.text().getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static Shape<Piece> field(boolean request) {
    return (node, path, problems) -> {
      if (!(node instanceof Mapping mapping) || mapping.entries().isEmpty()) {
        return Words.refuse(
            node, path, problems, "expected " + KINDS + ", found " + node.describe());
      }
      String kind = mapping.entries().get(0).key().text();
      return Shapes.mapping(KINDS, fields -> field(kind, request, fields, mapping))
          .read(node, path, problems);
    };
  }

  private static Optional<Piece> field(String kind, boolean request, Fields f, Yaml node) {
    boolean fits = kind.equals("hex") || request == kind.equals("any");
    if (!fits) {
      // one problem is enough for a part that is not understood
      f.others();
      return Words.refuse(
          node,
          f.path(),
          f.problems(),
          request
              ? "a request is made of texts, hex and any; found '" + kind + "'"
              : "expected " + KINDS.replace("any, ", "") + "; found '" + kind + "'");
    }
    return switch (kind) {
      case "hex" -> f.required("hex", hex()).map(Piece.Literal::new);
      case "any" -> f.required("any", any());
      case "copy" -> copy(f);
      case "count" -> count(f);
      case "random" -> random(f);
      case "date" ->
          f.required("date", Shapes.words(DateForm.class, DateForm::word)).map(Piece.Date::new);
      case "address" -> address(f);
      default -> {
        f.others();
        yield Words.refuse(
            node, f.path(), f.problems(), "there is no '" + kind + "': expected " + KINDS);
      }
    };
  }

  private static Shape<Integer> length() {
    return Shapes.integer("a number of bytes from 1 to 4096", 1, RequestForm.LONGEST);
  }

  private static Shape<Piece> any() {
    return (node, path, problems) ->
        node instanceof Scalar scalar && scalar.text().equals("text")
            ? Optional.of(new Piece.AnyText())
            : length().<Piece>map(Piece.Any::new).read(node, path, problems);
  }

  private static Optional<Piece> address(Fields f) {
    Optional<Boolean> own =
        f.required("address", Shapes.words(Map.of("own", true, "client", false)));
    Piece.Notation as =
        f.optional(
            "as", Shapes.words(Piece.Notation.class, Piece.Notation::word), Piece.Notation.TEXT);
    return own.map(o -> new Piece.Address(o, as));
  }

  private static Optional<Piece> random(Fields f) {
    Optional<Integer> length = f.required("random", length());
    Piece.Alphabet of =
        f.optional(
            "of", Shapes.words(Piece.Alphabet.class, Piece.Alphabet::word), Piece.Alphabet.BYTES);
    return length.map(n -> new Piece.Random(n, of));
  }

  private static Optional<Piece> copy(Fields f) {
    Optional<Integer> offset =
        f.required("copy", Shapes.integer("an offset from 0 to 4095", 0, RequestForm.LONGEST - 1));
    Optional<Integer> length = f.required("length", length());
    return offset.isPresent() && length.isPresent()
        ? Optional.of(new Piece.Copy(offset.get(), length.get()))
        : Optional.empty();
  }

  private static Optional<Piece> count(Fields f) {
    Optional<Long> start = f.required("count", Shapes.whole("the first number", 0, 1L << 48));
    long step = f.optional("step", Shapes.whole("a step", -(1L << 32), 1L << 32), 1L);
    int bytes = f.optional("bytes", Shapes.integer(1, 8), 2);
    boolean little =
        f.optional("order", Shapes.words(Map.of("high_first", false, "low_first", true)), false);
    boolean perConnection =
        f.optional("per", Shapes.words(Map.of("connection", true, "host", false)), true);
    return start.map(s -> new Piece.Count(s, step, bytes, little, perConnection));
  }

  private static Shape<byte[]> hex() {
    return Shapes.scalar("bytes in hexadecimal such as \"00 01 ff\"", Pieces::parseHex);
  }

  static Optional<byte[]> parseHex(String text) {
    String digits = text.replaceAll("\\s", "");
    return digits.length() % 2 == 0 && digits.matches("[0-9A-Fa-f]{2,}")
        ? Optional.of(HexFormat.of().parseHex(digits))
        : Optional.empty();
  }

  /** How many bytes pieces come to at most. */
  static int size(List<Piece> pieces) {
    int size = 0;
    for (Piece piece : new ArrayList<>(pieces)) {
      if (piece instanceof Piece.Literal literal) {
        size += literal.bytes().length;
      } else if (piece instanceof Piece.Copy copy) {
        size += copy.length();
      } else if (piece instanceof Piece.Random random) {
        size += random.length();
      } else {
        size += 32;
      }
    }
    return size;
  }
}
