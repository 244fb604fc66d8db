package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;

class ReassemblerTest {
  private final FakeTime time = new FakeTime(0);
  private final Reassembler reassembler = new Reassembler(time);

  private static Ipv4 fragment(int id, int offset, boolean more, String content) {
    return fragment(id, offset, more, content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static Ipv4 fragment(int id, int offset, boolean more, byte[] content) {
    return new Ipv4(
        0,
        id,
        more ? Ipv4.MORE_FRAGMENTS : 0,
        offset / 8,
        64,
        Ipv4.TCP,
        Bench.ASKER,
        Plant.REAL,
        Ipv4.NO_OPTIONS,
        ByteBuffer.wrap(content));
  }

  private static String text(Optional<Ipv4> packet) {
    return packet
        .map(Ipv4::payload)
        .map(java.nio.charset.StandardCharsets.US_ASCII::decode)
        .map(Object::toString)
        .orElse("nothing");
  }

  @Test
  void inAnyOrder() {
    assertThat(reassembler.add(1, fragment(7, 16, false, "end"))).isEmpty();
    assertThat(reassembler.add(1, fragment(7, 0, true, "01234567"))).isEmpty();
    assertThat(text(reassembler.add(1, fragment(7, 8, true, "89abcdef"))))
        .isEqualTo("0123456789abcdefend");
  }

  @Test
  void notOfAnotherDatagramMarkOrTime() {
    reassembler.add(1, fragment(7, 0, true, "01234567"));
    assertThat(reassembler.add(1, fragment(8, 8, false, "end"))).isEmpty();
    assertThat(reassembler.add(2, fragment(7, 8, false, "end"))).isEmpty();
    time.advance(15_001);
    assertThat(reassembler.add(1, fragment(7, 8, false, "end"))).isEmpty();
  }

  @Test
  void whatOverlapsOrIsTooLongIsGivenUp() {
    reassembler.add(1, fragment(7, 0, true, "0123456789abcdef"));
    reassembler.add(1, fragment(7, 8, true, "XXXXXXXX"));
    assertThat(reassembler.add(1, fragment(7, 16, false, "end"))).isEmpty();
    reassembler.add(1, fragment(9, 0, true, "01234567"));
    assertThat(reassembler.add(1, fragment(9, 65_528, false, "end"))).isEmpty();
    assertThat(reassembler.add(1, fragment(9, 8, false, "end"))).isEmpty();
    reassembler.add(1, fragment(10, 0, true, "short"));
    assertThat(reassembler.add(1, fragment(10, 8, false, "end"))).isEmpty();
  }

  @Test
  void onlyTheLatestAreKept() {
    for (int id = 0; id < 100; id++) {
      reassembler.add(1, fragment(id, 0, true, "01234567"));
    }
    assertThat(reassembler.add(1, fragment(10, 8, false, "end"))).isEmpty();
    assertThat(text(reassembler.add(1, fragment(99, 8, false, "end")))).isEqualTo("01234567end");
  }

  /** As nmap -f sends it: eight bytes of a TCP header at a time. */
  @Test
  void aSynInTinyFragmentsIsAnswered() {
    Bench bench = new Bench(Plant.ofEchoes());
    Tcp syn = new Tcp(40_000, 7, 5, 0, Tcp.SYN, 1024, 0, List.of(), ByteBuffer.allocate(0));
    byte[] bytes = Bench.bytesOf(out -> syn.encode(out, Bench.ASKER, Plant.REAL));
    for (int at = 0; at < bytes.length; at += 8) {
      int end = Math.min(bytes.length, at + 8);
      Ipv4 part = fragment(3, at, end < bytes.length, java.util.Arrays.copyOfRange(bytes, at, end));
      bench.receive(
          Bench.marked(
              Bench.MARK, Bench.macOf(Plant.REAL), Ethernet.IPV4, Bench.bytesOf(part::encode)));
    }
    Tcp answer = bench.takeTcp().orElseThrow();
    assertThat(answer.flags()).isEqualTo(Tcp.SYN | Tcp.ACK);
    assertThat(answer.acknowledgment()).isEqualTo(6);
    bench.receive(new Icmp(Icmp.ECHO_REQUEST, 0, 1, ByteBuffer.allocate(4)), Plant.REAL);
    assertThat(bench.takeIcmp()).isPresent();
  }
}
