package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.utsusemi.decoy.personality.Fingerprint;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/** The same frames to a stack with the shortcut and to one without: nobody can tell them apart. */
class SynShortcutTest {
  private static final Limits SMALL = new Limits(8, 4, 32, 16, 1 << 16, 1 << 15);
  private static final int FRAMES = 3000;
  private static final int EVERY_NTH = 300;
  private static final Ipv4Address NOBODY = Ipv4Address.parse("10.0.0.77");

  private static final String HEAD = "SEQ(SP=0-5%GCD=FA00%ISR=9C%TI=I%CI=RD%II=I%SS=S%TS=U)";

  private static final List<List<TcpOption>> OPTIONS =
      List.of(
          List.of(),
          List.of(new TcpOption.MaximumSegmentSize(1460)),
          List.of(new TcpOption.MaximumSegmentSize(265)),
          List.of(
              new TcpOption.MaximumSegmentSize(1460),
              new TcpOption.SackPermitted(),
              new TcpOption.NoOperation(),
              new TcpOption.WindowScale(7)),
          List.of(new TcpOption.MaximumSegmentSize(1460), new TcpOption.Timestamps(77, 0)),
          List.of(new TcpOption.Unknown(200, ByteBuffer.wrap(new byte[] {1, 2}))));

  private final Random random = new Random(7);
  private List<TcpOption> options = OPTIONS.get(1);
  private int window = 1024;

  /** Made up, each with something that few have. */
  private static Stream<String> fingerprints() throws java.io.IOException {
    String rows =
        "OPS(O1=M5B4%O2=M578%O3=M280NW0%O4=M218NNT11%O5=%O6=M109)"
            + "WIN(W1=2000%W2=2001%W3=2002%W4=0%W5=FFFF%W6=1)ECN(R=Y%DF=Y%T=40%W=2000%O=M5B4%CC=N)"
            + "T1(R=Y%DF=N%T=FF%S=O%A=S+%F=AS%RD=0%Q=)T2(R=N)T3(R=N)"
            + "T4(R=Y%DF=N%T=40%W=0%S=A%A=Z%F=R%O=%RD=0%Q=)";
    List<String> texts = new ArrayList<>();
    for (String t5 :
        List.of(
            "T5(R=Y%DF=N%T=40%W=0%S=Z%A=S+%F=AR%O=%RD=0%Q=)",
            "T5(R=Y%DF=Y%T=80%W=1000%S=A%A=S%F=AR%O=M5B4%RD=0%Q=)",
            "T5(R=Y%DF=Y%T=20%W=0%S=O%A=O%F=R%O=%RD=0%Q=U)",
            "T5(R=Y%DF=N%T=40%W=0%S=A+%A=Z%F=R%O=%RD=E44A4E43%Q=R)",
            "T5(R=N)")) {
      texts.add(HEAD + rows + t5);
    }
    if (Files.isReadable(NmapOsDb.INSTALLED)) {
      List<NmapOsDb.Entry> all = new NmapOsDb(NmapOsDb.INSTALLED).entries(name -> true);
      for (int i = 0; i < all.size(); i += EVERY_NTH) {
        texts.add(all.get(i).text());
      }
    }
    return texts.stream();
  }

  private static Bench bench(String fingerprint, boolean hasShortcut) {
    HostStates states = new HostStates(16);
    Plant plant =
        new Plant(
            new EchoService(),
            new EchoService(),
            Model.of(Fingerprint.parse(fingerprint))
                .on(Plant.CLONE.bits(), 12345, Optional.empty(), states));
    return new Bench(plant, SMALL, 0, hasShortcut);
  }

