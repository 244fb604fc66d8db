package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.List;
import org.utsusemi.decoy.event.BenignNoise;
import org.utsusemi.decoy.event.TouchGatherer;
import org.utsusemi.decoy.fuzz.Target;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * The stack with a conversation. Each eight bytes of an input are a well-formed segment: of one of
 * four peers, near the sequence numbers that its connection is at, with some flags and options; or
 * time that passes.
 */
public final class StackTarget implements Target {
  private static final Limits SMALL = new Limits(8, 4, 32, 16, 1 << 16, 1 << 15);
  private static final int STEP = 8;
  private static final int MOST_STEPS = 200;
  private static final int PEERS = 4;
  private static final int PORT = 50_000;
  private static final int START = 100;

  @Override
  public void take(byte[] input) {
    Bench bench = new Bench(Plant.ofEchoes(), SMALL, 0);
    TouchGatherer touches = new TouchGatherer(new BenignNoise());
    int[] theirs = new int[PEERS];
    ByteBuffer in = ByteBuffer.wrap(input);
    for (int step = 0; step < MOST_STEPS && in.remaining() >= STEP; step++) {
      int what = in.get() & 0xff;
      int flags = in.get() & 0x3f;
      int sequence = START + in.getShort();
      int peer = what & PEERS - 1;
      int acknowledgment = theirs[peer] + in.getShort();
      int length = (in.get() & 0xff) * 6;
      int window = (in.get() & 0xff) * 40;
      if (what >>> 4 == 15) {
        bench.time.advance(length * 10L);
        bench.stack.tick();
        continue;
      }
      List<TcpOption> options =
          (what & 8) == 0
              ? List.of()
              : List.of(
                  new TcpOption.MaximumSegmentSize(window),
                  new TcpOption.Timestamps(length, 0),
                  new TcpOption.WindowScale(what >>> 4));
      Tcp segment =
          new Tcp(
              PORT + peer,
              (what & 4) == 0 ? 7 : 9,
              sequence,
              acknowledgment,
              flags,
              window,
              0,
              options,
              ByteBuffer.allocate(length));
      bench.receive(Bench.MARK + peer % 2, segment, Plant.REAL);
      bench
          .takeTcp()
          .filter(sent -> sent.has(Tcp.SYN))
          .ifPresent(sent -> theirs[sent.destinationPort() - PORT] = sent.sequence() + 1);
      FramesTarget.settle(bench, touches);
    }
  }

  @Override
  public List<byte[]> seeds() {
    byte[] syn = step(0x18, Tcp.SYN, 0, 0, 0);
    byte[] ack = step(0, Tcp.ACK, 1, 0, 0);
    byte[] data = step(0, Tcp.ACK | Tcp.PSH, 1, 0, 10);
    byte[] later = step(0, Tcp.ACK | Tcp.PSH, 121, 0, 10);
    byte[] between = step(0, Tcp.ACK, 61, 0, 10);
    byte[] fin = step(0, Tcp.ACK | Tcp.FIN, 181, 180, 0);
    byte[] wait = step(0xf0, 0, 0, 0, 200);
    byte[] reset = step(0, Tcp.RST, 1, 0, 0);
    return List.of(
        joined(syn, ack, data, wait, fin),
        joined(syn, ack, data, later, between, fin, wait),
        joined(syn, wait, wait, wait, wait, wait),
        joined(syn, ack, reset, syn, ack));
  }

  private static byte[] step(int what, int flags, int sequence, int acknowledgment, int sixths) {
    return ByteBuffer.allocate(STEP)
        .put((byte) what)
        .put((byte) flags)
        .putShort((short) sequence)
        .putShort((short) acknowledgment)
        .put((byte) sixths)
        .put((byte) 200)
        .array();
  }

  private static byte[] joined(byte[]... steps) {
    ByteBuffer all = ByteBuffer.allocate(steps.length * STEP);
    for (byte[] step : steps) {
      all.put(step);
    }
    return all.array();
  }
}
