package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Takes the decoy plane's link up and down: a switch does not see a process die, but sees the link
 * of a port go down, and then fails over to another decoy port or drops.
 */
interface LinkSwitch {
  void set(boolean up) throws IOException;

  /** By {@code ip link set}. */
  static LinkSwitch of(String networkInterface) {
    return up -> {
      Process ip =
          new ProcessBuilder("ip", "link", "set", "dev", networkInterface, up ? "up" : "down")
              .redirectErrorStream(true)
              .start();
      try {
        String output = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ip.waitFor(5, TimeUnit.SECONDS) || ip.exitValue() != 0) {
          throw new IOException("ip link: " + output.strip());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        ip.destroyForcibly();
      }
    };
  }
}
