package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Udp;

/** What is too large for one frame is asked for and answered in fragments (RFC 791 §3.2). */
class LargeAnswersTest {
  private final Bench bench = new Bench(Plant.ofEchoes());

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Sends a datagram's payload in fragments. */
  private void ask(int protocol, byte[] payload) {
    for (int offset = 0; offset < payload.length; offset += 1480) {
      int length = Math.min(1480, payload.length - offset);
      Ipv4 part =
          new Ipv4(
              0,
              77,
              offset + length < payload.length ? Ipv4.MORE_FRAGMENTS : 0,
              offset / 8,
              64,
              protocol,
              Bench.ASKER,
              Plant.REAL,
              Ipv4.NO_OPTIONS,
              ByteBuffer.wrap(payload, offset, length));
      bench.receive(
          Bench.marked(
              Bench.MARK, Bench.macOf(Plant.REAL), Ethernet.IPV4, Bench.bytesOf(part::encode)));
    }
  }

  private List<Ipv4> answers() {
    List<Ipv4> answers = new ArrayList<>();
    for (Optional<Ipv4> one = bench.takePacket(); one.isPresent(); one = bench.takePacket()) {
      answers.add(one.get());
    }
    return answers;
  }

  private static byte[] together(List<Ipv4> parts) {
    ByteBuffer whole = ByteBuffer.allocate(10_000);
    int identification = parts.get(0).identification();
    for (Ipv4 part : parts) {
      assertThat(part.fragmentOffset() * 8).isEqualTo(whole.position());
      assertThat(part.identification()).isEqualTo(identification);
      assertThat(part.flags())
          .isEqualTo(part == parts.get(parts.size() - 1) ? 0 : Ipv4.MORE_FRAGMENTS);
      whole.put(part.payload().duplicate());
    }
    byte[] bytes = new byte[whole.position()];
    whole.flip().get(bytes);
    return bytes;
  }

  @Test
  void aLargePingIsAnsweredWithAllOfIt() {
    byte[] data = random(3500);
    ask(
        Ipv4.ICMP,
        Bench.bytesOf(4000, new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.wrap(data))::encode));
    List<Ipv4> answers = answers();
    assertThat(answers).hasSize(3);
    Icmp reply = Icmp.decode(ByteBuffer.wrap(together(answers))).orElseThrow();
    assertThat(reply.type()).isZero();
    assertThat(reply.payload()).isEqualTo(ByteBuffer.wrap(data));
  }

  @Test
  void aLargeDatagramIsAnsweredWithALargeOne() {
    byte[] data = "x".repeat(2000).getBytes();
    Udp datagram = new Udp(40_000, 7, ByteBuffer.wrap(data));
    ask(Ipv4.UDP, Bench.bytesOf(4000, out -> datagram.encode(out, Bench.ASKER, Plant.REAL)));
    List<Ipv4> answers = answers();
    assertThat(answers).hasSize(2);
    Udp reply = Udp.decode(ByteBuffer.wrap(together(answers))).orElseThrow();
    assertThat(reply.payload()).isEqualTo(ByteBuffer.wrap("X".repeat(2000).getBytes()));
  }
}
