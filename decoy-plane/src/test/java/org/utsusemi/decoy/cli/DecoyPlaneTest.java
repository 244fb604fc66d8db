package org.utsusemi.decoy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.decoy.plane.Views.HMI;
import static org.utsusemi.decoy.plane.Views.PLC;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.decoy.control.ControlChannel;
import org.utsusemi.decoy.control.TestController;
import org.utsusemi.decoy.link.MemoryLink;
import org.utsusemi.decoy.plane.Views;
import org.utsusemi.decoy.stack.TimeSource;
import org.utsusemi.decoy.wire.Arp;
import org.utsusemi.decoy.wire.Ethernet;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.Hello;
import org.utsusemi.topology.plane.PlaneMessage;
import org.utsusemi.topology.plane.PlaneProtocolException;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.Touches;

/** World views in and frames in; the right answers out, and touches up. */
@Timeout(60)
class DecoyPlaneTest {
  private static final int FIN_ACK = Tcp.FIN | Tcp.ACK;

  @TempDir Path directory;
  private final MemoryLink link = new MemoryLink();
  private TestController controller;
  private CompletableFuture<String> ended;

  @BeforeEach
  void start() throws IOException, PlaneProtocolException {
    Path socket = directory.resolve("s");
    controller = new TestController(socket);
    ControlChannel channel = ControlChannel.connect(socket);
    controller.accept();
    DecoyPlane plane = new DecoyPlane(link, channel, TimeSource.SYSTEM, new Random(1));
    ended = CompletableFuture.supplyAsync(() -> plane.run(new Hello("1", "decoy0")));
    assertThat(controller.receive()).isEqualTo(new Hello("1", "decoy0"));
  }

  @AfterEach
  void stop() throws IOException {
    controller.close();
  }

  private static Views plant() {
    return new Views().conduit(HMI, PLC, "tcp", "502", false);
  }

  private PlaneStatus inForce(Views views, long version)
      throws IOException, PlaneProtocolException {
    controller.send(views.view(version));
    for (PlaneMessage message = controller.receive(); ; message = controller.receive()) {
      if (message instanceof PlaneStatus status && status.worldVersion() == version) {
        return status;
      }
    }
  }

  /** The next touches, as many as asked for. */
  private List<Touch> touches(int count) throws IOException, PlaneProtocolException {
    List<Touch> all = new ArrayList<>();
    while (all.size() < count) {
      if (controller.receive() instanceof Touches some) {
        all.addAll(some.touches());
      }
    }
    return all;
  }

  private String reason() throws ExecutionException, InterruptedException, TimeoutException {
    return ended.get(30, TimeUnit.SECONDS);
  }

  @Test
  void arpIsAnsweredWithTheDevicesOwnMacThroughThePortThatAsked() throws Exception {
    inForce(plant(), 1);
    Intruder rogue = Intruder.rogue(link);
    rogue.asks(PLC.ip());
    Ethernet reply = rogue.nextFrame();
    assertThat(reply.outer().orElseThrow().id()).isEqualTo(rogue.mark());
    assertThat(reply.destination()).isEqualTo(rogue.mac());
    Arp arp = Arp.decode(reply.payload()).orElseThrow();
    assertThat(arp.senderMac()).isEqualTo(PLC.mac());
    assertThat(arp.senderIp()).isEqualTo(PLC.ip());
    Touch touch = touches(1).get(0);
    assertThat(touch.kind()).isEqualTo(Touch.Kind.ARP);
    assertThat(touch.target()).isEqualTo("plc1");
    assertThat(touch.mark()).isEqualTo(rogue.mark());
  }

  @Test
  void aPingIsAnswered() throws Exception {
    inForce(plant(), 1);
    Intruder rogue = Intruder.rogue(link);
    rogue.pings(PLC);
    assertThat(Icmp.decode(rogue.nextPacket().payload()).orElseThrow().type())
        .isEqualTo(Icmp.ECHO_REPLY);
    assertThat(touches(1).get(0).kind()).isEqualTo(Touch.Kind.ICMP);
  }

  @Test
  void aModbusRequestIsAnsweredAsTheDeviceWould() throws Exception {
    inForce(plant(), 1);
    Intruder rogue = Intruder.rogue(link);
    rogue.connects(PLC, 502);
    rogue.sends("000100000006" + "010300000001");
    // 4711 is what the persona says
    assertThat(rogue.hears()).isEqualTo("000100000005" + "0103021267");
    List<Touch> touches = touches(2);
    assertThat(touches.get(0).kind()).isEqualTo(Touch.Kind.CONNECT);
    Touch request = touches.get(1);
    assertThat(request.kind()).isEqualTo(Touch.Kind.REQUEST);
    assertThat(request.protocol()).isEqualTo("modbus");
    assertThat(request.summary()).isEqualTo("FC 3 read holding 0 unit 1");
    assertThat(request.payload())
        .isEqualTo(HexFormat.of().parseHex("000100000006" + "010300000001"));
    assertThat(request.stateViolation()).isFalse();
  }

