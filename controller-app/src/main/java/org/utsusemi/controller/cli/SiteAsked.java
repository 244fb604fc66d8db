package org.utsusemi.controller.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.utsusemi.topology.model.PlantState;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.sitefile.SiteFile;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The site file that a command is about, and perhaps one of its plant states. */
final class SiteAsked {
  @Parameters(index = "0", paramLabel = "SITE.yaml")
  private Path file;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "the plant state (default: all; of explain the initial one)")
  private String state;

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  /**
   * Reads the file; what is wrong with it is told.
   *
   * @return whose site is empty when something is
   * @throws CommandLine.ParameterException when the site does not have the state
   */
  SiteFile.Result read() {
    SiteFile.Result result = SiteFile.read(file);
    if (result.site().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      result.problems().forEach(err::println);
      int count = result.problems().size();
      err.println(file + ": " + count + (count == 1 ? " problem" : " problems"));
    } else if (state != null && !result.site().get().plantStates().containsKey(state)) {
      throw usage(
          "no plant state "
              + state
              + " in "
              + file
              + "; it has "
              + String.join(", ", result.site().get().plantStates().keySet()));
    }
    return result;
  }

  /** The state that was asked for; empty: none in particular. */
  Optional<PlantState> state(Site site) {
    return Optional.ofNullable(state).map(site.plantStates()::get);
  }

  /** The state that was asked for, or all. */
  List<PlantState> states(Site site) {
    return state(site).map(List::of).orElseGet(() -> List.copyOf(site.plantStates().values()));
  }

  CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }
}
