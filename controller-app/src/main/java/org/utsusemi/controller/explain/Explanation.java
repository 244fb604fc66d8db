package org.utsusemi.controller.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;

/** A way, in words. */
public final class Explanation {
  private final Site site;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Site site) {
    this.site = site;
  }

  /**
   * Tells each table with the rule that counted and the line of the site file that made it; at last
   * where the frame ends.
   */
  public static List<String> of(Site site, Question question, Way way) {
    Explanation explanation = new Explanation(site);
    explanation.lines.add("packet   " + question.frame());
    way.hops().forEach(explanation::hop);
    explanation.end(way);
    return List.copyOf(explanation.lines);
  }

  private void hop(Way.Hop hop) {
    lines.add("switch " + hop.in().switchName() + ", in by port " + hop.in().port());
    for (Way.Step step : hop.steps()) {
      String name = step.table().id() + " " + step.table().name().toLowerCase(Locale.ROOT);
      lines.add(
          String.format(
              Locale.ROOT,
              "  table %-11s %s",
              name,
              step.rule().map(Explanation::told).orElse("no rule: dropped")));
      step.rule().ifPresent(rule -> lines.add("    " + rule));
    }
  }

  private static String told(Rule rule) {
    return rule.why() + "  (" + rule.at() + ")";
  }

  private void end(Way way) {
    if (way.arrivals().isEmpty()) {
      lines.add("=> dropped: nobody sees it");
    }
    way.arrivals().forEach(arrival -> lines.add("=> " + arrived(arrival)));
  }

  private String arrived(Way.Arrival arrival) {
    PortRef port = arrival.port();
    boolean decoyPort =
        site.switches().get(port.switchName()).decoyPort().stream()
            .anyMatch(number -> number == port.port());
    if (decoyPort) {
      return "steered to the decoy port " + port + mark(arrival) + "; no real device sees it";
    }
    Optional<Device> device =
        site.devices().values().stream().filter(d -> d.port().equals(port)).findFirst();
    return device
        .map(d -> "delivered to " + d.name() + " (" + d.ip() + ") at " + port)
        .orElse("out of port " + port + ", where the site file knows no device");
  }

  private String mark(Way.Arrival arrival) {
    if (arrival.frame().tags().isEmpty()) {
      return "";
    }
    int mark = arrival.frame().tags().get(0).vid();
    String socket =
        site.markPlan().portOf(mark).map(port -> " (came in by " + port + ")").orElse("");
    return ", mark " + mark + socket + ": answered as " + victim(arrival);
  }

  private String victim(Way.Arrival arrival) {
    Optional<Ipv4Address> target =
        arrival.frame().target().filter(address -> !address.equals(Ipv4Address.ANY));
    if (target.isEmpty()) {
      return "nobody: it is recorded";
    }
    return site.devices().values().stream()
        .filter(device -> device.ip().equals(target.get()))
        .findFirst()
        .map(device -> device.name() + " would")
        .orElse("the clone at " + target.get() + " would, if there is one");
  }
}
