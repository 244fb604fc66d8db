package org.utsusemi.controller.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.utsusemi.controller.rest.view.FlowsView;
import org.utsusemi.controller.rest.view.SwitchView;

/** What the plant is made of: zones, devices, switches, rules, decoy planes, and its health. */
final class PlantRoutes {
  private final RestRooms rooms;

  PlantRoutes(RestRooms rooms) {
    this.rooms = rooms;
  }

  void zones(Context ctx) {
    Optional<String> asked = Query.of(ctx, "state").text("state");
    asked.ifPresent(
        state -> PlantStateRoutes.requireState(state, rooms.plantStates().current().states()));
    Json.answer(
        ctx, rooms.plant().zones(asked.orElseGet(() -> rooms.plantStates().current().state())));
  }

  void devices(Context ctx) {
    Query.of(ctx);
    Json.answer(ctx, rooms.plant().devices());
  }

  /** All of them. */
  record Switches(List<SwitchView> switches) {}

  void switches(Context ctx) {
    Query.of(ctx);
    Json.answer(ctx, new Switches(rooms.switches().switches()));
  }

  /** Of one switch or all. */
  record Flows(List<FlowsView> switches) {}

  void flows(Context ctx) {
    Optional<String> asked = Query.of(ctx, "switch").text("switch");
    List<String> names =
        asked
            .map(List::of)
            .orElseGet(() -> rooms.switches().switches().stream().map(SwitchView::name).toList());
    Json.answer(ctx, new Flows(names.stream().map(this::flowsOf).toList()));
  }

  private FlowsView flowsOf(String name) {
    return rooms
        .switches()
        .flows(name)
        .orElseThrow(() -> Problem.of(Problem.Type.NOT_FOUND, "no switch " + name).asException());
  }

  void verification(Context ctx) {
    Query.of(ctx);
    Json.answer(
        ctx,
        rooms
            .verification()
            .verify()
            .orElseThrow(
                () ->
                    Problem.of(Problem.Type.BUSY, "a verification is under way already")
                        .asException()));
  }

  void decoys(Context ctx) {
    Query.of(ctx);
    Json.answer(ctx, DecoyJson.of(rooms.decoy().get()));
  }

  void healthz(Context ctx) {
    Query.of(ctx);
    Health health = Health.of(rooms);
    Json.answer(ctx.status(health.isOk() ? 200 : 503), health);
  }

  void metrics(Context ctx) {
    Query.of(ctx);
    ctx.contentType(PrometheusText.MEDIA_TYPE).result(Metrics.text(rooms));
  }
}