  @ParameterizedTest
  @MethodSource("fingerprints")
  void answersAsTheOrdinaryWayDoes(String fingerprint) {
    Bench quick = bench(fingerprint, true);
    Bench plain = bench(fingerprint, false);
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = random.nextInt(10) == 0 ? mutated(syn()) : syn();
      String hex = HexFormat.of().formatHex(frame);
      quick.receive(frame.clone());
      plain.receive(frame.clone());
      assertSame(quick, plain, hex);
      if (random.nextInt(40) == 0) {
        long pause = random.nextInt(30);
        quick.time.advance(pause);
        plain.time.advance(pause);
        quick.stack.tick();
        plain.stack.tick();
        assertSame(quick, plain, "tick after " + hex);
      }
    }
    assertThat(quick.stack.statistics()).isEqualTo(plain.stack.statistics());
    settle(quick);
    settle(plain);
    assertThat(counted(quick)).isEqualTo(counted(plain));
    // else nothing was tested; not every fingerprint has answers that can be taken from a template
    if (fingerprint.startsWith(HEAD)) {
      assertThat(quick.touches.size()).isLessThan(plain.touches.size() * 9 / 10);
    }
  }

  private static void assertSame(Bench quick, Bench plain, String what) {
    while (quick.waiting() > 0 || plain.waiting() > 0) {
      assertThat(quick.takeBytes().map(HexFormat.of()::formatHex))
          .as("answer to %s", what)
          .isEqualTo(plain.takeBytes().map(HexFormat.of()::formatHex));
    }
  }

  /** Has the rest be told. */
  private static void settle(Bench bench) {
    for (int i = 0; i < 100; i++) {
      bench.time.advance(50);
      bench.stack.tick();
    }
    bench.forgetSent();
  }

  private static Map<String, Long> counted(Bench bench) {
    Map<String, Long> counted = new HashMap<>();
    for (Touch touch : bench.touches) {
      String kind =
          String.join(
              " ",
              "" + touch.mark(),
              touch.sourceMac() + ":" + touch.sourceIp() + ":" + touch.sourcePort(),
              touch.targetMac() + ":" + touch.targetIp() + ":" + touch.targetPort(),
              touch.target() + " " + touch.kind() + " " + touch.protocol(),
              touch.stateViolation() + " " + touch.summary(),
              HexFormat.of().formatHex(touch.payload()));
      counted.merge(kind, touch.count(), Long::sum);
    }
    return counted;
  }

  private byte[] syn() {
    Ipv4Address to =
        random.nextInt(12) > 0 ? Plant.CLONE : random.nextBoolean() ? Plant.REAL : NOBODY;
    if (random.nextInt(80) == 0) {
      // a scanner keeps to what it sends
      options = OPTIONS.get(random.nextInt(OPTIONS.size()));
      window = random.nextBoolean() ? 1024 : 8192;
    }
    int[] ports = {7, 7, 7, 9, 10, 10, 11, Plant.FILTERED};
    int flags = random.nextInt(15) > 0 ? Tcp.SYN : random.nextInt(0x1000);
    Tcp segment =
        new Tcp(
            3000 + random.nextInt(6),
            ports[random.nextInt(ports.length)],
            random.nextInt(),
            random.nextInt(30) > 0 ? 0 : 5,
            flags,
            window,
            0,
            options,
            ByteBuffer.allocate(random.nextInt(20) > 0 ? 0 : 4));
    Ipv4Address from = random.nextInt(30) > 0 ? Bench.ASKER : Ipv4Address.parse("224.0.0.1");
    byte[] tcp = Bench.bytesOf(out -> segment.encode(out, from, to));
    Ipv4 packet =
        Ipv4.of(
            random.nextInt(9),
            random.nextInt(40) > 0 ? 2 : 1,
            64,
            Ipv4.TCP,
            from,
            to,
            ByteBuffer.wrap(tcp));
    int[] marks = {Bench.MARK, Bench.MARK, Bench.MARK + 1, Plant.NO_MARK, 0};
    int mark = marks[random.nextInt(marks.length)];
    Optional<VlanTag> tag =
        mark == 0 && random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new VlanTag(random.nextInt(8), false, mark));
    Optional<VlanTag> inner =
        tag.isPresent() && random.nextInt(20) == 0
            ? Optional.of(new VlanTag(1, false, 0))
            : Optional.empty();
    MacAddress mac = Bench.macOf(random.nextInt(20) > 0 ? to : NOBODY);
    Ethernet frame =
        new Ethernet(
            mac,
            Bench.ASKER_MAC,
            tag,
            inner,
            Ethernet.IPV4,
            ByteBuffer.wrap(Bench.bytesOf(packet::encode)));
    return Bench.bytesOf(frame::encode);
  }

  private byte[] mutated(byte[] frame) {
    if (random.nextInt(4) == 0) {
      return java.util.Arrays.copyOf(frame, random.nextInt(frame.length + 1));
    }
    frame[random.nextInt(frame.length)] = (byte) random.nextInt();
    return frame;
  }

  @Test
  void isTakenByAFlood() {
    Bench quick = new Bench(Plant.ofEchoes(), SMALL, 0, true);
    for (int i = 0; i < 1000; i++) {
      Tcp segment =
          new Tcp(
              4000 + i % 100,
              7 + i % 4,
              i,
              0,
              Tcp.SYN,
              1024,
              0,
              OPTIONS.get(1),
              ByteBuffer.allocate(0));
      quick.receive(Bench.MARK, segment, Plant.CLONE);
      assertThat(quick.waiting()).as("answers to frame %d", i).isEqualTo(1);
      quick.forgetSent();
    }
    // not each SYN: some are told as one later, as repeated
    assertThat(quick.touches).hasSizeLessThan(900);
  }
}
