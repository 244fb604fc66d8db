package org.utsusemi.controller.decoy;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Takes the decoy plane's link up and down: a switch does not see a process die, but sees the link
 * of a port go down, and then fails over to another decoy port or drops.
 */
interface LinkSwitch {
  void set(boolean up) throws IOException;

  /**
   * Makes sure that an interface is nobody else's: it will be taken down and up.
   *
   * @throws IOException when it is the loopback, or bears an address of this machine
   */
  static void requireUnused(String networkInterface) throws IOException {
    NetworkInterface found = NetworkInterface.getByName(networkInterface);
    if (found == null) {
      return; // it may come later
    }
    boolean addressed = found.inetAddresses().anyMatch(address -> !address.isLinkLocalAddress());
    if (found.isLoopback() || addressed) {
      throw new IOException(
          "decoy_plane.interface: "
              + networkInterface
              + (found.isLoopback() ? " is the loopback" : " bears an address of this machine")
              + "; name an interface that is the decoy plane's alone");
    }
  }

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
