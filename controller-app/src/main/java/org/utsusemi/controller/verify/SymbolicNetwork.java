package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Site;

/** Switches with their rules, joined by cables; follows all packets that come in by a port. */
final class SymbolicNetwork {
  private static final Comparator<Entry> FIRST_COUNTS =
      Comparator.comparingInt(Entry::priority).reversed();

  /** More than a frame takes on the longest way without a circle. */
  private final int mostHops;

  private record TableOf(String switchName, FlowTable table) {}

  /** A rule and what it matches. */
  private record Entry(HeldRule rule, Cube cube) {
    int priority() {
      return rule.key().priority();
    }
  }

  private final Map<TableOf, List<Entry>> tables = new HashMap<>();
  private final Map<PortRef, PortRef> cables = new HashMap<>();

  /**
   * @param rules by switch name; a switch without any drops all
   */
  SymbolicNetwork(Site site, Map<String, ? extends Collection<HeldRule>> rules) {
    mostHops = 2 * site.switches().size() + 2;
    rules.forEach(
        (name, held) ->
            held.forEach(
                rule ->
                    tables
                        .computeIfAbsent(
                            new TableOf(name, rule.key().table()), key -> new ArrayList<>())
                        .add(new Entry(rule, Cube.of(rule.key().match())))));
    tables.values().forEach(list -> list.sort(FIRST_COUNTS));
    for (Link link : site.links()) {
      cables.put(link.a(), link.b());
      cables.put(link.b(), link.a());
    }
  }

  /** Where some packets are: what became of them at this switch, and what is still to be done. */
  private record Place(PortRef in, FlowTable table, int hops, List<String> rules, Rest rest) {
    Place decidedBy(String rule) {
      List<String> more = new ArrayList<>(rules);
      more.add(rule);
      return new Place(in, table, hops, more, rest);
    }

    Place with(Rest more) {
      return new Place(in, table, hops, rules, more);
    }

    Place to(FlowTable next) {
      return new Place(in, next, hops, rules, rest);
    }
  }

  /** Copies that are still to leave a switch, and those that have left the network. */
  private record Rest(List<Pending> pending, List<Fate.Exit> exits) {
    static final Rest NOTHING = new Rest(List.of(), List.of());

    Rest alsoOut(PortRef port, Flight flight, int hops) {
      List<Pending> more = new ArrayList<>(pending);
      more.add(new Pending(port, flight, hops));
      return new Rest(more, exits);
    }

    Rest afterTheFirst() {
      return new Rest(pending.subList(1, pending.size()), exits);
    }

    Rest hasLeft(Fate.Exit exit) {
      List<Fate.Exit> more = new ArrayList<>(exits);
      more.add(exit);
      return new Rest(pending, more);
    }
  }

  private record Pending(PortRef out, Flight flight, int hops) {}

  /**
   * Follows all packets that come in by a port. Every one of them is in just one of the fates.
   *
   * @throws UnprovableException when a rule does what cannot be followed, or packets turn in a
   *     circle
   */
  void send(PortRef in, Consumer<Fate> fates) {
    Place start = new Place(in, FlowTable.INGRESS, 0, List.of(), Rest.NOTHING);
    table(start, Flight.begin(in.port()), fates);
  }

  private void table(Place place, Flight flight, Consumer<Fate> fates) {
    List<Cube> taken = new ArrayList<>();
    List<Entry> rules =
        tables.getOrDefault(new TableOf(place.in().switchName(), place.table()), List.of());
    for (int i = 0; i < rules.size(); i++) {
      Entry rule = rules.get(i);
      Optional<Cube> covered = flight.preimage(rule.cube());
      Optional<Region> mine =
          covered
              .flatMap(flight.origin()::and)
              .map(region -> region.minus(taken))
              .filter(region -> region.witness().isPresent());
      if (mine.isPresent()) {
        requireOneFate(rules, i, flight);
        body(place, rule.rule(), flight.from(mine.get()), fates);
      }
      covered.ifPresent(taken::add);
    }
    Region none = flight.origin().minus(taken);
    if (none.witness().isPresent()) {
      String last = "no rule in table " + place.table().id() + " of " + place.in().switchName();
      next(none, place.decidedBy(last), fates);
    }
  }

  /** OpenFlow leaves open which of two rules of one priority counts. */
  private static void requireOneFate(List<Entry> rules, int i, Flight flight) {
    Entry one = rules.get(i);
    for (int j = i + 1; j < rules.size(); j++) {
      Entry other = rules.get(j);
      if (other.priority() != one.priority()) {
        return;
      }
      boolean differ = !other.rule().body().equals(one.rule().body());
      if (differ
          && flight
              .preimage(one.cube())
              .flatMap(flight.origin()::and)
              .flatMap(both -> flight.preimage(other.cube()).flatMap(both::and))
              .flatMap(Region::witness)
              .isPresent()) {
        throw new UnprovableException(
            "two rules of one priority cover the same packets: "
                + one.rule().told()
                + " and "
                + other.rule().told());
      }
    }
  }

  private void body(Place place, HeldRule rule, Flight flight, Consumer<Fate> fates) {
    Flight now = flight;
    Rest rest = place.rest();
    for (Action action : rule.body().actions()) {
      if (action instanceof Action.Output output) {
        // OpenFlow 1.3.5, 5.12: a packet is not sent out of the port it came in by
        if (output.port() != place.in().port()) {
          PortRef port = new PortRef(place.in().switchName(), output.port());
          rest = rest.alsoOut(port, now, place.hops());
        }
      } else {
        now = now.apply(action);
      }
    }
    Place here = place.decidedBy(rule.told()).with(rest);
    Optional<FlowTable> next = rule.body().next();
    if (next.isEmpty()) {
      next(now.origin(), here, fates);
    } else if (next.get().id() > place.table().id()) {
      table(here.to(next.get()), now, fates);
    } else {
      throw new UnprovableException("a rule goes backwards: " + rule.told());
    }
  }

  /** These packets are through with a switch: the next copy of them goes on. */
  private void next(Region origin, Place place, Consumer<Fate> fates) {
    if (place.rest().pending().isEmpty()) {
      fates.accept(new Fate(origin, place.rest().exits(), place.rules()));
      return;
    }
    Pending first = place.rest().pending().get(0);
    Rest others = place.rest().afterTheFirst();
    PortRef far = cables.get(first.out());
    if (far == null) {
      Fate.Exit exit = new Fate.Exit(first.out(), first.flight().from(origin));
      next(origin, place.with(others.hasLeft(exit)), fates);
      return;
    }
    if (first.hops() >= mostHops) {
      throw new UnprovableException(
          "packets turn in a circle at " + far + ": " + String.join(", then ", place.rules()));
    }
    Place there = new Place(far, FlowTable.INGRESS, first.hops() + 1, place.rules(), others);
    table(there, first.flight().from(origin).at(far.port()), fates);
  }
}
