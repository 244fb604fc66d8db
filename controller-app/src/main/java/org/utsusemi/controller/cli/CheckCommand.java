package org.utsusemi.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
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
import picocli.CommandLine.Parameters;

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
  @Parameters(paramLabel = "SITE.yaml")
  private Path file;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "only this plant state (default: all)")
  private String onlyState;

  @Option(names = "--rules", description = "print each rule, with why and where it comes from")
  private boolean everyRule;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SiteFile.Result result = SiteFile.read(file);
    if (result.site().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      result.problems().forEach(err::println);
      int count = result.problems().size();
      err.println(file + ": " + count + (count == 1 ? " problem" : " problems"));
      return 1;
    }
    Site site = result.site().get();
    if (onlyState != null && !site.plantStates().containsKey(onlyState)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "no plant state "
              + onlyState
              + " in "
              + file
              + "; it has "
              + String.join(", ", site.plantStates().keySet()));
    }
    out.println("site " + site.name() + ": no problem");
    result.notices().forEach(notice -> out.println("  note: " + notice));
    for (PlantState state : site.plantStates().values()) {
      if (onlyState == null || onlyState.equals(state.name())) {
        print(site, state, out);
      }
    }
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
