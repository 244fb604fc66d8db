package org.utsusemi.controller.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.utsusemi.controller.decoy.DecoyProgram;
import org.utsusemi.controller.decoy.DecoySupervisor;
import org.utsusemi.controller.decoy.PlaneListener;
import org.utsusemi.controller.event.EventLog;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.controller.incident.IncidentBook;
import org.utsusemi.controller.incident.Limits;
import org.utsusemi.controller.openflow.OpenFlowServer;
import org.utsusemi.controller.plant.Plant;
import org.utsusemi.controller.plant.PlantMemory;
import org.utsusemi.controller.plant.PlantViews;
import org.utsusemi.controller.plant.Proof;
import org.utsusemi.controller.rest.RestRooms;
import org.utsusemi.controller.rest.RestServer;
import org.utsusemi.controller.world.AddressBookKey;
import org.utsusemi.controller.world.WorldViews;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.plane.PlaneStatus;
import org.utsusemi.topology.plane.Touch;

/** One site, running: every part of the controller, started in order and stopped in reverse. */
final class RunningSite implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningSite.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Site site;

  private RunningSite(Site site) {
    this.site = site;
  }

  /**
   * Starts all of it.
   *
   * @throws IOException when a part could not be started; those before it are stopped again
   */
  static RunningSite start(Site site, String version) throws IOException {
    RunningSite running = new RunningSite(site);
    try {
      running.startParts(version);
      return running;
    } catch (IOException | RuntimeException e) {
      running.close();
      throw e;
    }
  }

  private void startParts(String version) throws IOException {
    InstantSource clock = InstantSource.system();
    DataDirectory data = part(DataDirectory.take(site.controller().data()));
    EventLog events = part(EventLog.in(data.path(), clock));
    WorldViews worlds = new WorldViews(site, AddressBookKey.in(data.path()));
    IncidentBook incidents = new IncidentBook(site, site.markPlan(), Limits.DEFAULT, events);
    DecoySupervisor decoys =
        part(
            DecoySupervisor.start(
                DecoyProgram.self(Main.class.getName()),
                site.decoyInterface(),
                events,
                recording(incidents, clock)));
    Reporter reporter =
        new Reporter(
            events, (plantState, permitted) -> decoys.publish(worlds.of(plantState, permitted)));
    Plant plant = part(new Plant(site, new PlantMemory(data.path()), reporter, clock));
    PlantViews views = new PlantViews(site, plant, clock);
    plant.start();
    RestRooms rooms =
        new RestRooms(
            plant,
            views,
            views,
            new Proof(site, plant, clock),
            plant,
            decoys::health,
            incidents,
            events,
            clock);
    part(RestServer.start(site.controller().rest(), rooms));
    part(new OpenFlowServer(site.controller().openflow(), plant)).start();
    events.publish(EventType.CONTROLLER_STARTED, site.name(), Map.of("version", version));
    parts.push(plant::stopping);
    parts.push(() -> events.publish(EventType.CONTROLLER_STOPPED, site.name(), Map.of()));
  }

  /** Where the page is. */
  String pageAddress() {
    InetSocketAddress rest = site.controller().rest();
    return "http://" + rest.getHostString() + ":" + rest.getPort() + "/";
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.warn("a part did not stop in order", e);
      }
    }
  }

  private <T extends AutoCloseable> T part(T part) {
    parts.push(part);
    return part;
  }

  private static PlaneListener recording(IncidentBook incidents, InstantSource clock) {
    return new PlaneListener() {
      @Override
      public void touches(List<Touch> touches) {
        incidents.record(touches, clock.instant());
      }

      @Override
      public void status(PlaneStatus status) {
        // the supervisor keeps the last one for the views
      }
    };
  }
}
