package org.utsusemi.decoy.clone;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.capture.TcpTalk.Part;

/**
 * The Modbus requests of one connection with what they got.
 *
 * @param asked in the order of the requests
 * @param foreign whether the client said something that is not Modbus
 */
record ModbusTalk(List<Asked> asked, boolean foreign) {
  private static final int HEAD = 7;

  /**
   * A request and its response; the first byte of both is a function code.
   *
   * @param response empty: none came while the connection went on
   */
  record Asked(long nanos, int unit, byte[] request, Optional<byte[]> response) {
    int function() {
      return request[0] & 0xff;
    }

    /** The exception code of the response; 0 when it is none. */
    int exception() {
      return response
          .filter(pdu -> (pdu[0] & 0x80) != 0 && pdu.length > 1)
          .map(pdu -> pdu[1] & 0xff)
          .orElse(0);
    }

    boolean succeeded() {
      return response.isPresent() && (response.get()[0] & 0xff) == function();
    }

    int word(int at) {
      return at + 1 < request.length ? (request[at] & 0xff) << 8 | request[at + 1] & 0xff : 0;
    }
  }

  private record Frame(int transaction, int unit, byte[] pdu) {}

  /** Cuts a direction into frames as they come. */
  private static final class Cutter {
    private byte[] rest = new byte[0];
    private boolean broken;

    List<Frame> add(byte[] bytes) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(rest);
      all.writeBytes(bytes);
      byte[] stream = all.toByteArray();
      List<Frame> frames = new ArrayList<>();
      int at = 0;
      while (!broken && stream.length - at > HEAD) {
        int length = word(stream, at + 4);
        if (word(stream, at + 2) != 0 || length < 2 || length > 254) {
          broken = true;
          break;
        }
        if (at + 6 + length > stream.length) {
          break;
        }
        byte[] pdu = Arrays.copyOfRange(stream, at + HEAD, at + 6 + length);
        frames.add(new Frame(word(stream, at), stream[at + 6] & 0xff, pdu));
        at += 6 + length;
      }
      rest = broken ? new byte[0] : Arrays.copyOfRange(stream, at, stream.length);
      return frames;
    }

    boolean isForeign() {
      return broken || rest.length > 0;
    }

    private static int word(byte[] b, int at) {
      return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
    }
  }

  static ModbusTalk of(TcpTalk talk) {
    Cutter client = new Cutter();
    Cutter device = new Cutter();
    Map<Integer, Asked> open = new LinkedHashMap<>();
    List<Asked> all = new ArrayList<>();
    for (Part part : talk.parts()) {
      for (Frame frame : (part.fromDevice() ? device : client).add(part.bytes())) {
        if (!part.fromDevice()) {
          open.put(
              frame.transaction,
              new Asked(part.lastNanos(), frame.unit, frame.pdu, Optional.empty()));
          continue;
        }
        Asked asked = open.get(frame.transaction);
        if (asked != null
            && asked.unit() == frame.unit
            && (frame.pdu[0] & 0x7f) == (asked.function() & 0x7f)) {
          // what was asked before and is still open has been passed over
          settle(open, frame.transaction, all);
          all.add(new Asked(asked.nanos(), asked.unit(), asked.request(), Optional.of(frame.pdu)));
        }
      }
    }
    long patience = 1_000_000_000L;
    open.values().stream()
        .filter(asked -> talk.endNanos() - asked.nanos() > patience)
        .forEach(all::add);
    return new ModbusTalk(List.copyOf(all), client.isForeign());
  }

  private static void settle(Map<Integer, Asked> open, int answered, List<Asked> all) {
    while (!open.isEmpty()) {
      int first = open.keySet().iterator().next();
      Asked asked = open.remove(first);
      if (first == answered) {
        return;
      }
      all.add(asked);
    }
  }
}
