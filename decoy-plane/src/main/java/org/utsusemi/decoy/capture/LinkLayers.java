package org.utsusemi.decoy.capture;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.topology.address.MacAddress;

/**
 * Takes the link layer off: Ethernet with its tags, Linux "cooked" captures of any interface, raw
 * IP (numbers of www.tcpdump.org/linktypes.html).
 */
final class LinkLayers {
  private static final int ETHERNET = 1;
  private static final int RAW = 101;
  private static final int COOKED = 113;
  private static final int RAW_IPV4 = 228;
  private static final int COOKED_2 = 276;
  private static final int COOKED_HEADER = 16;
  private static final int COOKED_2_HEADER = 20;

  private final Consumer<CapturedFrame> out;
  private long frames;
  private long otherLinks;
  private long cutFrames;

  LinkLayers(Consumer<CapturedFrame> out) {
    this.out = out;
  }

  long frames() {
    return frames;
  }

  long otherLinks() {
    return otherLinks;
  }

  long cutFrames() {
    return cutFrames;
  }

  void frame(long nanos, int linkType, byte[] bytes, int originalLength) {
    boolean cut = originalLength < 0 || originalLength > bytes.length;
    Optional<CapturedFrame> frame = decode(nanos, linkType, ByteBuffer.wrap(bytes), cut);
    if (frame.isEmpty()) {
      otherLinks++;
      return;
    }
    frames++;
    if (cut) {
      cutFrames++;
    }
    out.accept(frame.get());
  }

  private static Optional<CapturedFrame> decode(
      long nanos, int linkType, ByteBuffer bytes, boolean cut) {
    return switch (linkType) {
      case ETHERNET ->
          Ethernet.decode(bytes)
              .map(
                  e ->
                      new CapturedFrame(
                          nanos,
                          Optional.of(e.source()),
                          Optional.of(e.destination()),
                          e.etherType(),
                          e.payload(),
                          cut));
      case COOKED -> cooked(nanos, bytes, cut, COOKED_HEADER, 4, 6, 14);
      case COOKED_2 -> cooked(nanos, bytes, cut, COOKED_2_HEADER, 11, 12, 0);
      case RAW, RAW_IPV4 ->
          Optional.of(
              new CapturedFrame(
                  nanos, Optional.empty(), Optional.empty(), Ethernet.IPV4, bytes, cut));
      default -> Optional.empty();
    };
  }

  /**
   * @param lengthAt where the length of the sender's address is, in its last octet
   * @param addressAt where the address is
   * @param typeAt where the ethertype is
   */
  private static Optional<CapturedFrame> cooked(
      long nanos, ByteBuffer b, boolean cut, int header, int lengthAt, int addressAt, int typeAt) {
    if (b.remaining() < header) {
      return Optional.empty();
    }
    int length = header == COOKED_HEADER ? b.getShort(lengthAt) : b.get(lengthAt);
    Optional<MacAddress> source =
        length == 6
            ? Optional.of(
                new MacAddress(
                    (b.getShort(addressAt) & 0xffffL) << 32
                        | b.getInt(addressAt + 2) & 0xffff_ffffL))
            : Optional.empty();
    int type = b.getShort(typeAt) & 0xffff;
    ByteBuffer payload = b.slice(header, b.remaining() - header);
    return Optional.of(new CapturedFrame(nanos, source, Optional.empty(), type, payload, cut));
  }
}
