package org.utsusemi.decoy.learned;

/** A part of a request or of an answer. */
public sealed interface Piece {
  /** These bytes; not to be changed. */
  record Literal(byte[] bytes) implements Piece {}

  /**
   * Of a request: so many bytes, whatever they are.
   *
   * @param length 1–4096
   */
  record Any(int length) implements Piece {}

  /** Of a request of text: as much as there is until what follows; not a line's end. */
  record AnyText() implements Piece {}

  /**
   * Of an answer: bytes of the request; zeros where it has none.
   *
   * @param offset in the request, from 0
   * @param length 1–4096
   */
  record Copy(int offset, int length) implements Piece {}

  /**
   * Of an answer: a number that goes up.
   *
   * @param start the first
   * @param step from each to the next
   * @param bytes 1–8 that it takes
   * @param littleEndian its byte order
   * @param perConnection whether each connection begins with the first
   */
  record Count(long start, long step, int bytes, boolean littleEndian, boolean perConnection)
      implements Piece {}

  /**
   * Of an answer: bytes that differ each time.
   *
   * @param length 1–4096
   * @param of which bytes
   */
  record Random(int length, Alphabet of) implements Piece {}

  /** What random bytes are chosen from. */
  enum Alphabet {
    BYTES(""),
    DIGITS("0123456789"),
    HEX("0123456789abcdef"),
    LETTERS("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private final String characters;

    Alphabet(String characters) {
      this.characters = characters;
    }

    /** The key of a persona file. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** All of them; empty: every byte. */
    public String characters() {
      return characters;
    }
  }

  /** Of an answer: the time of day. */
  record Date(DateForm form) implements Piece {}

  /**
   * Of an answer: an IPv4 address.
   *
   * @param own the host's own, and not the client's
   */
  record Address(boolean own, Notation as) implements Piece {}

  /** How an IPv4 address is written. */
  enum Notation {
    /** {@code 10.0.0.1}. */
    TEXT,
    /** {@code 10,0,0,1} (RFC 959, PASV). */
    COMMAS,
    /** Four bytes in network order. */
    BYTES;

    /** The key of a persona file. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The address so written. */
    public byte[] write(org.utsusemi.topology.address.Ipv4Address address) {
      int bits = address.bits();
      return switch (this) {
        case TEXT -> address.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        case COMMAS ->
            address
                .toString()
                .replace('.', ',')
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        case BYTES ->
            new byte[] {
              (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
            };
      };
    }
  }
}
