package org.utsusemi.decoy.link;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A veth pair, {@link #NEAR} and {@link #FAR}, in a network namespace of its own. Needs root. */
final class Cable implements AutoCloseable {
  static final String NEAR = "near0";
  static final String FAR = "far0";

  private static final int READ_ONLY = 0;
  private static final int NETWORK = 0x4000_0000;

  static {
    Native.register(Cable.class, "c");
  }

  private final String namespace;

  private static native int open(String path, int flags);

  private static native int setns(int fd, int kind);

  private static native int close(int fd);

  Cable() {
    this("link");
  }

  Cable(String name) {
    namespace = "ur-" + name + "-" + ProcessHandle.current().pid();
    run("ip netns add " + namespace);
    try {
      inside("ip link add " + NEAR + " type veth peer name " + FAR);
      for (String end : new String[] {NEAR, FAR}) {
        inside("sysctl -qw net.ipv6.conf." + end + ".disable_ipv6=1");
        inside("ip link set " + end + " up");
        inside("ethtool -K " + end + " tx off rx off tso off gso off gro off");
      }
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  void inside(String command) {
    run("ip netns exec " + namespace + " " + command);
  }

  /** Does something in the namespace; sockets that it opens stay there. */
  <T> T in(Supplier<T> work) {
    int home = open("/proc/thread-self/ns/net", READ_ONLY);
    int there = open("/run/netns/" + namespace, READ_ONLY);
    check(home >= 0 && there >= 0 && setns(there, NETWORK) == 0, "enter " + namespace);
    try {
      return work.get();
    } finally {
      check(setns(home, NETWORK) == 0, "leave " + namespace);
      close(home);
      close(there);
    }
  }

  @Override
  public void close() {
    run("ip netns del " + namespace);
  }

  private static void check(boolean done, String what) {
    if (!done) {
      throw new IllegalStateException("cannot " + what + ": errno " + Native.getLastError());
    }
  }

  private static void run(String command) {
    try {
      Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalStateException(command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
