package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The links that wrap another, over one in memory. */
class LinkTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000000007Z");

  private final MemoryLink memory = new MemoryLink();

  private static List<byte[]> received(Link link) {
    List<byte[]> frames = new ArrayList<>();
    link.receive((frame, length) -> frames.add(Arrays.copyOf(frame, length)));
    return frames;
  }

  @Test
  void aTracePassesFramesOnAndWritesThemDown() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    PcapTrace trace = new PcapTrace(memory, file, InstantSource.fixed(NOON));
    memory.deliver(new byte[] {1, 2, 3});
    memory.close();
    assertThat(received(trace)).containsExactly(new byte[] {1, 2, 3});
    trace.send(new byte[] {4, 5, 6, 7, 8}, 4);
    trace.close();

    assertThat(memory.sent()).containsExactly(new byte[] {4, 5, 6, 7});
    ByteBuffer pcap = ByteBuffer.wrap(file.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(pcap.getInt()).isEqualTo(0xa1b23c4d);
    assertThat(pcap.getShort()).isEqualTo((short) 2);
    assertThat(pcap.getShort()).isEqualTo((short) 4);
    assertThat(pcap.getLong()).isZero();
    assertThat(pcap.getInt()).isEqualTo(65535);
    assertThat(pcap.getInt()).isEqualTo(1);
    assertPacket(pcap, new byte[] {1, 2, 3});
    assertPacket(pcap, new byte[] {4, 5, 6, 7});
    assertThat(pcap.hasRemaining()).isFalse();
  }

  private static void assertPacket(ByteBuffer pcap, byte[] expected) {
    assertThat(pcap.getInt()).isEqualTo((int) NOON.getEpochSecond());
    assertThat(pcap.getInt()).isEqualTo(7);
    assertThat(pcap.getInt()).isEqualTo(expected.length);
    assertThat(pcap.getInt()).isEqualTo(expected.length);
    byte[] frame = new byte[expected.length];
    pcap.get(frame);
    assertThat(frame).isEqualTo(expected);
  }

  @Test
  void aLossyLinkLosesItsShareBothWays() {
    LossyLink lossy = new LossyLink(memory, 0.25, new Random(1));
    for (int i = 0; i < 1000; i++) {
      memory.deliver(new byte[60]);
      lossy.send(new byte[60], 60);
    }
    memory.close();

    assertThat(received(lossy)).hasSizeBetween(700, 800);
    assertThat(memory.sent()).hasSizeBetween(700, 800);
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    try (Pcap4jLink link = Pcap4jLink.open("no-such-if")) {
      throw new AssertionError("opened " + link);
    } catch (LinkException e) {
      assertThat(e).hasMessageStartingWith("cannot open no-such-if: ");
    }
  }
}
