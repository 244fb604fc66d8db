package org.utsusemi.controller.rest;

import static org.utsusemi.controller.incident.IncidentFixture.MARKS;
import static org.utsusemi.controller.incident.IncidentFixture.T0;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.controller.decoy.DecoyHealth;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.incident.IncidentBook;
import org.utsusemi.controller.incident.IncidentFixture;
import org.utsusemi.controller.incident.Limits;
import org.utsusemi.controller.rest.view.ChangeRefusedException;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rest.view.DevicesView;
import org.utsusemi.controller.rest.view.FlowsView;
import org.utsusemi.controller.rest.view.PlantQueries;
import org.utsusemi.controller.rest.view.PlantStateView;
import org.utsusemi.controller.rest.view.PlantStates;
import org.utsusemi.controller.rest.view.SwitchQueries;
import org.utsusemi.controller.rest.view.SwitchView;
import org.utsusemi.controller.rest.view.VerificationView;
import org.utsusemi.controller.rest.view.ZonesView;
import org.utsusemi.topology.address.Dpid;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.plane.PlaneStatus;

/** A controller without a plant. Its fields may be changed by a test. */
final class FakeRooms implements PlantStates, PlantQueries, SwitchQueries {
  static final ChangeResult CHANGED =
      new ChangeResult(
          "maintenance",
          "production",
          true,
          false,
          12,
          List.of(
              new ChangeResult.SwitchOutcome("s1", true, 3, 2, 1, true, List.of()),
              new ChangeResult.SwitchOutcome("s2", false, 0, 0, 0, false, List.of())),
          List.of("s2"),
          List.of("maintain"),
          List.of("maintain"),
          List.of("supervise"),
          false);

  final EventLog events = EventLog.inMemory(InstantSource.fixed(T0));
  final IncidentBook incidents =
      new IncidentBook(IncidentFixture.site(), MARKS, Limits.DEFAULT, events);
  final List<ChangeRequest> asked = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  ChangeResult result = CHANGED;
  Optional<ChangeRefusedException.Reason> refusal = Optional.empty();
  RuntimeException failure;
  boolean connected = true;
  Optional<VerificationView> verification =
      Optional.of(
          new VerificationView(
              "production",
              false,
              T0,
              191,
              List.of(
                  new VerificationView.Reading("s1", true, 40, Optional.empty()),
                  new VerificationView.Reading("s2", false, 31, Optional.of("not connected"))),
              List.of(
                  new VerificationView.FindingView(
                      "leak",
                      "a packet that no conduit permits reaches plc",
                      "s1:7",
                      "eth_type=0x800,ip_proto=6,tcp_dst=4711",
                      List.of("table=1,priority=600,tcp_dst=4711 actions=goto_table:3")))));
  DecoyHealth decoy =
      new DecoyHealth(
          "decoy0",
          DecoyHealth.State.UP,
          Optional.of(ProcessHandle.current().pid()),
          T0,
          2,
          Optional.of("0.1.0"),
          Optional.of(new PlaneStatus(4, 10, 9, 1, 6, 2, 0, 3, 5)),
          Optional.empty());

  RestRooms rooms() {
    return new RestRooms(
        this,
        this,
        this,
        () -> verification,
        () -> problems,
        () -> decoy,
        incidents,
        events,
        InstantSource.fixed(T0.plusSeconds(60)));
  }

  @Override
  public PlantStateView current() {
    if (failure != null) {
      throw failure;
    }
    return new PlantStateView(
        "production",
        T0,
        "shift lead",
        "start of shift",
        "production",
        List.of("production", "maintenance"),
        false,
        7,
        List.of("program"),
        List.of("s2"));
  }

  @Override
  public ChangeResult change(ChangeRequest request) throws ChangeRefusedException {
    asked.add(request);
    if (refusal.isPresent()) {
      throw new ChangeRefusedException(refusal.get(), "not now");
    }
    return result;
  }

  @Override
  public ZonesView zones(String plantState) {
    return new ZonesView(
        plantState,
        List.of(new ZonesView.ZoneView(1, List.of("hmi", "plc"), List.of("supervise"))),
        List.of(new ZonesView.TaggedOut("meter", "no conduit of " + plantState + " names it")));
  }

  @Override
  public DevicesView devices() {
    return new DevicesView(
        "production",
        List.of(
            new DevicesView.DeviceView(
                "plc",
                "plc",
                "control",
                IncidentFixture.PLC_IP,
                IncidentFixture.PLC_MAC,
                PortRef.parse("s1:2"),
                "WAGO",
                "750-880",
                "",
                true,
                false,
                Optional.of(1),
                Optional.empty())));
  }

  @Override
  public List<SwitchView> switches() {
    return List.of(
        new SwitchView(
            "s1",
            new Dpid(1),
            "enforce",
            connected,
            Optional.of(T0),
            Optional.of("127.0.0.1:50000"),
            Optional.of(20),
            List.of(1, 2, 20),
            40,
            1,
            Optional.of(T0),
            new SwitchView.FlowModCounts(40, 3, 2, 1, 5),
            Optional.empty()));
  }

  @Override
  public Optional<FlowsView> flows(String switchName) {
    return switchName.equals("s1")
        ? Optional.of(
            new FlowsView(
                "s1",
                true,
                Optional.of(T0),
                Optional.empty(),
                List.of(
                    new FlowsView.FlowView(
                        1,
                        500,
                        "eth_type=0x800",
                        "goto_table:3",
                        FlowsView.Status.INSTALLED,
                        Optional.of("conduit supervise"),
                        Optional.of("site.yaml:31:3"),
                        9,
                        900),
                    new FlowsView.FlowView(
                        -1,
                        -1,
                        "something",
                        "",
                        FlowsView.Status.FOREIGN,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        0))))
        : Optional.empty();
  }
}
