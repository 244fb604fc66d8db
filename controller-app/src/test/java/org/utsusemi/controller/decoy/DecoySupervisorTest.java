package org.utsusemi.controller.decoy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.controller.event.Event;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.topology.model.OutOfState;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;
import org.utsusemi.topology.plane.WorldView;

/** With real processes: each decoy plane here is a Java virtual machine of its own. */
@Timeout(60)
class DecoySupervisorTest implements PlaneListener {
  private static final Path FAKE =
      Path.of(FakeDecoy.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  private final EventLog events = EventLog.inMemory(InstantSource.system());
  private final List<Touch> touches = new CopyOnWriteArrayList<>();
  private final List<PlaneStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<Boolean> link = new CopyOnWriteArrayList<>();
  private DecoySupervisor supervisor;

  @Override
  public void touches(List<Touch> told) {
    touches.addAll(told);
  }

  @Override
  public void status(PlaneStatus status) {
    statuses.add(status);
  }

  private void start(String behaviour, Timing timing) throws IOException {
    supervisor =
        new DecoySupervisor(
            ChildStarter.of(new DecoyProgram(List.of(FAKE), FakeDecoy.class.getName())),
            behaviour,
            link::add,
            timing,
            events,
            this);
    supervisor.start();
  }

  private void start(String behaviour) throws IOException {
    start(behaviour, Timing.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    if (supervisor != null) {
      supervisor.close();
    }
  }

  private static WorldView world(long version) {
    return new WorldView(
        version,
        "plant",
        "production",
        OutOfState.REFUSE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new byte[32],
        Map.of("plc1.yaml", "x".repeat(200_000)));
  }

  private void awaitWorld(long version) {
    await().until(() -> statuses.stream().anyMatch(s -> s.worldVersion() == version));
  }

  private List<Event> told(EventType type) {
    return events.after(0).events().stream().filter(e -> e.type() == type).toList();
  }

  @Test
  void tellsTheWorldOnConnectAndAtEachChangeAndHandsUpWhatIsSaid() throws IOException {
    start(FakeDecoy.GOOD);
    supervisor.publish(world(1));
    awaitWorld(1);
    supervisor.publish(world(2));
    awaitWorld(2);
    assertThat(touches).hasSize(2).extracting(Touch::summary).containsOnly("who has");
    DecoyHealth health = supervisor.health();
    assertThat(health.state()).isEqualTo(DecoyHealth.State.UP);
    assertThat(health.starts()).isEqualTo(1);
    assertThat(health.status().orElseThrow().framesIn()).isEqualTo(7);
    assertThat(told(EventType.DECOY_PLANE_UP)).hasSize(1);
    assertThat(link).containsExactly(true);
  }

  @Test
  void theChildHasNoRightsButItsRawSocketAndNoEnvironment() throws IOException {
    start(FakeDecoy.GOOD);
    await().until(() -> supervisor.health().state() == DecoyHealth.State.UP);
    String rights = supervisor.health().version().orElseThrow();
    assertThat(rights).endsWith("/1 [LANG, PATH]");
    if (ChildStarter.isRoot()) {
      assertThat(rights).doesNotStartWith("0/").contains("/0000000000002000/");
    }
  }

  @Test
  void aKilledChildIsStartedAgainAndToldTheWorldAgain() throws IOException {
    start(FakeDecoy.GOOD);
    supervisor.publish(world(1));
    awaitWorld(1);
    statuses.clear();
    long first = supervisor.health().pid().orElseThrow();
    ProcessHandle.of(first).orElseThrow().destroyForcibly();
    await().until(() -> !told(EventType.DECOY_PLANE_LOST).isEmpty());
    awaitWorld(1);
    assertThat(supervisor.health().pid()).isPresent().get().isNotEqualTo(first);
    assertThat(supervisor.health().starts()).isEqualTo(2);
    assertThat(link).containsExactly(true, false, true);
    List<Event> log = events.after(0).events();
    assertThat(log)
        .extracting(Event::type)
        .containsExactly(
            EventType.DECOY_PLANE_UP, EventType.DECOY_PLANE_LOST, EventType.DECOY_PLANE_UP);
  }

  @ParameterizedTest
  @CsvSource({"garbage, it sent a line that is no message", "hostile-touch, it sent a touch"})
  void whoBreaksTheProtocolIsKilledWithAComplaint(String behaviour, String complaint)
      throws IOException {
    start(behaviour);
    supervisor.publish(world(1));
    await().until(() -> supervisor.health().starts() > 1);
    assertThat(told(EventType.DECOY_PLANE_COMPLAINT).get(0).details().get("reason").toString())
        .startsWith(complaint);
    Object pid = told(EventType.DECOY_PLANE_LOST).get(0).details().get("pid");
    assertThat(ProcessHandle.of((Long) pid)).as("the first child").isEmpty();
    assertThat(touches).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "silent, it fell silent",
    "mute, it did not say hello",
    "closes, it closed its connection",
  })
  void whoDoesNotTalkIsStartedAgain(String behaviour, String reason) throws IOException {
    start(behaviour, new Timing(Duration.ofSeconds(3), Duration.ofMillis(300)));
    supervisor.publish(world(1));
    await().until(() -> supervisor.health().starts() > 1);
    assertThat(told(EventType.DECOY_PLANE_LOST).get(0).details()).containsEntry("reason", reason);
  }

  @Test
  void aProcessThatIsNotTheChildIsRefused() throws IOException {
    start(FakeDecoy.MUTE);
    await().until(() -> supervisor.health().pid().isPresent());
    try (SocketChannel stranger = connect()) {
      assertThat(stranger.read(ByteBuffer.allocate(1))).as("end of stream").isEqualTo(-1);
    }
    await().until(() -> !told(EventType.DECOY_PLANE_COMPLAINT).isEmpty());
    assertThat(told(EventType.DECOY_PLANE_COMPLAINT).get(0).details())
        .containsEntry("reason", "a process that is not the decoy plane connected and was refused");
    assertThat(supervisor.health().state()).isEqualTo(DecoyHealth.State.STARTING);
  }

  @Test
  void aSecondConnectionIsRefusedAndTheFirstGoesOn() throws IOException {
    start(FakeDecoy.GOOD);
    supervisor.publish(world(1));
    awaitWorld(1);
    try (SocketChannel stranger = connect()) {
      assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
    supervisor.publish(world(2));
    awaitWorld(2);
    assertThat(supervisor.health().starts()).isEqualTo(1);
    await().until(() -> told(EventType.DECOY_PLANE_COMPLAINT).size() == 1);
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(supervisor.socket()));
  }

  @Test
  void closingEndsTheChildAndTakesTheLinkDown() throws IOException {
    start(FakeDecoy.GOOD);
    await().until(() -> supervisor.health().state() == DecoyHealth.State.UP);
    ProcessHandle child = ProcessHandle.of(supervisor.health().pid().orElseThrow()).orElseThrow();
    Path socket = supervisor.socket();
    supervisor.close();
    supervisor = null;
    assertThat(child.isAlive()).isFalse();
    assertThat(link).containsExactly(true, false);
    assertThat(socket.getParent()).doesNotExist();
    assertThat(told(EventType.DECOY_PLANE_LOST)).isEmpty();
  }

  @Test
  void aChildThatCannotBeStartedIsTold() throws IOException {
    supervisor =
        new DecoySupervisor(
            ChildStarter.of(new DecoyProgram(List.of(FAKE), "no.such.Main")),
            "none",
            link::add,
            Timing.DEFAULT,
            events,
            this);
    supervisor.start();
    await().until(() -> supervisor.health().starts() >= 3);
    assertThat(told(EventType.DECOY_PLANE_LOST))
        .as("told once, though it fails again and again")
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.details()).containsEntry("reason", "it ended with exit code 1"));
    assertThat(told(EventType.DECOY_PLANE_UP)).isEmpty();
    assertThat(supervisor.health().problem()).isPresent();
  }

  @Test
  void aLinkThatCannotBeSwitchedIsToldAndTheChildRuns() throws IOException {
    supervisor =
        new DecoySupervisor(
            ChildStarter.of(new DecoyProgram(List.of(FAKE), FakeDecoy.class.getName())),
            FakeDecoy.GOOD,
            LinkSwitch.of("no-such-link"),
            Timing.DEFAULT,
            events,
            this);
    supervisor.start();
    await().until(() -> supervisor.health().state() == DecoyHealth.State.UP);
    assertThat(told(EventType.DECOY_PLANE_COMPLAINT).get(0).details().get("reason").toString())
        .startsWith("its link cannot be taken up: ip link: ");
  }

  @Test
  void theChildDiesWithAControllerThatIsKilled() throws IOException {
    assumeThat(Files.isDirectory(FAKE)).isTrue();
    Process controller =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SupervisorProcess.class.getName(),
                FAKE.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(controller.getInputStream()))) {
      String line = out.readLine();
      while (line != null && !line.startsWith("child ")) {
        line = out.readLine();
      }
      assertThat(line).isNotNull();
      long child = Long.parseLong(line.substring("child ".length()));
      assertThat(ProcessHandle.of(child)).isPresent();
      controller.destroyForcibly();
      await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
    } finally {
      controller.destroyForcibly();
    }
  }
}
