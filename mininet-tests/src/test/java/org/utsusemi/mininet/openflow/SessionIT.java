package org.utsusemi.mininet.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.openflow.OpenFlowServer;
import org.utsusemi.controller.openflow.SwitchChannel;
import org.utsusemi.controller.rules.RuleChange;

/** How sessions with a real switch begin, go on and end. */
class SessionIT {
  private final Recorder recorder = new Recorder();
  private OpenFlowServer server;
  private OvsBridge bridge;

  @BeforeEach
  void startServer() throws IOException {
    server = serverAt(0);
  }

  @AfterEach
  void tidyUp() throws IOException {
    try (OvsBridge closed = bridge) {
      server.close();
    }
  }

  private OpenFlowServer serverAt(int port) throws IOException {
    OpenFlowServer server = new OpenFlowServer(new InetSocketAddress("127.0.0.1", port), recorder);
    server.start();
    return server;
  }

  private SwitchChannel connect(String protocols) throws IOException {
    bridge = OvsBridge.create("utsit0", 0x5573_0000_0000_0001L, protocols);
    bridge.setController(server.address());
    return recorder.await(bridge.dpid());
  }

  @ParameterizedTest
  @ValueSource(strings = {OvsBridge.OPENFLOW13, OvsBridge.EVERY_VERSION})
  void agreesOnVersion13AndKnowsThePorts(String protocols) throws Exception {
    SwitchChannel channel = connect(protocols);

    assertThat(channel.dpid()).isEqualTo(bridge.dpid());
    assertThat(channel.remote()).startsWith("127.0.0.1:");
    assertThat(channel.ports()).isEqualTo(Set.of(1, 2, 3));
    assertThat(channel.readRules().get(10, TimeUnit.SECONDS)).isEmpty();
    assertThat(recorder.complaints).isEmpty();
  }

  @Test
  void refusesASwitchThatSpeaksAnotherVersion() throws Exception {
    bridge = OvsBridge.create("utsit0", 0x5573_0000_0000_0001L, "OpenFlow10");
    bridge.setController(server.address());

    recorder.awaitComplaint("does not speak OpenFlow 1.3");
    assertThat(recorder.connected).isEmpty();
  }

  @Test
  void followsPortsThatComeAndGo() throws Exception {
    SwitchChannel channel = connect(OvsBridge.OPENFLOW13);

    bridge.addPort(7);
    Recorder.patiently().until(() -> channel.ports().equals(Set.of(1, 2, 3, 7)));
    assertThat(recorder.portChanges).contains(bridge.dpid());
    bridge.removePort(2);
    Recorder.patiently().until(() -> channel.ports().equals(Set.of(1, 3, 7)));
  }

  @Test
  void failsWhatIsAskedOfASwitchThatHasGone() throws Exception {
    SwitchChannel channel = connect(OvsBridge.OPENFLOW13);

    bridge.close();
    recorder.awaitDisconnect(bridge.dpid());
    assertThatThrownBy(() -> channel.readRules().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> channel.apply(List.of(), 1).get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void meetsASwitchAgainAfterItsRestart() throws Exception {
    SwitchChannel before = connect(OvsBridge.OPENFLOW13);
    RuleChange add = new RuleChange(RuleChange.Kind.ADD, new RandomRules(1).next());
    before.apply(List.of(add), 1).get(10, TimeUnit.SECONDS);

    bridge.close();
    recorder.awaitDisconnect(bridge.dpid());
    SwitchChannel after = connect(OvsBridge.OPENFLOW13);

    assertThat(after).isNotSameAs(before);
    assertThat(after.readRules().get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void findsTheRulesAsTheyWereWhenItComesBackItself() throws Exception {
    SwitchChannel before = connect(OvsBridge.OPENFLOW13);
    RuleChange add = new RuleChange(RuleChange.Kind.ADD, new RandomRules(1).next());
    assertThat(before.apply(List.of(add), 1).get(10, TimeUnit.SECONDS)).isEmpty();

    int port = server.address().getPort();
    server.close();
    assertThat(recorder.disconnects)
        .containsExactly(bridge.dpid() + " the controller is shutting down");
    assertThatThrownBy(() -> before.readRules().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
    server = serverAt(port);

    SwitchChannel after = recorder.await(bridge.dpid());
    assertThat(after.readRules().get(10, TimeUnit.SECONDS))
        .singleElement()
        .satisfies(rule -> assertThat(rule.key()).isEqualTo(add.rule().key()));
  }

  @Test
  void refusesASecondSwitchOfTheSameName() throws Exception {
    SwitchChannel first = connect(OvsBridge.OPENFLOW13);
    try (OvsBridge second =
        OvsBridge.create("utsit1", bridge.dpid().bits(), OvsBridge.OPENFLOW13)) {
      second.setController(server.address());

      recorder.awaitComplaint("a second switch that says it is " + bridge.dpid());
      assertThat(first.readRules().get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(recorder.connected.get(bridge.dpid())).isSameAs(first);
    }
  }

  @Test
  void serves2SwitchesWhileOthersTalkNonsense() throws Exception {
    SwitchChannel first = connect(OvsBridge.OPENFLOW13);
    byte[] nonsense = new byte[100_000];
    new Random(7).nextBytes(nonsense);
    for (int i = 0; i < 20; i++) {
      try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
        socket.getOutputStream().write(nonsense, i * 1000, 1000 + i * 1000);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
      }
    }
    try (OvsBridge second =
        OvsBridge.create("utsit1", 0x5573_0000_0000_0002L, OvsBridge.EVERY_VERSION)) {
      second.setController(server.address());
      SwitchChannel other = recorder.await(second.dpid());

      assertThat(first.readRules().get(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(other.readRules().get(10, TimeUnit.SECONDS)).isEmpty();
    }
    assertThat(recorder.complaints).hasSizeGreaterThanOrEqualTo(20);
  }
}
