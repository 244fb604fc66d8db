package org.utsusemi.decoy.ics.modbus;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.decoy.host.StreamService;

/**
 * A Modbus session with a stream of bytes, in parts whose size the first byte says. The device
 * lives on from one input to the next, with what was written.
 */
public final class ModbusTarget implements Target {
  /** The longest response there is: a header of 7 bytes and a PDU of 253. */
  private static final int LONGEST = 260;

  private final StreamService service = new TestDevice().service();

  @Override
  public void take(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int part = 1 + (input[0] & 0xff);
    int[] answers = new int[1];
    StreamService.Session session = service.open(TestDevice.INTRUDER, output(answers));
    for (int from = 1; from < input.length; from += part) {
      session.receive(Arrays.copyOfRange(input, from, Math.min(input.length, from + part)));
    }
    session.closed();
    // the shortest request has 8 bytes, and each is answered once at most
    if (answers[0] > input.length / 8) {
      throw new AssertionError(answers[0] + " answers to " + input.length + " bytes");
    }
  }

  private static StreamService.Output output(int[] answers) {
    return new StreamService.Output() {
      @Override
      public void send(byte[] bytes) {
        if (bytes.length > LONGEST) {
          throw new AssertionError("an answer of " + bytes.length + " bytes");
        }
        answers[0]++;
      }

      @Override
      public void close() {
        // the stack's part
      }

      @Override
      public void reset() {
        // the stack's part
      }

      @Override
      public void touched(String summary, byte[] payload) {
        if (summary.isEmpty()) {
          throw new AssertionError("a touch without a word");
        }
      }
    };
  }

  @Override
  public List<byte[]> seeds() {
    HexFormat hex = HexFormat.of();
    return List.of(
        hex.parseHex("ff" + "000100000006010300c80002"),
        hex.parseHex("07" + "00010000000601030003000a" + "0002000000060101001300" + "13"),
        hex.parseHex("ff" + "00010000001301103000000612000100020003000400050006"),
        hex.parseHex("ff" + "0001000000050" + "12b0e0100" + "0002000000" + "0201" + "11"),
        hex.parseHex("ff" + "0001000000080" + "10f0013000a02cd01"));
  }
}
