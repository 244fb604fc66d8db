package org.utsusemi.controller.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.utsusemi.controller.incident.Evidence;
import org.utsusemi.controller.incident.Incident;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

/** Incidents and their evidence. */
final class IncidentRoutes {
  private static final int DEFAULT_LIMIT = 200;
  private static final int HIGHEST_LIMIT = 1000;

  private final RestRooms rooms;

  IncidentRoutes(RestRooms rooms) {
    this.rooms = rooms;
  }

  /**
   * The incidents last heard of.
   *
   * @param total how many there are
   */
  record Incidents(int total, List<Incident> incidents) {}

  void list(Context ctx) {
    int limit =
        Query.of(ctx, "limit")
            .number("limit", HIGHEST_LIMIT)
            .map(Math::toIntExact)
            .orElse(DEFAULT_LIMIT);
    List<Incident> all = rooms.incidents().incidents(rooms.clock().instant());
    Json.answer(ctx, new Incidents(all.size(), all.stream().limit(limit).toList()));
  }

  /** One with its touches. */
  record Detailed(@JsonUnwrapped Incident incident, List<TouchJson> evidence) {}

  /** See {@link Touch}. */
  record TouchJson(
      long number,
      Instant at,
      MacAddress sourceMac,
      Optional<Ipv4Address> sourceIp,
      MacAddress targetMac,
      Optional<Ipv4Address> targetIp,
      String target,
      String kind,
      String protocol,
      int sourcePort,
      int targetPort,
      boolean stateViolation,
      String summary,
      long count,
      int payloadBytes,
      String payloadSha256) {
    static TouchJson of(Evidence evidence) {
      Touch touch = evidence.touch();
      return new TouchJson(
          evidence.number(),
          touch.at(),
          touch.sourceMac(),
          touch.sourceIp(),
          touch.targetMac(),
          touch.targetIp(),
          touch.target(),
          touch.kind().name().toLowerCase(Locale.ROOT),
          touch.protocol(),
          touch.sourcePort(),
          touch.targetPort(),
          touch.stateViolation(),
          touch.summary(),
          touch.count(),
          touch.payload().length,
          evidence.sha256());
    }
  }

  void get(Context ctx) {
    Query.of(ctx);
    String id = ctx.pathParam("id");
    Incident incident =
        rooms.incidents().incident(id, rooms.clock().instant()).orElseThrow(() -> none(id));
    Json.answer(ctx, new Detailed(incident, evidence(id).stream().map(TouchJson::of).toList()));
  }

  void payload(Context ctx) {
    Query.of(ctx);
    String id = ctx.pathParam("id");
    long number = Query.number("touches/{n}", ctx.pathParam("n"), Long.MAX_VALUE);
    Evidence found =
        evidence(id).stream()
            .filter(evidence -> evidence.number() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.of(Problem.Type.NOT_FOUND, "touch " + number + " is not kept")
                        .asException());
    ctx.header("Content-Disposition", "attachment; filename=\"touch-" + number + ".bin\"")
        .contentType("application/octet-stream")
        .result(found.touch().payload());
  }

  private List<Evidence> evidence(String id) {
    return rooms.incidents().evidence(id).orElseThrow(() -> none(id));
  }

  private static ProblemException none(String id) {
    return Problem.of(Problem.Type.NOT_FOUND, "no incident " + id).asException();
  }
}
