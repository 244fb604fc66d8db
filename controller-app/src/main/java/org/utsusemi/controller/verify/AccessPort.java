package org.utsusemi.controller.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Packets;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Device;

/** Holds what becomes of the packets that come in by one access port to what should. */
final class AccessPort {
  /**
   * Where steered packets go.
   *
   * @param mark the VLAN id that they must bear there
   */
  record Decoy(PortRef port, int mark) {}

  private static final Long PRIORITY_ONLY = (long) Packets.TAGGED;

  /** Without a tag, or in one that gives a priority alone. */
  private static final List<Cube> NOT_IN_A_VLAN =
      List.of(
          Cube.ALL.with(Field.VLAN_VID, 0).orElseThrow(),
          Cube.ALL.with(Field.VLAN_VID, Packets.TAGGED).orElseThrow());

  private final PortRef in;
  private final Map<PortRef, Device> devices;
  private final List<Permitted.Pass> passes;
  private final Optional<Decoy> decoy;
  private final Findings findings;

  AccessPort(
      PortRef in,
      Map<PortRef, Device> devices,
      List<Permitted.Pass> passes,
      Optional<Decoy> decoy,
      Findings findings) {
    this.in = in;
    this.devices = devices;
    this.passes = passes;
    this.decoy = decoy;
    this.findings = findings;
  }

  void judge(Fate fate) {
    for (Fate.Exit exit : fate.exits()) {
      Device device = devices.get(exit.port());
      if (device != null) {
        leaks(fate, exit, device);
      } else if (decoy.isEmpty() || !exit.port().equals(decoy.get().port())) {
        astray(fate, "packets leave by " + exit.port() + ", where no device is");
      } else if (!isMarked(fate, exit)) {
        astray(fate, "packets come to the decoy port without the mark of " + in);
      } else {
        answeredTwice(fate);
      }
    }
    cuts(fate);
    if (fate.exits().isEmpty() && decoy.isPresent()) {
      unseen(fate);
    }
  }

  /** All that reaches a device must be permitted, and as it was sent. */
  private void leaks(Fate fate, Fate.Exit exit, Device device) {
    List<Cube> permitted = new ArrayList<>();
    for (Permitted.Pass pass : passes) {
      if (pass.to().equals(device) && isAsSent(exit.flight(), pass)) {
        permitted.add(pass.packets());
      }
    }
    fate.origin()
        .minus(permitted)
        .witness()
        .ifPresent(
            packet ->
                findings.add(
                    Finding.Kind.LEAK,
                    "a packet that no conduit permits reaches " + device.name(),
                    in,
                    Optional.of(packet),
                    fate.rules()));
  }

  /** What a conduit permits the device answers, and nobody beside it. */
  private void answeredTwice(Fate fate) {
    for (Permitted.Pass pass : passes) {
      fate.origin()
          .and(pass.packets())
          .flatMap(Region::witness)
          .ifPresent(
              packet ->
                  findings.add(
                      Finding.Kind.ASTRAY,
                      "packets that conduit "
                          + pass.conduit().name()
                          + " permits come to the decoy port, too",
                      in,
                      Optional.of(packet),
                      fate.rules()));
    }
  }

  /** All that is permitted must arrive. */
  private void cuts(Fate fate) {
    for (Permitted.Pass pass : passes) {
      boolean arrives =
          fate.exits().stream()
              .anyMatch(
                  exit -> exit.port().equals(pass.to().port()) && isAsSent(exit.flight(), pass));
      if (!arrives) {
        fate.origin()
            .and(pass.packets())
            .flatMap(Region::witness)
            .ifPresent(
                packet ->
                    findings.add(
                        Finding.Kind.CUT,
                        "conduit "
                            + pass.conduit().name()
                            + ": a packet of "
                            + pass.from().name()
                            + " does not reach "
                            + pass.to().name(),
                        in,
                        Optional.of(packet),
                        fate.rules()));
      }
    }
  }

  /** What nobody sees must be what is in a VLAN: that is dropped, and counted. */
  private void unseen(Fate fate) {
    for (Cube seen : NOT_IN_A_VLAN) {
      fate.origin()
          .and(seen)
          .flatMap(Region::witness)
          .ifPresent(
              packet ->
                  findings.add(
                      Finding.Kind.UNSEEN,
                      "a packet is dropped that should be steered",
                      in,
                      Optional.of(packet),
                      fate.rules()));
    }
  }

  private static boolean isAsSent(Flight flight, Permitted.Pass pass) {
    return flight.tags() == 0
        && flight.changed().entrySet().stream()
            .allMatch(
                change ->
                    change.getKey() == Field.IN_PORT
                        || pass.rewritten()
                            && change.getKey() == Field.ETH_DST
                            && change.getValue() == pass.to().mac().bits());
  }

  /** In a tag of its own, or in the tag that gave a frame its priority and named no VLAN. */
  private boolean isMarked(Fate fate, Fate.Exit exit) {
    Map<Field, Long> now = exit.flight().changed();
    boolean hasTag =
        fate.origin().cube().exactly(Field.VLAN_VID).filter(PRIORITY_ONLY::equals).isPresent();
    Long vid = now.get(Field.VLAN_VID);
    Long pcp = now.get(Field.VLAN_PCP);
    return exit.flight().tags() == (hasTag ? 0 : 1)
        && vid != null
        && vid == (Packets.TAGGED | decoy.orElseThrow().mark())
        && pcp != null
        && pcp == Packets.TO_DECOY
        && now.keySet().stream()
            .allMatch(
                field ->
                    field == Field.VLAN_VID || field == Field.VLAN_PCP || field == Field.IN_PORT);
  }

  private void astray(Fate fate, String what) {
    findings.add(Finding.Kind.ASTRAY, what, in, fate.origin().witness(), fate.rules());
  }
}