  @Test
  void whatAnotherPlantStatePermitsIsRefusedAndTold() throws Exception {
    inForce(plant(), 1);
    Intruder hmi = Intruder.as(link, HMI);
    hmi.opens(PLC, 502);
    Tcp answer = hmi.nextSegment();
    assertThat(answer.has(Tcp.RST)).isTrue();
    Touch touch = touches(1).get(0);
    assertThat(touch.stateViolation()).isTrue();
    assertThat(touch.target()).isEqualTo("plc1");
  }

  @Test
  void aGrantEndsTheSessionThatTheDecoyHas() throws Exception {
    inForce(plant().outOfState(OutOfState.ANSWER), 1);
    Intruder hmi = Intruder.as(link, HMI);
    hmi.connects(PLC, 502);
    // the last segment of the handshake may still be on its way
    PlaneStatus status = inForce(plant().outOfState(OutOfState.ANSWER), 2);
    while (status.connections() < 1) {
      status = inForce(plant().outOfState(OutOfState.ANSWER), status.worldVersion() + 1);
    }
    Views granted = new Views().conduit(HMI, PLC, "tcp", "502", true);
    assertThat(inForce(granted, status.worldVersion() + 1).connections()).isZero();
    assertThat(hmi.nextSegment().has(Tcp.RST)).isTrue();
  }

  @Test
  void inPeaceNothingIsSentAndNoiseIsOnlyCounted() throws Exception {
    inForce(plant(), 1);
    Intruder.as(link, HMI).announcesItself();
    Intruder.rogue(link).saysLldp();
    PlaneStatus status = inForce(plant(), 2);
    while (status.framesIn() < 2) {
      status = inForce(plant(), status.worldVersion() + 1);
    }
    assertThat(status.noise()).isEqualTo(1);
    assertThat(status.framesOut()).isZero();
    assertThat(link.sent()).isEmpty();
  }

  @Test
  void beforeAndAfterAWorldViewFramesWithoutAMarkAreDroppedUntold() throws Exception {
    Intruder untagged = Intruder.unmarked(link);
    untagged.asks(PLC.ip());
    inForce(plant(), 1);
    untagged.asks(PLC.ip());
    untagged.pings(PLC);
    Intruder.prioritized(link).asks(PLC.ip());
    PlaneStatus status = inForce(plant(), 2);
    while (status.framesIn() < 4) {
      status = inForce(plant(), status.worldVersion() + 1);
    }
    assertThat(status.framesMalformed()).isEqualTo(4);
    assertThat(status.framesOut()).isZero();
    Intruder.rogue(link).asks(PLC.ip());
    assertThat(touches(1).get(0).mark()).isEqualTo(Intruder.rogue(link).mark());
  }

  @Test
  void whenTheControllerIsGoneItEnds() throws Exception {
    controller.hangUp();
    assertThat(reason()).isEqualTo("the controller has closed the connection");
  }

  @Test
  void aLineThatIsNoMessageEndsIt() throws Exception {
    controller.sendText("hello\n");
    assertThat(reason()).startsWith("the controller sent what is no world view");
  }

  @Test
  void aMessageThatIsNotForADecoyPlaneEndsIt() throws Exception {
    controller.send(new Touches(List.of()));
    assertThat(reason()).isEqualTo("the controller sent what is no world view: a Touches");
  }

  @Test
  void aLinkThatEndsEndsItToo() throws Exception {
    inForce(plant(), 1);
    link.close();
    assertThat(reason()).isEqualTo("the link has ended");
  }

  @Test
  void aLinkThatFailsWithAnErrorEndsItToo() throws Exception {
    inForce(plant(), 1);
    link.failWith(new StackOverflowError("on purpose"));
    assertThat(reason()).isEqualTo("the link has failed: java.lang.StackOverflowError: on purpose");
  }

  @Test
  void aLinkThatHasGoneDeafEndsItToo() throws Exception {
    inForce(plant(), 1);
    link.goDeaf("decoy0 is down");
    assertThat(reason())
        .isEqualTo("the link watch has failed: java.lang.IllegalStateException: decoy0 is down");
  }

  @Test
  void aSegmentOfASessionThatIsGoneIsAnsweredWithAReset() throws Exception {
    inForce(plant(), 1);
    Intruder rogue = Intruder.rogue(link);
    rogue.connects(PLC, 502);
    rogue.segment(FIN_ACK, new byte[0]);
    assertThat(rogue.nextSegment().has(Tcp.ACK)).isTrue();
  }
}
