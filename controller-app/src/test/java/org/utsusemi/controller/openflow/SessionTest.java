package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFPortReason;
import org.projectfloodlight.openflow.protocol.OFType;
import org.projectfloodlight.openflow.types.DatapathId;
import org.projectfloodlight.openflow.types.OFAuxId;

/** How a session begins, lives and ends, told as what each side sends. */
class SessionTest {
  private static final String DPID = "0000000000000011";

  private final Memo memo = new Memo();
  private final Registry registry = new Registry();
  private final FakeSwitch peer = new FakeSwitch(memo, registry);

  @Test
  void shakesHands() throws Exception {
    assertThat(peer.receivedTypes()).containsExactly(OFType.HELLO);
    assertThat(peer.hello().receivedTypes()).containsExactly(OFType.FEATURES_REQUEST);
    assertThat(peer.features().receivedTypes())
        .containsExactly(OFType.SET_CONFIG, OFType.STATS_REQUEST);
    peer.ports(true, 1, 2, 0xffff_fffe);
    assertThat(memo.events).isEmpty();
    peer.ports(false, 3, 0xffff_ff00);

    assertThat(memo.events).containsExactly("connected " + DPID);
    assertThat(memo.connected.get(0).ports()).isEqualTo(Set.of(1, 2, 3, 0xffff_ff00));
    assertThat(memo.complaints).isEmpty();
  }

  @Test
  void refusesAnotherVersionInSoManyWords() throws Exception {
    peer.received();
    peer.send("0100000800000005");

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains("does not speak OpenFlow 1.3");
    io.netty.buffer.ByteBuf error = peer.channel.readOutbound();
    assertThat(error.getLong(0)).isEqualTo(0x0101_001d_0000_0005L);
  }

  @ParameterizedTest
  @CsvSource({
    "0402000800000001, where a hello was due",
    "0401000c0000000100000000, HELLO_FAILED",
    "474554202f20485454502f312e31, not OpenFlow",
  })
  void closesOnWhatIsNoHello(String hex, String complaint) {
    peer.send(hex);

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains(complaint);
    assertThat(memo.events).isEmpty();
  }

