package org.utsusemi.controller.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleSet;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.SiteFile;
import org.utsusemi.topology.zone.Zone;
import org.utsusemi.topology.zone.Zoning;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says everything that is wrong with a site file; when nothing is, what would come of it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks a site file: every problem at once, with its line; or its zones, what is tagged out"
            + " and why, and the rules per switch.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no problem", "1:problems found", "2:wrong usage"})
public final class CheckCommand implements Subcommand {
  @CommandLine.Mixin private SiteAsked asked;

  @Option(names = "--rules", description = "print each rule, with why and where it comes from")
  private boolean everyRule;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SiteFile.Result result = asked.read();
    if (result.site().isEmpty()) {
      return 1;
    }
    Site site = result.site().get();
    out.println("site " + site.name() + ": no problem");
    result.notices().forEach(notice -> out.println("  note: " + notice));
    asked.states(site).forEach(state -> print(site, state, out));
    return 0;
  }

  private void print(Site site, PlantState state, PrintWriter out) {
    out.println();
    out.println("plant state " + state.name() + (state.initial() ? " (initial)" : ""));
    Zoning zoning = Zoning.of(site, state.name());
    for (Zone zone : zoning.zones()) {
      out.println(
          "  zone "
              + zone.number()
              + ": "
              + String.join(", ", zone.devices())
              + "  (conduits: "
              + String.join(", ", zone.conduits())
              + ")");
    }
    zoning
        .tagOuts()
        .values()
        .forEach(
            tagOut -> out.println("  tagged out: " + tagOut.device() + ": " + tagOut.reason()));
    List<Conduit> permitted = site.conduitsIn(state.name());
    new Planner(site).plan(permitted, Map.of()).forEach((name, rules) -> print(name, rules, out));
  }

  private void print(String switchName, RuleSet rules, PrintWriter out) {
    out.println("  switch " + switchName + ": " + rules.size() + " rules");
    if (everyRule) {
      for (Rule rule : rules.byKey().values()) {
        out.println("    " + rule + "  # " + rule.why() + " (" + rule.at() + ")");
      }
    }
  }
}
