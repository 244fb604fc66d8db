package org.utsusemi.decoy.persona;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.topology.address.NumberRange;

/** What each port of one protocol does. */
public final class PortRules {
  /** What a port does. */
  public sealed interface Port {
    /** Takes what comes. {@code service}: what speaks there; empty: nothing does. */
    record Open(Optional<String> service, Manners manners) implements Port {
      /** Without limits of its own. */
      public Open(Optional<String> service) {
        this(service, Manners.NONE);
      }
    }

    record Closed() implements Port {}

    record Filtered() implements Port {}
  }

  /** What the ports of a range do. */
  public record Rule(NumberRange ports, Port port) {}

  private final Port others;
  private final TreeMap<Integer, Rule> byFirst = new TreeMap<>();

  /**
   * @param others what the ports do that no rule names
   * @param rules no port is in two of them
   */
  public PortRules(Port others, Collection<Rule> rules) {
    this.others = others;
    rules.forEach(rule -> byFirst.put(rule.ports().first(), rule));
  }

  /** The rules, in the order of their ports. */
  public Collection<Rule> rules() {
    return java.util.Collections.unmodifiableCollection(byFirst.values());
  }

  /** What a port does, 0–65535. */
  public Port at(int port) {
    Map.Entry<Integer, Rule> rule = byFirst.floorEntry(port);
    return rule != null && rule.getValue().ports().contains(port) ? rule.getValue().port() : others;
  }

  @Override
  public String toString() {
    return byFirst.values() + ", others " + others;
  }
}
