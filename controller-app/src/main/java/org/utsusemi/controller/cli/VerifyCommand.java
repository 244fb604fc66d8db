package org.utsusemi.controller.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.controller.verify.Finding;
import org.utsusemi.controller.verify.HeldRule;
import org.utsusemi.controller.verify.Verifier;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.SiteFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Proves that the planned rules do what the site file says. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Proves, for every packet there can be, that the rules planned for a site let pass just what"
            + " conduits permit and bring all else to a decoy port. What running switches hold is"
            + " verified by the controller: GET /api/v1/verification.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:proven", "1:not proven, or the site file has problems", "2:wrong usage"})
public final class VerifyCommand implements Subcommand {
  @CommandLine.Mixin private SiteAsked asked;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SiteFile.Result result = asked.read();
    if (result.site().isEmpty()) {
      return 1;
    }
    Site site = result.site().get();
    boolean proven = true;
    for (PlantState state : asked.states(site)) {
      proven &= isProven(site, state, out);
    }
    return proven ? 0 : 1;
  }

  private static boolean isProven(Site site, PlantState state, PrintWriter out) {
    List<Conduit> permitted = site.conduitsIn(state.name());
    Map<String, Set<Integer>> spare = new LinkedHashMap<>();
    // a socket in the wall that no device has: the last one with a mark
    site.markPlan()
        .blocks()
        .forEach(block -> spare.put(block.switchName(), Set.of(block.size() - 1)));
    Map<String, Collection<HeldRule>> rules = new LinkedHashMap<>();
    new Planner(site)
        .plan(permitted, spare)
        .forEach(
            (name, set) ->
                rules.put(name, set.byKey().values().stream().map(HeldRule::of).toList()));
    long begin = System.nanoTime();
    List<Finding> findings = new Verifier(site).verify(permitted, rules, spare);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    int count = rules.values().stream().mapToInt(Collection::size).sum();
    out.println(
        "plant state "
            + state.name()
            + ": "
            + (findings.isEmpty() ? "proven" : findings.size() + " findings")
            + " ("
            + permitted.size()
            + " conduits, "
            + count
            + " rules on "
            + rules.size()
            + " switches, "
            + millis
            + " ms)");
    findings.forEach(out::println);
    out.flush();
    return findings.isEmpty();
  }
}
