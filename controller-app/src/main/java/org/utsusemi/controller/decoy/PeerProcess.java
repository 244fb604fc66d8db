package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which process is at the other end of a Unix-domain socket. Java's {@code SO_PEERCRED} says
 * only which user, and {@code nobody} is many. The kernel's list of sockets says which socket is
 * connected with ours; /proc says whose it is.
 */
final class PeerProcess {
  /** As {@code ss -xnHO} prints a connection: … PATH INODE * PEER-INODE. */
  private static final Pattern INODES = Pattern.compile("\\s(\\d+)\\s+\\*\\s+(\\d+)\\s*$");

  private static final String SOCKET = "socket:[";

  private static final long SELF = ProcessHandle.current().pid();

  private PeerProcess() {}

  /**
   * Whether the process holds the other end of the one connection to {@code socket} that this
   * process has accepted.
   *
   * @throws IOException when it cannot be told
   */
  static boolean isConnectedTo(Path socket, long pid) throws IOException {
    Set<String> ours = sockets(SELF);
    Set<String> theirs = sockets(pid);
    // a connection that waits to be accepted is listed too, but is not among our descriptors
    return connections(socket).stream()
        .anyMatch(pair -> ours.contains(pair.local()) && theirs.contains(pair.peer()));
  }

  /** The two ends of a connection, by their sockets' inode numbers. */
  record Pair(String local, String peer) {}

  static Optional<Pair> parse(String line) {
    Matcher matcher = INODES.matcher(line);
    return matcher.find()
        ? Optional.of(new Pair(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  private static List<Pair> connections(Path socket) throws IOException {
    Process ss =
        new ProcessBuilder("ss", "-xnHO", "state", "connected", "src", "unix:" + socket)
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(ss.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!ss.waitFor(5, TimeUnit.SECONDS) || ss.exitValue() != 0) {
        throw new IOException("ss: " + output.strip());
      }
      return output.lines().map(PeerProcess::parse).flatMap(Optional::stream).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      ss.destroyForcibly();
    }
  }

  /** Inode numbers of the sockets that a process has open; none when it is gone. */
  private static Set<String> sockets(long pid) throws IOException {
    Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
    try (Stream<Path> links = Files.list(descriptors)) {
      return links
          .map(PeerProcess::target)
          .filter(target -> target.startsWith(SOCKET))
          .map(target -> target.substring(SOCKET.length(), target.length() - 1))
          .collect(Collectors.toSet());
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile: not the one that is connected
    }
  }
}
