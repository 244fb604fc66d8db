package org.utsusemi.controller.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.controller.explain.Explanation;
import org.utsusemi.controller.explain.Network;
import org.utsusemi.controller.explain.PacketNotation;
import org.utsusemi.controller.explain.Question;
import org.utsusemi.controller.rules.Planner;
import org.utsusemi.topology.command.Subcommand;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.SiteFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a packet would go where it goes. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says where a packet would go and why: table by table, with the rule that counts and the line"
          + " of the site file that made it. Asks no switch: these are the rules that are planned.",
      "A PACKET is: " + PacketNotation.SHAPE + ".",
      "SENDER and TARGET are devices, or IP, IP/MAC, MAC. Example:",
      "  utsusemi explain site.yaml 'hmi1 > plc1 tcp 502'",
      "  utsusemi explain site.yaml '192.168.56.99 > plc1 tcp 502 at s1:7'"
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:explained", "1:the site file has problems", "2:wrong usage"})
public final class ExplainCommand implements Subcommand {
  @CommandLine.Mixin private SiteAsked asked;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PACKET",
      description = "one argument in quotes, or several words")
  private List<String> packet;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    SiteFile.Result result = asked.read();
    if (result.site().isEmpty()) {
      return 1;
    }
    Site site = result.site().get();
    PlantState plantState = asked.state(site).orElseGet(site::initialState);
    Question question;
    try {
      question = PacketNotation.parse(site, String.join(" ", packet));
    } catch (IllegalArgumentException e) {
      throw asked.usage("PACKET: " + e.getMessage());
    }
    Map<String, Set<Integer>> ports =
        Map.of(question.in().switchName(), Set.of(question.in().port()));
    Network network =
        new Network(site, new Planner(site).plan(site.conduitsIn(plantState.name()), ports));
    out.println("plant state " + plantState.name());
    Explanation.of(site, question, network.send(question.in(), question.frame()))
        .forEach(out::println);
    return 0;
  }
}
