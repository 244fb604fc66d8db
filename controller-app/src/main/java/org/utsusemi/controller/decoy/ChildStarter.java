package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the child, with as few rights as may be, and ends it.
 *
 * @param user that it becomes; empty: it stays who we are
 */
record ChildStarter(DecoyProgram program, Optional<UnixUser> user) {
  private static final Logger LOG = LoggerFactory.getLogger(ChildStarter.class);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8");

  /** For whom we are and which users there are. */
  static ChildStarter of(DecoyProgram program) throws IOException {
    Optional<UnixUser> user =
        isRoot() ? UnixUser.choose(Files.readAllLines(Path.of("/etc/passwd"))) : Optional.empty();
    if (user.isEmpty()) {
      LOG.warn("the decoy plane keeps the controller's rights: only root can take them from it");
    }
    return new ChildStarter(program, user);
  }

  static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** To be called by a thread that lives at least as long as the child: it dies with it. */
  Process start(String networkInterface, RuntimeDirectory directory) throws IOException {
    List<Path> classPath =
        user.isPresent() ? directory.readable(program.classPath()) : program.classPath();
    ProcessBuilder builder =
        new ProcessBuilder(
            ChildCommand.of(
                user,
                JAVA,
                new DecoyProgram(classPath, program.mainClass()),
                networkInterface,
                directory.socket()));
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.directory(directory.path().toFile());
    builder.redirectErrorStream(true);
    Process child = builder.start();
    child.getOutputStream().close();
    OutputPump pump =
        new OutputPump(
            child.getInputStream(), line -> LOG.info("decoy: {}", line), System::nanoTime);
    Thread thread = new Thread(pump, "decoy-output");
    thread.setDaemon(true);
    thread.start();
    return child;
  }

  /** Asks it to go, and makes it go when it does not. */
  static void end(Process child) {
    child.destroy();
    try {
      if (!child.waitFor(500, TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      child.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
