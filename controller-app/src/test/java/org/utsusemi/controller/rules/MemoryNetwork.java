package org.utsusemi.controller.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Site;

/** The site's switches in memory, each with its flow tables, joined by the site's links. */
final class MemoryNetwork {
  private static final int MOST_HOPS = 32;

  private final Map<String, RuleSet> rules;
  private final Map<PortRef, PortRef> cables = new HashMap<>();

  /** A frame that left the switches: at an access port or a decoy port. */
  record Arrival(PortRef port, Frame frame) {}

  MemoryNetwork(Site site, String plantState) {
    this(site, plantState, Map.of());
  }

  MemoryNetwork(Site site, String plantState, Map<String, Set<Integer>> livePorts) {
    rules = new Planner(site).plan(site.conduitsIn(plantState), livePorts);
    for (Link link : site.links()) {
      cables.put(link.a(), link.b());
      cables.put(link.b(), link.a());
    }
  }

  /** Where a frame comes out that goes in by a port. */
  List<Arrival> send(PortRef in, Frame frame) {
    List<Arrival> arrivals = new ArrayList<>();
    forward(in, frame, 0, arrivals);
    return arrivals;
  }

  private void forward(PortRef in, Frame frame, int hops, List<Arrival> arrivals) {
    if (hops > MOST_HOPS) {
      throw new AssertionError("a frame turns in a circle at " + in + ": " + frame);
    }
    for (Arrival out : pipeline(in, frame)) {
      PortRef far = cables.get(out.port);
      if (far == null) {
        arrivals.add(out);
      } else {
        forward(far, out.frame, hops + 1, arrivals);
      }
    }
  }

  private List<Arrival> pipeline(PortRef in, Frame frame) {
    List<Arrival> out = new ArrayList<>();
    Optional<FlowTable> table = Optional.of(FlowTable.INGRESS);
    Frame now = frame;
    while (table.isPresent()) {
      Optional<Rule> rule = best(in, table.get(), now);
      if (rule.isEmpty()) {
        return out;
      }
      for (Action action : rule.get().body().actions()) {
        if (action instanceof Action.Output output) {
          // OpenFlow 1.3.5, 5.12: a packet is not sent out of the port it came in by
          if (output.port() != in.port()) {
            out.add(new Arrival(new PortRef(in.switchName(), output.port()), now));
          }
        } else {
          now = now.apply(action);
        }
      }
      FlowTable here = table.get();
      table = rule.get().body().next();
      table.ifPresent(
          next -> {
            if (next.id() <= here.id()) {
              throw new AssertionError(rule.get() + " goes backwards");
            }
          });
    }
    return out;
  }

  private Optional<Rule> best(PortRef in, FlowTable table, Frame frame) {
    List<Rule> hits =
        rules.get(in.switchName()).byKey().values().stream()
            .filter(rule -> rule.key().table() == table)
            .filter(rule -> hits(rule.key().match(), in.port(), frame))
            .sorted(Comparator.comparing((Rule rule) -> rule.key().priority()).reversed())
            .toList();
    if (hits.size() > 1
        && hits.get(0).key().priority() == hits.get(1).key().priority()
        && !hits.get(0).body().equals(hits.get(1).body())) {
      throw new AssertionError("two rules of one priority, two fates: " + hits);
    }
    return hits.stream().findFirst();
  }

  private static boolean hits(Match match, int inPort, Frame frame) {
    return match.fields().entrySet().stream()
        .allMatch(
            wanted -> {
              Long value = frame.value(wanted.getKey(), inPort);
              Match.Bits bits = wanted.getValue();
              return value != null && (value & bits.mask()) == bits.value();
            });
  }
}
