package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.host.Verdict.Treatment;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.Udp;
import org.utsusemi.decoy.wire.VlanTag;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touch.Kind;

/** ARP, ICMP and UDP: who is answered, how, and what is told of it. */
class ResponderTest {
  private static final Ipv4Address UNUSED = Ipv4Address.parse("10.0.0.77");

  private final Plant plant = Plant.ofEchoes();
  private final Bench bench = new Bench(plant);

  private static Arp request(Ipv4Address sender, Ipv4Address target) {
    return new Arp(Arp.REQUEST, Bench.ASKER_MAC, sender, MacAddress.ZERO, target);
  }

  private static Icmp ping(String payload) {
    return new Icmp(
        Icmp.ECHO_REQUEST,
        0,
        0x1234_0007,
        ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Udp datagram(int port, String payload) {
    return new Udp(5000, port, ByteBuffer.wrap(payload.getBytes(StandardCharsets.US_ASCII)));
  }

  private Touch onlyTouch() {
    assertThat(bench.touches).hasSize(1);
    return bench.touches.get(0);
  }

  private void judge(Treatment treatment) {
    plant.judgeAs(new Verdict(treatment, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "10.0.0.2"})
  void arpRequestIsAnsweredWithTheHostsMacAndTheAskersMark(String host) {
    Ipv4Address asked = Ipv4Address.parse(host);
    bench.receive(request(Bench.ASKER, asked), MacAddress.BROADCAST);

    Ethernet frame = bench.takeFrame().orElseThrow();
    assertThat(frame.destination()).isEqualTo(Bench.ASKER_MAC);
    assertThat(frame.source()).isEqualTo(Bench.macOf(asked));
    assertThat(frame.outer()).contains(new VlanTag(3, false, Bench.MARK));
    assertThat(frame.inner()).isEmpty();
    assertThat(Arp.decode(frame.payload()))
        .contains(new Arp(Arp.REPLY, Bench.macOf(asked), asked, Bench.ASKER_MAC, Bench.ASKER));
    assertThat(bench.waiting()).isZero();
  }

  @Test
  void arpRequestIsTold() {
    bench.receive(request(Bench.ASKER, Plant.REAL), MacAddress.BROADCAST);

    Touch touch = onlyTouch();
    assertThat(touch.kind()).isEqualTo(Kind.ARP);
    assertThat(touch.protocol()).isEqualTo("arp");
    assertThat(touch.mark()).isEqualTo(Bench.MARK);
    assertThat(touch.sourceMac()).isEqualTo(Bench.ASKER_MAC);
    assertThat(touch.sourceIp()).contains(Bench.ASKER);
    assertThat(touch.targetIp()).contains(Plant.REAL);
    assertThat(touch.target()).isEqualTo("plc1");
    assertThat(touch.summary()).isEqualTo("who has 10.0.0.1");
    assertThat(touch.at()).isEqualTo(bench.time.instant());
  }

  @Test
  void arpAndLayer2BetweenLinkedDevicesAreOfAnotherState() {
    plant.link();
    bench.receive(request(Bench.ASKER, Plant.REAL), MacAddress.BROADCAST);
    bench.receive(request(Bench.ASKER, Plant.CLONE), MacAddress.BROADCAST);
    bench.receive(Bench.marked(Bench.MARK, Plant.mac(1), 0x88b8, new byte[40]));
    bench.receive(Bench.marked(Bench.MARK, Plant.mac(1), 0x88b9, new byte[40]));

    assertThat(bench.waiting()).isEqualTo(2);
    assertThat(bench.touches)
        .extracting(Touch::stateViolation)
        .containsExactly(true, false, true, false);
  }

  @Test
  void aProbeIsAnsweredForADeviceAndNotForAClone() {
    bench.receive(request(Ipv4Address.ANY, Plant.CLONE), MacAddress.BROADCAST);
    assertThat(bench.waiting()).isZero();

    bench.receive(request(Ipv4Address.ANY, Plant.REAL), MacAddress.BROADCAST);
    assertThat(bench.waiting()).isEqualTo(1);
  }

  @Test
  void whatNobodyHasIsToldAndNotAnswered() {
    bench.receive(request(Bench.ASKER, UNUSED), MacAddress.BROADCAST);

    assertThat(bench.waiting()).isZero();
    assertThat(onlyTouch().target()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Arp.REQUEST, Arp.REPLY})
  void aMachineThatAnnouncesItselfIsNoTouch(int operation) {
    bench.receive(announcement(operation, Bench.ASKER), MacAddress.BROADCAST);

    assertThat(bench.waiting()).isZero();
    assertThat(bench.touches).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Arp.REQUEST, Arp.REPLY})
  void whoClaimsADevicesAddressFromElsewhereIsTold(int operation) {
    plant.putAskersElsewhere();
    bench.receive(announcement(operation, Plant.REAL), MacAddress.BROADCAST);

    assertThat(bench.waiting()).isZero();
    assertThat(onlyTouch().summary()).isEqualTo("claims 10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(ints = {Arp.REQUEST, Arp.REPLY})
  void aCloneYieldsToWhoeverAnnouncesItsAddressAndItsSessionsEnd(int operation) {
    bench.receive(Bench.MARK, syn(), Plant.CLONE);
    assertThat(bench.takeTcp().orElseThrow().has(Tcp.SYN | Tcp.ACK)).isTrue();
    bench.touches.clear();

    bench.receive(announcement(operation, Plant.CLONE), MacAddress.BROADCAST);

    assertThat(onlyTouch().summary()).isEqualTo("takes 10.0.0.2 from a clone");
    assertThat(bench.takeTcp().orElseThrow().has(Tcp.RST)).isTrue();
    assertThat(bench.stack.statistics().connections()).isZero();
    bench.receive(request(Bench.ASKER, Plant.CLONE), MacAddress.BROADCAST);
    bench.receive(announcement(operation, Plant.CLONE), MacAddress.BROADCAST);
    assertThat(bench.waiting()).isZero();
    assertThat(bench.touches).hasSize(2);
  }

  @Test
  void whatACloneHadYetToSayWhenItYieldsIsNotSaid() {
    plant.takeItsTime(new Latency(20_000_000, 20_000_000));
    bench.receive(request(Bench.ASKER, Plant.CLONE), MacAddress.BROADCAST);
    bench.receive(request(Bench.ASKER, Plant.REAL), MacAddress.BROADCAST);
    bench.receive(announcement(Arp.REQUEST, Plant.CLONE), MacAddress.BROADCAST);
    bench.runUntil(200);

    assertThat(Arp.decode(bench.takeFrame().orElseThrow().payload()).orElseThrow().senderIp())
        .isEqualTo(Plant.REAL);
    assertThat(bench.waiting()).isZero();
  }

  @Test
  void whoseAnnouncementNamesNoMachineTakesNothing() {
    for (MacAddress mac : new MacAddress[] {MacAddress.ZERO, MacAddress.BROADCAST}) {
      bench.receive(
          new Arp(Arp.REQUEST, mac, Plant.CLONE, MacAddress.ZERO, Plant.CLONE),
          MacAddress.BROADCAST);
    }
    bench.receive(request(Bench.ASKER, Plant.CLONE), MacAddress.BROADCAST);
    assertThat(bench.waiting()).isEqualTo(1);
  }

  private static Tcp syn() {
    return new Tcp(5000, 7, 1, 0, Tcp.SYN, 8192, 0, List.of(), ByteBuffer.allocate(0));
  }

  private static Arp announcement(int operation, Ipv4Address address) {
    return new Arp(operation, Bench.ASKER_MAC, address, MacAddress.ZERO, address);
  }

  @Test
  void repliesAndStrangeOperationsAreToldAndNotAnswered() {
    for (int operation : new int[] {0, Arp.REPLY, 3, 0xffff}) {
      bench.receive(
          new Arp(operation, Bench.ASKER_MAC, Bench.ASKER, MacAddress.ZERO, Plant.REAL),
          Plant.mac(1));
    }
    assertThat(bench.waiting()).isZero();
    assertThat(bench.touches).extracting(Touch::kind).containsOnly(Kind.OTHER).hasSize(4);
  }

  @Test
  void arpToAnotherMacIsNotAnswered() {
    bench.receive(request(Bench.ASKER, Plant.REAL), Plant.mac(2));
    bench.receive(request(Bench.ASKER, Plant.REAL), MacAddress.parse("01:00:5e:00:00:01"));
    assertThat(bench.waiting()).isZero();

    bench.receive(request(Bench.ASKER, Plant.REAL), Plant.mac(1));
    assertThat(bench.waiting()).isEqualTo(1);
  }

  @Test
  void malformedArpIsToldCountedAndNotAnswered() {
    byte[] good = Bench.bytesOf(request(Bench.ASKER, Plant.REAL)::encode);
    // hardware type, protocol type, both lengths
    for (int at : new int[] {1, 2, 4, 5}) {
      byte[] bad = good.clone();
      bad[at] ^= 8;
      bench.receive(Bench.marked(Bench.MARK, MacAddress.BROADCAST, Ethernet.ARP, bad));
    }
    assertThat(bench.waiting()).isZero();
    assertThat(bench.stack.statistics().malformed()).isEqualTo(4);
    assertThat(bench.touches).extracting(Touch::summary).containsOnly("malformed");
  }

  @Test
  void pingIsAnsweredWithItsOwnWords() {
    bench.receive(ping("abcdefgh"), Plant.REAL);

    Ipv4 packet = bench.takePacket().orElseThrow();
    assertThat(packet.source()).isEqualTo(Plant.REAL);
    assertThat(packet.destination()).isEqualTo(Bench.ASKER);
    assertThat(packet.timeToLive()).isEqualTo(64);
    assertThat(Icmp.decode(packet.payload())).contains(ping("abcdefgh").toEchoReply(0));
    assertThat(onlyTouch().summary()).isEqualTo("echo request");
    assertThat(onlyTouch().payload()).asString().isEqualTo("abcdefgh");
  }

  @Test
  void whatOneFrameCarriesIsAnsweredInOneAndMoreInFragments() {
    bench.receive(ping("x".repeat(1472)), Plant.REAL);
    assertThat(bench.takeIcmp().map(answer -> answer.payload().remaining())).contains(1472);

    bench.receive(ping("x".repeat(1473)), Plant.REAL);
    assertThat(bench.takePacket().map(Ipv4::flags)).contains(Ipv4.MORE_FRAGMENTS);
    assertThat(bench.takePacket().map(packet -> packet.payload().remaining())).contains(1);
    assertThat(bench.touches).hasSize(2);
  }

  @Test
  void aRefusedPingIsProhibitedAndQuoted() {
    judge(Treatment.REFUSE);
    bench.receive(ping("abcdefghijkl"), Plant.REAL);

    Icmp answer = bench.takeIcmp().orElseThrow();
    assertThat(answer.type()).isEqualTo(3);
    assertThat(answer.code()).isEqualTo(10);
    assertThat(answer.payload().remaining()).isEqualTo(28);
    assertThat(onlyTouch().stateViolation()).isTrue();
  }

  @Test
  void silenceIsKept() {
    judge(Treatment.SILENT);
    bench.receive(ping("a"), Plant.REAL);
    bench.receive(datagram(7, "a"), Plant.REAL);
    bench.receive(datagram(8, "a"), Plant.REAL);

    assertThat(bench.waiting()).isZero();
    assertThat(bench.touches).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "3,1", "5,0", "11,0", "12,0", "13,0", "17,0", "255,255"})
  void otherMessagesAreToldAndNotAnswered(int type, int code) {
    bench.receive(new Icmp(type, code, 0, ByteBuffer.allocate(20)), Plant.REAL);

    assertThat(bench.waiting()).isZero();
    assertThat(onlyTouch().kind()).isEqualTo(Kind.ICMP);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "3, false", "5, false", "8, true", "13, false"})
  void onlyEchoesCanBeOfAnotherState(int type, boolean violation) {
    judge(Treatment.REFUSE);
    bench.receive(new Icmp(type, 0, 0, ByteBuffer.allocate(20)), Plant.REAL);

    assertThat(onlyTouch().stateViolation()).isEqualTo(violation);
  }

  /** RFC 1122 §3.2.2: never an answer to what came to many, or from nobody in particular. */
  @Test
  void nothingAnswersGroupFramesOrImpossibleSources() {
    byte[] echo = Bench.bytesOf(ping("a")::encode);
    Ethernet good = Bench.ip(Ipv4.ICMP, Plant.REAL, echo);
    assertUnanswered(good, frame -> to(frame, MacAddress.BROADCAST));
    assertUnanswered(good, frame -> to(frame, MacAddress.parse("01:00:5e:00:00:01")));
    assertUnanswered(good, frame -> to(frame, Plant.mac(2)));
    for (String source : new String[] {"0.0.0.0", "127.0.0.1", "224.0.0.5", "255.255.255.255"}) {
      assertUnanswered(good, frame -> from(frame, Ipv4Address.parse(source), echo));
    }
    bench.receive(good);
    assertThat(bench.waiting()).isEqualTo(1);
  }

  private void assertUnanswered(Ethernet frame, UnaryOperator<Ethernet> change) {
    bench.receive(change.apply(frame));
    assertThat(bench.waiting()).isZero();
  }

  private static Ethernet to(Ethernet frame, MacAddress destination) {
    return new Ethernet(
        destination,
        frame.source(),
        frame.outer(),
        frame.inner(),
        frame.etherType(),
        frame.payload());
  }

  private static Ethernet from(Ethernet frame, Ipv4Address source, byte[] payload) {
    Ipv4 packet = Ipv4.of(1, 0, 64, Ipv4.ICMP, source, Plant.REAL, ByteBuffer.wrap(payload));
    return Bench.marked(
        Bench.MARK, frame.destination(), Ethernet.IPV4, Bench.bytesOf(packet::encode));
  }

  @Test
  void openUdpPortAnswers() {
    bench.receive(datagram(7, "hello"), Plant.CLONE);

    Udp answer = Udp.decode(bench.takePacket().orElseThrow().payload()).orElseThrow();
    assertThat(answer.sourcePort()).isEqualTo(7);
    assertThat(answer.destinationPort()).isEqualTo(5000);
    assertThat(StandardCharsets.US_ASCII.decode(answer.payload()).toString()).isEqualTo("HELLO");
    assertThat(onlyTouch().protocol()).isEqualTo("upper");
    assertThat(onlyTouch().target()).isEqualTo("clone");
  }

  @Test
  void openUdpPortMayKeepSilent() {
    bench.receive(datagram(7, ""), Plant.CLONE);
    assertThat(bench.waiting()).isZero();
  }

  @Test
  void closedUdpPortIsUnreachable() {
    bench.receive(datagram(8, "hello world"), Plant.CLONE);

    Icmp answer = bench.takeIcmp().orElseThrow();
    assertThat(answer.type()).isEqualTo(3);
    assertThat(answer.code()).isEqualTo(3);
    Ipv4 packet =
        Ipv4.of(
            1,
            0,
            64,
            17,
            Bench.ASKER,
            Plant.CLONE,
            ByteBuffer.wrap(
                Bench.bytesOf(
                    out -> datagram(8, "hello world").encode(out, Bench.ASKER, Plant.CLONE))));
    byte[] whole = Bench.bytesOf(packet::encode);
    assertThat(answer.payload()).isEqualTo(ByteBuffer.wrap(whole, 0, 28));
  }

  @Test
  void filteredUdpPortKeepsSilentButIsRefusedWhenOutOfState() {
    bench.receive(datagram(Plant.FILTERED, "a"), Plant.REAL);
    assertThat(bench.waiting()).isZero();

    judge(Treatment.REFUSE);
    bench.receive(datagram(Plant.FILTERED, "a"), Plant.REAL);
    assertThat(bench.takeIcmp().map(Icmp::code)).contains(3);
  }

  @Test
  void framesWithoutAMarkAreDropped() {
    Ethernet good = Bench.ip(Ipv4.ICMP, Plant.REAL, Bench.bytesOf(ping("a")::encode));
    bench.receive(
        new Ethernet(
            good.destination(),
            good.source(),
            Optional.empty(),
            Optional.empty(),
            good.etherType(),
            good.payload()));
    bench.receive(
        new Ethernet(
            good.destination(),
            good.source(),
            Optional.of(new VlanTag(3, false, 0)),
            Optional.empty(),
            good.etherType(),
            good.payload()));
    bench.receive(Bench.marked(Plant.NO_MARK, Plant.mac(1), good.etherType(), bytes(good)));
    assertThat(bench.waiting()).isZero();
    assertThat(bench.touches).isEmpty();
    assertThat(bench.stack.statistics().malformed()).isEqualTo(3);
  }

  private static byte[] bytes(Ethernet frame) {
    byte[] payload = new byte[frame.payload().remaining()];
    frame.payload().get(frame.payload().position(), payload);
    return payload;
  }

  @Test
  void aPriorityTagBeneathTheMarkIsReadAndNotRepeated() {
    Ethernet good = Bench.ip(Ipv4.ICMP, Plant.REAL, Bench.bytesOf(ping("a")::encode));
    bench.receive(
        new Ethernet(
            good.destination(),
            good.source(),
            good.outer(),
            Optional.of(new VlanTag(6, false, 0)),
            good.etherType(),
            good.payload()));
    assertThat(bench.takeFrame().orElseThrow().inner()).isEmpty();
  }

  @Test
  void everythingElseIsToldUnderItsName() {
    bench.receive(Bench.marked(Bench.MARK, MacAddress.BROADCAST, Ethernet.IPV6, new byte[40]));
    bench.receive(Bench.marked(Bench.MARK, MacAddress.BROADCAST, 0x88cc, new byte[40]));
    bench.receive(Bench.marked(Bench.MARK, MacAddress.BROADCAST, 38, new byte[40]));
    bench.receive(Bench.marked(Bench.MARK, MacAddress.BROADCAST, Ethernet.IPV4, new byte[40]));
    bench.receive(Bench.ip(47, Plant.REAL, new byte[8]));
    bench.receive(Bench.ip(Ipv4.TCP, Plant.REAL, new byte[8]));

    assertThat(bench.touches)
        .extracting(Touch::protocol)
        .containsExactly("ipv6", "0x88cc", "llc", "0x0800", "ip/47", "tcp");
    assertThat(bench.touches).extracting(Touch::kind).containsOnly(Kind.OTHER);
    assertThat(bench.touches.get(0).payload()).startsWith(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2);
    assertThat(bench.waiting()).isZero();
  }

  @Test
  void aFragmentIsToldAndByItselfNotAnswered() {
    Ipv4 first =
        new Ipv4(
            0,
            1,
            Ipv4.MORE_FRAGMENTS,
            0,
            64,
            Ipv4.ICMP,
            Bench.ASKER,
            Plant.REAL,
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(Bench.bytesOf(ping("abcdefgh")::encode)));
    bench.receive(
        Bench.marked(Bench.MARK, Plant.mac(1), Ethernet.IPV4, Bench.bytesOf(first::encode)));

    assertThat(bench.waiting()).isZero();
    assertThat(onlyTouch().protocol()).isEqualTo("icmp");
    assertThat(onlyTouch().target()).isEqualTo("plc1");
    assertThat(onlyTouch().summary()).isEqualTo("fragment at byte 0");
  }

  @Test
  void nothingIsSentUnasked() {
    bench.runUntil(3_600_000);
    assertThat(bench.stack.statistics().framesOut()).isZero();
  }
}
