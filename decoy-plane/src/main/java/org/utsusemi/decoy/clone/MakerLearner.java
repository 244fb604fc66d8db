package org.utsusemi.decoy.clone;

import java.util.Optional;
import org.utsusemi.decoy.nmap.ScannedHost;
import org.utsusemi.decoy.nmap.ScannedPort;
import org.utsusemi.decoy.persona.MacPattern;
import org.utsusemi.topology.address.MacAddress;

/** Who made it, what it is called, its MAC address, how long it has been running. */
final class MakerLearner {
  private MakerLearner() {}

  static void learn(Evidence evidence, boolean exactMac, Draft draft, Notes notes) {
    Optional<MacAddress> mac =
        evidence.scans().stream()
            .flatMap(scan -> scan.mac().stream())
            .findFirst()
            .or(() -> evidence.seen().mac());
    if (mac.isPresent() && MacPattern.tryParse(prefixOf(mac.get())).isEmpty()) {
      notes.missing("the MAC address", mac.get() + " is none that a machine of its own has");
    } else if (mac.isPresent()) {
      String whole = mac.get().toString();
      draft.mac = exactMac ? whole : prefixOf(mac.get());
      notes.learned("mac: " + draft.mac);
    } else {
      notes.missing(
          "the MAC address", "neither scan nor capture was made on the device's own link");
    }
    draft.vendor =
        evidence.scans().stream()
            .map(ScannedHost::macVendor)
            .filter(vendor -> !vendor.isBlank())
            .findFirst()
            .orElse("");
    evidence.scans().stream()
        .flatMap(scan -> scan.ports().stream())
        .flatMap(port -> port.service().stream())
        .filter(service -> !service.product().isBlank())
        .findFirst()
        .ifPresent(service -> maker(service, draft));
    draft.uptime =
        evidence.scans().stream()
            .filter(scan -> scan.sequences().timestamps().endsWith("HZ"))
            .flatMap(scan -> scan.uptime().stream())
            .reduce((a, b) -> b);
    if (draft.uptime.isEmpty()) {
      notes.missing(
          "how long it has been running",
          "nmap -O guesses it from TCP timestamps, and these have none that tell it");
    }
  }

  private static String prefixOf(MacAddress mac) {
    return mac.toString().substring(0, 8);
  }

  private static void maker(ScannedPort.Service service, Draft draft) {
    draft.product = service.product();
    draft.version = service.version();
  }
}
