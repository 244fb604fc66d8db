package org.utsusemi.controller.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.topology.mark.MarkPlan;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.path.Paths;

/** Works out which rules the switches of a site should hold. Pure: the same in, the same out. */
public final class Planner {
  private final Site site;
  private final Paths paths;
  private final MarkPlan marks;

  public Planner(Site site) {
    this.site = site;
    this.paths = Paths.of(site);
    this.marks = site.markPlan();
  }

  /**
   * The rules of every switch while just these conduits are permitted.
   *
   * @param permitted conduits of the site
   * @param livePorts by switch name, ports that the switch says it has; those that the site file
   *     names are known without
   */
  public Map<String, RuleSet> plan(List<Conduit> permitted, Map<String, Set<Integer>> livePorts) {
    Map<String, RuleSet> rules = new LinkedHashMap<>();
    for (Switch self : site.switches().values()) {
      Set<Integer> ports = livePorts.getOrDefault(self.name(), Set.of());
      SwitchPlan plan = SwitchPlan.of(site, self, paths, marks, ports);
      RuleSet set = new RuleSet();
      IngressRules.add(plan, set);
      ConduitRules.add(plan, permitted, set);
      SteerRules.add(plan, set);
      DeliveryRules.add(plan, permitted, set);
      rules.put(self.name(), set);
    }
    return rules;
  }

  /**
   * Whether a rule is one that drops what comes tagged to an access port; its match names the port.
   */
  public static boolean dropsTagged(RuleKey key) {
    return key.table() == FlowTable.INGRESS && key.priority() == IngressRules.ACCESS_TAGGED;
  }
}
