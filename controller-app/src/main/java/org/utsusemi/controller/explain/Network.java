package org.utsusemi.controller.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleSet;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Link;
import org.utsusemi.topology.model.Site;

/** A site's switches, each with its flow tables, joined by the site's links. */
public final class Network {
  private static final int MOST_HOPS = 64;

  private final Map<String, RuleSet> rules;
  private final Map<PortRef, PortRef> cables = new HashMap<>();

  /**
   * @param rules by switch name
   */
  public Network(Site site, Map<String, RuleSet> rules) {
    this.rules = Map.copyOf(rules);
    for (Link link : site.links()) {
      cables.put(link.a(), link.b());
      cables.put(link.b(), link.a());
    }
  }

  /**
   * Follows a frame that goes in by a port.
   *
   * @throws IllegalStateException when the rules contradict each other or send it in a circle: no
   *     planned rules do
   */
  public Way send(PortRef in, Frame frame) {
    List<Way.Hop> hops = new ArrayList<>();
    List<Way.Arrival> arrivals = new ArrayList<>();
    forward(in, frame, hops, arrivals);
    return new Way(hops, arrivals);
  }

  private void forward(PortRef in, Frame frame, List<Way.Hop> hops, List<Way.Arrival> arrivals) {
    if (hops.size() >= MOST_HOPS) {
      throw new IllegalStateException("a frame turns in a circle at " + in + ": " + frame);
    }
    List<Way.Step> steps = new ArrayList<>();
    List<Way.Arrival> out = pipeline(in, frame, steps);
    hops.add(new Way.Hop(in, frame, steps));
    for (Way.Arrival one : out) {
      PortRef far = cables.get(one.port());
      if (far == null) {
        arrivals.add(one);
      } else {
        forward(far, one.frame(), hops, arrivals);
      }
    }
  }

  private List<Way.Arrival> pipeline(PortRef in, Frame frame, List<Way.Step> steps) {
    List<Way.Arrival> out = new ArrayList<>();
    Optional<FlowTable> table = Optional.of(FlowTable.INGRESS);
    Frame now = frame;
    while (table.isPresent()) {
      FlowTable here = table.get();
      Optional<Rule> rule = best(in, here, now);
      steps.add(new Way.Step(here, rule));
      if (rule.isEmpty()) {
        return out;
      }
      for (Action action : rule.get().body().actions()) {
        if (action instanceof Action.Output output) {
          // OpenFlow 1.3.5, 5.12: a packet is not sent out of the port it came in by
          if (output.port() != in.port()) {
            out.add(new Way.Arrival(new PortRef(in.switchName(), output.port()), now));
          }
        } else {
          now = now.apply(action);
        }
      }
      table = rule.get().body().next();
      if (table.isPresent() && table.get().id() <= here.id()) {
        throw new IllegalStateException(rule.get() + " goes backwards");
      }
    }
    return out;
  }

  private Optional<Rule> best(PortRef in, FlowTable table, Frame frame) {
    List<Rule> hits =
        rules.get(in.switchName()).byKey().values().stream()
            .filter(rule -> rule.key().table() == table)
            .filter(rule -> frame.isCoveredBy(rule.key().match(), in.port()))
            .sorted(Comparator.comparing((Rule rule) -> rule.key().priority()).reversed())
            .toList();
    if (hits.size() > 1
        && hits.get(0).key().priority() == hits.get(1).key().priority()
        && !hits.get(0).body().equals(hits.get(1).body())) {
      throw new IllegalStateException("two rules of one priority, two fates: " + hits);
    }
    return hits.stream().findFirst();
  }
}
