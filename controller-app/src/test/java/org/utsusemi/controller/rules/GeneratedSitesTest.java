package org.utsusemi.controller.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.controller.explain.Frame;
import org.utsusemi.controller.explain.Way.Arrival;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.address.PortRef;
import org.utsusemi.topology.model.Conduit;
import org.utsusemi.topology.model.Device;
import org.utsusemi.topology.model.Site;
import org.utsusemi.topology.model.Switch;
import org.utsusemi.topology.model.Traffic;

/**
 * Sites made at random, frames made at random: a frame comes out at its device when a conduit
 * permits it, at a decoy port, marked, when none does, and nowhere else. What is permitted is
 * worked out here anew, from the conduits alone.
 */
class GeneratedSitesTest {
  private static final int SITES = 60;
  private static final int FRAMES_PER_STATE = 400;
  private static final int[] PORTS = {0, 80, 161, 502, 5000, 5001, 5003, 40000};
  private static final int[] FLAGS = {0, 1, 2, 4, 6, 16, 18, 20, 24};

  @Test
  void conduitsPassAndEverythingElseIsSteered() {
    int permitted = 0;
    int steered = 0;
    int dropped = 0;
    for (int seed = 0; seed < SITES; seed++) {
      Random random = new Random(seed);
      Site site = PlantUnderTest.site(yaml(random));
      for (String state : site.plantStates().keySet()) {
        MemoryNetwork network = new MemoryNetwork(site, state);
        for (int i = 0; i < FRAMES_PER_STATE; i++) {
          PortRef in = pick(site, random).port();
          Frame frame = frame(site, in, random);
          List<Arrival> expected = expected(site, state, in, frame);
          assertThat(network.send(in, frame))
              .as("seed %d, state %s, into %s: %s", seed, state, in, frame)
              .isEqualTo(expected);
          if (expected.isEmpty()) {
            dropped++;
          } else if (expected.get(0).frame().tags().size() > frame.tags().size()
              || isMarked(expected.get(0))) {
            steered++;
          } else {
            permitted++;
          }
        }
      }
    }
    assertThat(permitted).isGreaterThan(1000);
    assertThat(steered).isGreaterThan(10000);
    assertThat(dropped).isGreaterThan(1000);
  }

  private static boolean isMarked(Arrival arrival) {
    return !arrival.frame().tags().isEmpty() && arrival.frame().tags().get(0).vid() >= 3000;
  }

  private static List<Arrival> expected(Site site, String state, PortRef in, Frame frame) {
    boolean priorityTagged = frame.tags().size() == 1 && frame.tags().get(0).vid() == 0;
    if (!frame.tags().isEmpty() && !priorityTagged) {
      return List.of();
    }
    for (Device owner : site.devices().values()) {
      if (owner.port().equals(in) && is(frame, Field.ETH_SRC, owner.mac().bits())) {
        for (Conduit conduit : site.conduitsIn(state)) {
          for (Device other : site.devices().values()) {
            if (permits(conduit, owner, other, frame)) {
              Frame delivered =
                  is(frame, Field.ETH_TYPE, 0x0806)
                      ? frame.with(Field.ETH_DST, other.mac().bits())
                      : frame;
              return List.of(new Arrival(other.port(), delivered));
            }
          }
        }
      }
    }
    int mark = site.markPlan().markOf(in).orElseThrow();
    Frame bare = priorityTagged ? frame.untagged() : frame;
    Switch decoy =
        site.switches().values().stream()
            .filter(self -> self.decoyPort().isPresent())
            .findFirst()
            .orElseThrow();
    return List.of(
        new Arrival(new PortRef(decoy.name(), decoy.decoyPort().getAsInt()), bare.tagged(mark, 3)));
  }

  private static boolean permits(Conduit conduit, Device sender, Device receiver, Frame frame) {
    boolean opens = names(conduit, sender, receiver);
    boolean answers = names(conduit, receiver, sender);
    if (sender.equals(receiver) || !opens && !answers) {
      return false;
    }
    if (is(frame, Field.ETH_TYPE, 0x0806)) {
      return is(frame, Field.ARP_SPA, unsigned(sender))
          && is(frame, Field.ARP_SHA, sender.mac().bits())
          && is(frame, Field.ARP_TPA, unsigned(receiver));
    }
    if (!is(frame, Field.IPV4_SRC, unsigned(sender))
        || !is(frame, Field.IPV4_DST, unsigned(receiver))
        || !is(frame, Field.ETH_DST, receiver.mac().bits())) {
      return false;
    }
    return conduit.services().stream()
        .flatMap(service -> service.traffic().stream())
        .anyMatch(traffic -> opens && asks(traffic, frame) || answers && replies(traffic, frame));
  }

  private static boolean asks(Traffic traffic, Frame frame) {
    if (traffic instanceof Traffic.Tcp tcp) {
      return is(frame, Field.IP_PROTO, 6) && within(tcp.ports(), frame, Field.TCP_DST);
    } else if (traffic instanceof Traffic.Udp udp) {
      return is(frame, Field.IP_PROTO, 17) && within(udp.ports(), frame, Field.UDP_DST);
    }
    return is(frame, Field.ICMPV4_TYPE, 8);
  }

