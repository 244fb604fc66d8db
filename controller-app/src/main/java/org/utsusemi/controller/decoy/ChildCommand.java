package org.utsusemi.controller.decoy;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The command line of the child. Pure. */
final class ChildCommand {
  /** Sized so that the child stays near 100 MB resident. */
  private static final List<String> MEMORY =
      List.of(
          "-Xms8m",
          "-Xmx64m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:MaxMetaspaceSize=64m",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:MaxDirectMemorySize=16m",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError");

  private ChildCommand() {}

  /**
   * @param user to run as; empty: as who we are, because we may not become anybody else
   * @param java the {@code java} executable
   */
  static List<String> of(
      Optional<UnixUser> user,
      Path java,
      DecoyProgram program,
      String networkInterface,
      Path socket) {
    List<String> command = new ArrayList<>();
    command.add("setpriv");
    user.ifPresent(
        u ->
            command.addAll(
                List.of(
                    "--reuid=" + u.uid(),
                    "--regid=" + u.gid(),
                    "--clear-groups",
                    "--inh-caps=-all,+net_raw",
                    "--ambient-caps=-all,+net_raw",
                    "--bounding-set=-all,+net_raw")));
    command.add("--no-new-privs");
    // a controller that is killed cannot end its child: two decoy planes would answer after a
    // restart
    command.add("--pdeathsig=KILL");
    command.add(java.toString());
    command.addAll(MEMORY);
    command.add("-cp");
    command.add(
        program.classPath().stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.addAll(
        List.of(
            program.mainClass(),
            "decoy",
            "--interface",
            networkInterface,
            "--control",
            socket.toString()));
    return command;
  }
}
