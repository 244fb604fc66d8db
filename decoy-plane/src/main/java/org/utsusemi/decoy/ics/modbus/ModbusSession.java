package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;
import java.util.function.Supplier;
import org.utsusemi.decoy.host.StreamService;

/**
 * Cuts a byte stream into requests by their MBAP header: transaction, protocol, length, unit
 * (Modbus Messaging on TCP/IP V1.0b, 3.1.3). What becomes of another protocol id than 0, and of a
 * length that no request can have, the profile says: nothing after it can be told apart.
 */
final class ModbusSession implements StreamService.Session {
  private static final int SHORTEST = 2;
  private static final int LONGEST = 254;

  private final Supplier<Responder> responder;
  private final Supplier<Garbage> garbage;
  private final StreamService.Output out;

  /** What came of the request that is not complete yet; allotted when there is such a part. */
  private byte[] part = new byte[0];

  private boolean over;

  ModbusSession(
      Supplier<Responder> responder, Supplier<Garbage> garbage, StreamService.Output out) {
    this.responder = responder;
    this.garbage = garbage;
    this.out = out;
  }

  @Override
  public void receive(byte[] bytes) {
    if (over) {
      return;
    }
    byte[] stream = join(part, bytes);
    int start = 0;
    while (!over && stream.length - start >= Request.PREFIX) {
      int length = word(stream, start + 4);
      boolean foreign = word(stream, start + 2) != 0 && garbage.get() != Garbage.CLOSE;
      if (length < SHORTEST || length > LONGEST || foreign) {
        giveUp(Arrays.copyOfRange(stream, start, stream.length));
        return;
      }
      int end = start + Request.PREFIX + length;
      if (end > stream.length) {
        break;
      }
      serve(Arrays.copyOfRange(stream, start, end));
      start = end;
    }
    part = over ? new byte[0] : Arrays.copyOfRange(stream, start, stream.length);
  }

  @Override
  public void closed() {
    if (part.length > 0 && !over) {
      out.touched("part of a request, " + part.length + " bytes", part);
    }
    over = true;
    part = new byte[0];
  }

  private void serve(byte[] frame) {
    if (word(frame, 2) != 0) {
      out.touched("protocol id " + word(frame, 2) + ", not Modbus: passed over", frame);
      return;
    }
    byte[] pdu = Arrays.copyOfRange(frame, Request.PREFIX + 1, frame.length);
    Request request = new Request(word(frame, 0), frame[Request.PREFIX] & 0xff, pdu);
    Responder.Reply reply = responder.get().reply(request);
    out.touched(reply.summary(), frame);
    reply.response().ifPresent(out::send);
  }

  private void giveUp(byte[] rest) {
    Garbage then = garbage.get();
    over = then != Garbage.IGNORE;
    part = new byte[0];
    out.touched("not Modbus: a length of " + word(rest, 4) + ", " + rest.length + " bytes", rest);
    switch (then) {
      case CLOSE -> out.close();
      case RESET -> out.reset();
      case IGNORE -> {}
    }
  }

  private static byte[] join(byte[] head, byte[] tail) {
    if (head.length == 0) {
      return tail;
    }
    byte[] all = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  private static int word(byte[] bytes, int offset) {
    return (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
  }
}