  private static boolean replies(Traffic traffic, Frame frame) {
    if (traffic instanceof Traffic.Tcp tcp) {
      long flags = frame.fields().getOrDefault(Field.TCP_FLAGS, 0L);
      boolean ack = (flags & 16) != 0;
      boolean bareReset = (flags & 4) != 0 && (flags & (2 | 16)) == 0;
      return is(frame, Field.IP_PROTO, 6)
          && within(tcp.ports(), frame, Field.TCP_SRC)
          && (ack || bareReset);
    } else if (traffic instanceof Traffic.Udp udp) {
      return is(frame, Field.IP_PROTO, 17) && within(udp.ports(), frame, Field.UDP_SRC);
    }
    return is(frame, Field.ICMPV4_TYPE, 0);
  }

  private static boolean within(
      org.utsusemi.topology.address.NumberRange ports, Frame frame, Field field) {
    return ports.contains(frame.fields().get(field).intValue());
  }

  private static boolean names(Conduit conduit, Device from, Device to) {
    return conduit.from().contains(from.name()) && conduit.to().contains(to.name());
  }

  private static boolean is(Frame frame, Field field, long value) {
    return frame.fields().containsKey(field) && frame.fields().get(field) == value;
  }

  private static long unsigned(Device device) {
    return device.ip().bits() & 0xffffffffL;
  }

  /** Mostly what the port's device would send to some other; sometimes one thing in it is a lie. */
  private static Frame frame(Site site, PortRef in, Random random) {
    Device owner =
        site.devices().values().stream().filter(d -> d.port().equals(in)).findFirst().orElseThrow();
    Device from = random.nextInt(5) == 0 ? pick(site, random) : owner;
    Device to = pick(site, random);
    Frame frame =
        switch (random.nextInt(4)) {
          case 0 -> Frames.arp(from, to);
          case 1 -> Frames.ping(from, to, random.nextBoolean() ? 8 : 0);
          case 2 ->
              Frames.tcp(from, any(PORTS, random), to, any(PORTS, random), any(FLAGS, random));
          default ->
              Frames.ip(from, to, 17)
                  .with(Field.UDP_SRC, any(PORTS, random))
                  .with(Field.UDP_DST, any(PORTS, random));
        };
    if (random.nextInt(8) == 0) {
      frame = frame.with(Field.ETH_DST, pick(site, random).mac().bits());
    }
    if (random.nextInt(12) == 0) {
      frame = frame.with(Field.ETH_SRC, pick(site, random).mac().bits());
    }
    if (random.nextInt(12) == 0) {
      frame = frame.with(Field.ETH_DST, MacAddress.BROADCAST.bits());
    }
    return switch (random.nextInt(12)) {
      case 0 -> frame.tagged(0, random.nextInt(8));
      case 1 -> frame.tagged(1 + random.nextInt(4095), random.nextInt(8));
      case 2 -> frame.tagged(0, 0).tagged(3000 + random.nextInt(1000), 3);
      default -> frame;
    };
  }

  private static Device pick(Site site, Random random) {
    List<Device> devices = List.copyOf(site.devices().values());
    return devices.get(random.nextInt(devices.size()));
  }

  private static int any(int[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }

  private static String yaml(Random random) {
    int switches = 1 + random.nextInt(5);
    int devices = 3 + random.nextInt(8);
    int decoy = 1 + random.nextInt(switches);
    StringBuilder yaml =
        new StringBuilder(
            """
            site: generated
            decoy_plane: { interface: decoy0 }
            networks: { control: { subnet: 10.0.0.0/24 } }
            services: { many: { tcp: 5000-5002, udp: 5001 } }
            switches:
            """);
    for (int s = 1; s <= switches; s++) {
      String port = s == decoy ? ", decoy_port: 60" : "";
      yaml.append("  s%d: { dpid: \"%016x\"%s }%n".formatted(s, s, port));
    }
    if (switches > 1) {
      yaml.append("links:\n");
      for (int s = 2; s <= switches; s++) {
        yaml.append("  - [ s%d:%d, s%d:50 ]%n".formatted(1 + random.nextInt(s - 1), 50 + s, s));
      }
    }
    yaml.append("devices:\n");
    for (int d = 1; d <= devices; d++) {
      yaml.append(
          "  d%d: { ip: 10.0.0.%d, mac: \"02:00:00:00:00:%02x\", port: \"s%d:%d\" }%n"
              .formatted(d, d, d, 1 + random.nextInt(switches), d));
    }
    List<String> names = new ArrayList<>();
    yaml.append("conduits:\n");
    for (int c = 1; c <= 1 + random.nextInt(6); c++) {
      int from = 1 + random.nextInt(devices);
      int to = 1 + (from + random.nextInt(devices - 1)) % devices;
      String[] services = {"modbus", "many", "ping", "snmp", "[http, ping]"};
      String service = services[random.nextInt(services.length)];
      yaml.append("  c%d: { from: d%d, to: d%d, service: %s }%n".formatted(c, from, to, service));
      names.add("c" + c);
    }
    yaml.append("plant_states:\n");
    yaml.append("  all: { conduits: [%s], initial: true }%n".formatted(String.join(", ", names)));
    names.removeIf(name -> random.nextBoolean());
    yaml.append("  some: { conduits: [%s] }%n".formatted(String.join(", ", names)));
    return yaml.toString();
  }
}
