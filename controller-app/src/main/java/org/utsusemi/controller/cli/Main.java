package org.utsusemi.controller.cli;

import java.util.ServiceLoader;
import org.utsusemi.topology.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the program: finds the subcommands that the modules bring, and runs one. */
@Command(
    name = "utsusemi",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Dynamic zones and decoys for industrial control networks.",
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  private static final int COULD_NOT = 3;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine program = new CommandLine(new Main());
    ServiceLoader.load(Subcommand.class).forEach(program::addSubcommand);
    program.setExecutionExceptionHandler(
        (fault, command, parsed) -> {
          command.getErr().println("utsusemi " + command.getCommandName() + ": " + fault);
          fault.printStackTrace(command.getErr());
          return COULD_NOT;
        });
    return program;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a COMMAND is missing");
  }
}