  @Test
  void closesOnAnotherVersionThanTheOneAgreedOn() throws Exception {
    peer.connect().send("0502000800000001");

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.events)
        .containsExactly(
            "connected " + DPID,
            "disconnected " + DPID + ": a message of version 5 after 1.3 was agreed on");
  }

  @Test
  void givesTheHandshake10Seconds() throws Exception {
    peer.hello().seconds(9);
    assertThat(peer.isOpen()).isTrue();
    peer.send("0402000800000001").seconds(1);
    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains("no handshake within 10 s");
  }

  @Test
  void closesWhenTheHandshakeMakesNoSense() {
    peer.hello().send("0406000a00000001" + "ffff");

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).hasSize(1);
  }

  @Test
  void refusesAnAuxiliaryConnection() {
    peer.hello()
        .send(
            FakeSwitch.FACTORY
                .buildFeaturesReply()
                .setDatapathId(DatapathId.of(1))
                .setAuxiliaryId(OFAuxId.of((short) 1))
                .build());

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains("an auxiliary connection");
  }

  @Test
  void asksForSignsOfLifeAndGivesThem() throws Exception {
    peer.connect().seconds(5);
    assertThat(peer.receivedTypes()).containsExactly(OFType.ECHO_REQUEST);

    peer.send("0402000c00000009" + "01020304");
    OFMessage reply = peer.receivedLast();
    assertThat(reply.getType()).isEqualTo(OFType.ECHO_REPLY);
    assertThat(reply.getXid()).isEqualTo(9);
  }

  @Test
  void takesASilentSwitchForDeadAfter15Seconds() throws Exception {
    peer.connect().seconds(14);
    assertThat(peer.isOpen()).isTrue();
    peer.send("0403000800000001").seconds(14);
    assertThat(peer.isOpen()).isTrue();
    peer.seconds(1);

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.events).endsWith("disconnected " + DPID + ": silent for 15 s");
  }

  @Test
  void dropsASwitchThatDoesNotRead() throws Exception {
    peer.connect().channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    for (int i = 0; i < 14; i++) {
      peer.send("0403000800000001").seconds(1);
    }
    assertThat(peer.isOpen()).isTrue();
    peer.seconds(1);

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains("has not read for 15 s");
  }

  @Test
  void refusesASecondOfTheSameNameWhileTheFirstIsAlive() throws Exception {
    peer.connect();
    FakeSwitch second = new FakeSwitch(memo, registry);
    second.hello().features();

    assertThat(second.isOpen()).isFalse();
    assertThat(peer.isOpen()).isTrue();
    assertThat(memo.complaints).singleElement().asString().contains("a second switch");
    assertThat(memo.events).containsExactly("connected " + DPID);
  }

  @Test
  void takesTheSecondWhenTheFirstSeemsDead() throws Exception {
    peer.connect().seconds(Pulse.DOUBT_SECONDS);
    FakeSwitch second = new FakeSwitch(memo, registry);
    second.connect();

    assertThat(second.isOpen()).isTrue();
    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.events)
        .containsExactly(
            "connected " + DPID,
            "disconnected " + DPID + ": silent, and the switch has connected anew",
            "connected " + DPID);
  }

  @Test
  void takesANameThatIsFreeAgain() throws Exception {
    peer.connect().channel.close();
    FakeSwitch second = new FakeSwitch(memo, registry);
    second.connect();

    assertThat(memo.events)
        .containsExactly(
            "connected " + DPID,
            "disconnected " + DPID + ": the switch closed the connection",
            "connected " + DPID);
  }

  @Test
  void missesNoPortThatComesDuringTheHandshake() throws Exception {
    peer.hello().features().ports(true, 1);
    peer.send(
        FakeSwitch.FACTORY
            .buildPortStatus()
            .setReason(OFPortReason.ADD)
            .setDesc(FakeSwitch.port(9))
            .build());
    peer.ports(false, 2);

    assertThat(memo.connected.get(0).ports()).isEqualTo(Set.of(1, 2, 9));
  }

  @Test
  void boundsThePorts() {
    int[] numbers = IntStream.range(0, 900).toArray();
    peer.hello().features();
    for (int i = 0; i < 6 && peer.isOpen(); i++) {
      int offset = 1 + 900 * i;
      peer.ports(true, Arrays.stream(numbers).map(n -> n + offset).toArray());
    }
    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).singleElement().asString().contains("more than 4096 ports");
  }

  @Test
  void followsItsPorts() throws Exception {
    peer.connect();
    for (OFPortReason reason : OFPortReason.values()) {
      peer.send(
          FakeSwitch.FACTORY
              .buildPortStatus()
              .setReason(reason)
              .setDesc(FakeSwitch.port(reason == OFPortReason.DELETE ? 1 : 9))
              .build());
    }
    assertThat(memo.connected.get(0).ports()).isEqualTo(Set.of(2, 9));
    assertThat(memo.events).hasSize(4).endsWith("ports [2, 9]");
  }

  @Test
  void skipsWhatItCannotReadAndGoesOn() throws Exception {
    peer.connect();
    SwitchChannel channel = memo.connected.get(0);
    peer.send("040c001000000001" + "ffffffffffffffff"); // half a port status
    peer.send("04ff000a00000001" + "abcd"); // no such type
    peer.send("040a000900000001" + "00"); // half a packet-in: nobody parses it

    assertThat(peer.isOpen()).isTrue();
    assertThat(channel.counters().skipped()).isEqualTo(2);
    assertThat(channel.counters().packetIns()).isEqualTo(1);
    assertThat(memo.complaints).singleElement().asString().contains("unreadable port status");
  }

  @Test
  void closesOnEndlessJunk() throws Exception {
    peer.connect().send(String.join("", Collections.nCopies(Session.JUNK_MAX, "04ff000800000001")));
    assertThat(peer.isOpen()).isTrue();
    peer.send("04ff000800000001");

    assertThat(peer.isOpen()).isFalse();
    assertThat(memo.complaints).last().asString().contains("more than 100 unreadable messages");
  }

  @Test
  void tellsOfAnErrorThatBelongsToNothing() throws Exception {
    peer.connect().send("0401000c0000ffff00050001");

    assertThat(peer.isOpen()).isTrue();
    assertThat(memo.complaints)
        .containsExactly(
            DPID + " an error about nothing that is under way: FLOW_MOD_FAILED TABLE_FULL");
    assertThat(memo.connected.get(0).counters().errors()).isEqualTo(1);
  }
}
