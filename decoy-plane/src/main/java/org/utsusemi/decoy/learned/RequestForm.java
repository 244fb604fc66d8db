package org.utsusemi.decoy.learned;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** What a request looks like: bytes, some of which may be anything. */
public final class RequestForm {
  /** Longest that is told apart. */
  public static final int LONGEST = 4096;

  /** Stands for {@link Piece.AnyText} in {@link #text()}; Latin-1 text has no such character. */
  static final char ANY_TEXT = '\uffff';

  private final byte[] bytes;
  private final BitSet any;
  private final String text;

  private RequestForm(byte[] bytes, BitSet any, String text) {
    this.bytes = bytes;
    this.any = any;
    this.text = text;
  }

  /**
   * Joins pieces: literals, {@link Piece.Any}, {@link Piece.AnyText}.
   *
   * @throws IllegalArgumentException when it is empty or too long, or has another piece
   */
  public static RequestForm of(List<Piece> pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BitSet any = new BitSet();
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece instanceof Piece.Literal literal) {
        bytes.writeBytes(literal.bytes());
        text.append(new String(literal.bytes(), StandardCharsets.ISO_8859_1));
      } else if (piece instanceof Piece.Any wild) {
        any.set(bytes.size(), bytes.size() + wild.length());
        bytes.writeBytes(new byte[wild.length()]);
        text.append("\0".repeat(wild.length()));
      } else if (piece instanceof Piece.AnyText) {
        text.append(ANY_TEXT);
      } else {
        throw new IllegalArgumentException("a request has no such part");
      }
      if (bytes.size() > LONGEST) {
        throw new IllegalArgumentException("a request has at most " + LONGEST + " bytes");
      }
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a request has at least one byte");
    }
    return new RequestForm(bytes.toByteArray(), any, text.toString());
  }

  /** A request of exactly these bytes. */
  public static RequestForm of(byte[] exactly) {
    return of(List.of(new Piece.Literal(exactly)));
  }

  /** As Latin-1; zeros where it may be any byte. Text of any length is one odd character. */
  public String latin() {
    return text;
  }

  /** The pieces that it was made of, alike ones joined. */
  public List<Piece> pieces() {
    List<Piece> pieces = new java.util.ArrayList<>();
    int at = 0;
    int byteAt = 0;
    while (at < text.length()) {
      int end = at;
      int wild = any.nextSetBit(byteAt);
      if (text.charAt(at) == ANY_TEXT) {
        pieces.add(new Piece.AnyText());
        at++;
        continue;
      }
      if (wild == byteAt) {
        int length = any.nextClearBit(byteAt) - byteAt;
        pieces.add(new Piece.Any(length));
        at += length;
        byteAt += length;
        continue;
      }
      while (end < text.length()
          && text.charAt(end) != ANY_TEXT
          && (wild < 0 || byteAt + end - at < wild)) {
        end++;
      }
      pieces.add(new Piece.Literal(Arrays.copyOfRange(bytes, byteAt, byteAt + end - at)));
      byteAt += end - at;
      at = end;
    }
    return pieces;
  }

  int length() {
    return bytes.length;
  }

  /** Whether part of it is text of any length. */
  boolean isOpen() {
    return text.indexOf(ANY_TEXT) >= 0;
  }

  /** Positions that may be anything. */
  BitSet any() {
    return any;
  }

  /** Its bytes; 0 where they may be anything. */
  byte[] bytes() {
    return bytes;
  }

  /** As Latin-1, with {@link #ANY_TEXT} where any text may be. */
  String text() {
    return text;
  }

  /** Whether a request has these bytes from its first on, as many as both have. */
  boolean agrees(byte[] request, int from, int to) {
    int count = Math.min(bytes.length, to - from);
    for (int i = 0; i < count; i++) {
      if (bytes[i] != request[from + i] && !any.get(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RequestForm form
        && Arrays.equals(bytes, form.bytes)
        && any.equals(form.any)
        && text.equals(form.text);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes) * 31 + any.hashCode();
  }
}
