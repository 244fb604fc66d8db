package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.utsusemi.decoy.link.MemoryLink;
import org.utsusemi.decoy.persona.MacPattern;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.decoy.persona.PersonaFile;
import org.utsusemi.decoy.plane.StandaloneHosts;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** Frames without a mark in; answers without one out, and touches as lines. */
@Timeout(60)
class StandalonePlaneTest {
  private static final MacAddress ASKER_MAC = MacAddress.parse("02:00:00:00:00:66");
  private static final Ipv4Address ASKER = Ipv4Address.parse("10.20.1.66");
  private static final Ipv4Address HOST = Ipv4Address.parse("10.20.1.41");
  private static final MacAddress HOST_MAC = MacAddress.parse("00:30:de:40:59:b7");

  private final MemoryLink link = new MemoryLink();
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final CountDownLatch ready = new CountDownLatch(1);

  private StandalonePlane plane(OutputStream out) {
    Persona persona =
        PersonaFile.reader()
            .read("p", "persona: p\nfingerprint: T1(R=Y%DF=Y%T=3B-45)\ntcp: { 23: open }\n")
            .persona()
            .orElseThrow();
    StandaloneHosts hosts =
        new StandaloneHosts(
            Map.of(HOST, new StandaloneHosts.Bound(HOST, persona, MacPattern.of(HOST_MAC))),
            List.of(),
            Map.of(),
            new byte[32]);
    return new StandalonePlane(link, hosts, Optional.of(out), TimeSource.SYSTEM, new Random(1));
  }

  private CompletableFuture<Optional<String>> run(StandalonePlane plane) throws Exception {
    CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                ended.complete(plane.run(ready::countDown));
              } catch (InterruptedException e) {
                ended.completeExceptionally(e);
              }
            })
        .start();
    assertThat(ready.await(30, TimeUnit.SECONDS)).isTrue();
    return ended;
  }

  private static byte[] question(Ipv4Address whom, Optional<VlanTag> tag) {
    Arp request = new Arp(Arp.REQUEST, ASKER_MAC, ASKER, MacAddress.ZERO, whom);
    Ethernet frame =
        new Ethernet(
            MacAddress.BROADCAST,
            ASKER_MAC,
            tag,
            Optional.empty(),
            Ethernet.ARP,
            ByteBuffer.wrap(bytes(request::encode)));
    return bytes(frame::encode);
  }

  private static byte[] bytes(Consumer<ByteBuffer> encoder) {
    ByteBuffer out = ByteBuffer.allocate(2048);
    encoder.accept(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private Ethernet answer(int number) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (link.sent().size() < number) {
      assertThat(System.nanoTime()).as("nothing came").isLessThan(deadline);
      Thread.sleep(1);
    }
    return Ethernet.decode(ByteBuffer.wrap(link.sent().get(number - 1))).orElseThrow();
  }

  @Test
  void framesWithoutAMarkAreAnsweredWithoutOneAndToldAsLines() throws Exception {
    StandalonePlane plane = plane(told);
    CompletableFuture<Optional<String>> ended = run(plane);
    // whom nobody is, a foreign VLAN, and then what is ours: the first two must show nothing
    link.deliver(question(Ipv4Address.parse("10.20.1.99"), Optional.empty()));
    link.deliver(question(HOST, Optional.of(new VlanTag(0, false, 5))));
    link.deliver(question(HOST, Optional.empty()));
    link.deliver(question(HOST, Optional.of(new VlanTag(6, false, 0))));
    for (int i = 1; i <= 2; i++) {
      Ethernet answer = answer(i);
      assertThat(answer.outer()).isEmpty();
      assertThat(answer.source()).isEqualTo(HOST_MAC);
      assertThat(answer.destination()).isEqualTo(ASKER_MAC);
    }
    plane.stop();
    assertThat(ended.get(30, TimeUnit.SECONDS)).isEmpty();
    plane.tellTheRest();
    assertThat(link.sent()).hasSize(2);
    List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("{\"at\":")
                    .endsWith("}")
                    .contains("\"targetIp\":\"10.20.1.41\"", "\"sourceIp\":\"10.20.1.66\""));
  }

  @Test
  void aLinkThatEndsEndsIt() throws Exception {
    CompletableFuture<Optional<String>> ended = run(plane(told));
    link.close();
    assertThat(ended.get(30, TimeUnit.SECONDS)).contains("the link has ended");
  }

  @Test
  void whereTouchesCannotBeToldItEnds() throws Exception {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("no space left");
          }
        };
    CompletableFuture<Optional<String>> ended = run(plane(full));
    link.deliver(question(HOST, Optional.empty()));
    assertThat(ended.get(30, TimeUnit.SECONDS))
        .contains("the teller has failed: java.io.IOException: no space left");
  }

  private void segment(int port, int sequence, int acknowledgment, int flags) {
    Tcp segment =
        new Tcp(
            port, 23, sequence, acknowledgment, flags, 8192, 0, List.of(), ByteBuffer.allocate(0));
    ByteBuffer payload = ByteBuffer.allocate(100);
    segment.encode(payload, ASKER, HOST);
    Ipv4 packet = Ipv4.of(1, 0, 64, Ipv4.TCP, ASKER, HOST, payload.flip());
    Ethernet frame =
        new Ethernet(
            HOST_MAC,
            ASKER_MAC,
            Optional.empty(),
            Optional.empty(),
            Ethernet.IPV4,
            ByteBuffer.wrap(bytes(packet::encode)));
    link.deliver(bytes(frame::encode));
  }

  /** The share of one access port would be 512. */
  @Test
  void allConnectionsThereMayBeAreOfOneShare() throws Exception {
    StandalonePlane plane = plane(told);
    CompletableFuture<Optional<String>> ended = run(plane);
    int first = 0;
    for (int i = 1; i <= 600; i++) {
      segment(1000 + i, 100, 0, Tcp.SYN);
      Ipv4 answer = Ipv4.decode(answer(i).payload()).orElseThrow();
      int acknowledgment = Tcp.decode(answer.payload()).orElseThrow().sequence() + 1;
      segment(1000 + i, 101, acknowledgment, Tcp.ACK);
      first = i == 1 ? acknowledgment : first;
    }
    segment(1001, 101, first, Tcp.ACK | Tcp.FIN);
    Tcp last = Tcp.decode(Ipv4.decode(answer(601).payload()).orElseThrow().payload()).orElseThrow();
    assertThat(last.has(Tcp.RST)).as("reset").isFalse();
    plane.stop();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isEmpty();
  }
}
