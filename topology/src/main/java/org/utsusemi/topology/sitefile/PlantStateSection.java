package org.utsusemi.topology.sitefile;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.SourceRef;
import org.utsusemi.topology.model.Watchdog;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Located;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** {@code plant_states}, and {@code transitions} and {@code watchdog} between them. */
final class PlantStateSection {
  private final Reading reading;
  private Optional<SourceRef> initial = Optional.empty();
  private boolean initialUnread;

  PlantStateSection(Reading reading) {
    this.reading = reading;
  }

  Map<String, PlantState> read(Fields root) {
    Map<String, PlantState> states =
        root.required("plant_states", Sections.named(name -> state(name.value(), name.at())))
            .orElse(Map.of());
    boolean allRead = states.size() == reading.names().plantStates().size();
    if (!states.isEmpty() && allRead && initial.isEmpty() && !initialUnread) {
      root.problems()
          .add(
              root.valueAt("plant_states"),
              root.path("plant_states"),
              "no state is the initial one: add initial: true to one");
    }
    return states;
  }

  Map<String, Set<String>> transitions(Fields root) {
    reading.notInForce(root, "transitions");
    Shape<String> state = reading.names().plantState();
    Shape<Set<String>> following = Names.distinct(state.located().list()).map(this::values);
    return root.optional(
        "transitions",
        Shapes.map("a mapping of plant states, each to a list", state, from -> following),
        Map.of());
  }

  Optional<Watchdog> watchdog(Fields root) {
    reading.notInForce(root, "watchdog");
    return root.optional(
        "watchdog",
        Shapes.mapping(
            "a mapping such as { silent_for: 30s, then: emergency }",
            fields -> {
              Optional<Duration> silence = fields.required("silent_for", Shapes.duration());
              Optional<String> then = fields.required("then", reading.names().plantState());
              return silence.flatMap(
                  duration -> then.map(name -> new Watchdog(duration, name, fields.at())));
            }));
  }

  private Shape<PlantState> state(String name, SourceRef at) {
    return Shapes.mapping(
        "a mapping such as { conduits: [supervise, collect] }",
        fields -> {
          Optional<List<Located<String>>> conduits =
              fields.required(
                  "conduits", Names.distinct(reading.names().conduit().located().list()));
          Optional<Boolean> first = fields.optional("initial", Shapes.bool());
          initialUnread |= fields.has("initial") && first.isEmpty();
          if (first.orElse(false)) {
            checkOnlyInitial(fields);
          }
          return conduits.map(
              names -> new PlantState(name, values(names), first.orElse(false), at));
        });
  }

  private void checkOnlyInitial(Fields fields) {
    initial.ifPresentOrElse(
        other ->
            fields
                .problems()
                .add(
                    fields.valueAt("initial"),
                    fields.path("initial"),
                    "the state in line "
                        + other.line()
                        + " is the initial one: leave this out, or that"),
        () -> initial = fields.at("initial"));
  }

  private Set<String> values(List<Located<String>> names) {
    return names.stream().map(Located::value).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
