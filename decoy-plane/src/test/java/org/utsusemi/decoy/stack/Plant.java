package org.utsusemi.decoy.stack;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.utsusemi.decoy.host.DatagramService;
import org.utsusemi.decoy.host.Directory;
import org.utsusemi.decoy.host.Host;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.host.TcpPort;
import org.utsusemi.decoy.host.UdpPort;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/**
 * A real device at {@code 10.0.0.1} and a clone at {@code 10.0.0.2}, alike but for their addresses:
 * ports 7 and 9 are open, 81 filtered, all others closed.
 */
final class Plant implements Directory {
  static final Ipv4Address REAL = Ipv4Address.parse("10.0.0.1");
  static final Ipv4Address CLONE = Ipv4Address.parse("10.0.0.2");
  static final int FILTERED = 81;
  static final int NO_MARK = 4000;

  static final DatagramService UPPER_CASE =
      new DatagramService() {
        @Override
        public String protocol() {
          return "upper";
        }

        @Override
        public Optional<byte[]> answer(Peer peer, byte[] datagram) {
          String text = new String(datagram, StandardCharsets.US_ASCII);
          return text.isEmpty()
              ? Optional.empty()
              : Optional.of(text.toUpperCase().getBytes(StandardCharsets.US_ASCII));
        }
      };

  private final Host real;
  private final Host clone;
  private Verdict verdict = Verdict.ANSWER;
  private boolean judgesOpeners = true;
  private boolean linked;
  private boolean cloneIsGone;
  private boolean everyAskerIsElsewhere;
  private Manners manners = Manners.NONE;
  private Optional<Latency> roundTrip = Optional.empty();

  Plant(StreamService atSeven, StreamService atNine, Personality personality) {
    real = new Machine("plc1", REAL, mac(1), personality, atSeven, atNine);
    clone = new Machine("clone", CLONE, mac(2), personality, atSeven, atNine);
  }

  static Plant ofEchoes() {
    return new Plant(new EchoService(), new EchoService(), PlainPersonality.embedded());
  }

  static MacAddress mac(int last) {
    return new MacAddress(0x0030_de40_5900L + last);
  }

  /** A verdict on the serving side of conversations only. */
  void judgeServersAs(Verdict verdict) {
    this.verdict = verdict;
    judgesOpeners = false;
  }

  /** How ports 7 and 9 of TCP serve, and 7 of UDP answers. */
  void behave(Manners manners) {
    this.manners = manners;
  }

  /** What all that the hosts send takes. */
  void takeItsTime(Latency roundTrip) {
    this.roundTrip = Optional.of(roundTrip);
  }

  /** No asker is at the port of the device whose address it has. */
  void putAskersElsewhere() {
    everyAskerIsElsewhere = true;
  }

  /** Some state links the asker with the real device, also by ethertype 0x88b8. */
  void link() {
    linked = true;
  }

  void judgeAs(Verdict verdict) {
    this.verdict = verdict;
  }

  @Override
  public Optional<Host> hostAt(Ipv4Address address, Peer asker) {
    if (address.equals(asker.ip()) && !everyAskerIsElsewhere) {
      return Optional.empty();
    }
    return address.equals(REAL)
        ? Optional.of(real)
        : address.equals(CLONE) && !cloneIsGone ? Optional.of(clone) : Optional.empty();
  }

  @Override
  public boolean isMark(int id) {
    return id != 0 && id != NO_MARK;
  }

  @Override
  public boolean hasYielded(Ipv4Address address) {
    return cloneIsGone && address.equals(CLONE);
  }

  @Override
  public Optional<Host> yields(Peer user, boolean announced) {
    boolean yields = announced && user.ip().equals(CLONE) && !cloneIsGone;
    cloneIsGone |= yields;
    return yields ? Optional.of(clone) : Optional.empty();
  }

  @Override
  public long generation() {
    return 0;
  }

  @Override
  public boolean isReal(Ipv4Address address) {
    return address.equals(REAL);
  }

  @Override
  public Verdict judge(Peer source, Host target, String protocol, int targetPort, boolean opens) {
    return opens && !judgesOpeners || !target.ip().equals(REAL) ? Verdict.ANSWER : verdict;
  }

  @Override
  public boolean isLinked(Peer asker, Ipv4Address other) {
    return linked && other.equals(REAL);
  }

  @Override
  public boolean isLinked(int mark, MacAddress sender, String protocol) {
    return linked && protocol.equals("0x88b8");
  }

  private final class Machine implements Host {
    private final String name;
    private final Ipv4Address ip;
    private final MacAddress mac;
    private final Personality personality;
    private final StreamService atSeven;
    private final StreamService atNine;

    Machine(
        String name,
        Ipv4Address ip,
        MacAddress mac,
        Personality personality,
        StreamService atSeven,
        StreamService atNine) {
      this.name = name;
      this.ip = ip;
      this.mac = mac;
      this.personality = personality;
      this.atSeven = atSeven;
      this.atNine = atNine;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Ipv4Address ip() {
      return ip;
    }

    @Override
    public MacAddress mac() {
      return mac;
    }

    @Override
    public Personality personality() {
      return personality;
    }

    @Override
    public Optional<Latency> roundTrip() {
      return roundTrip;
    }

    @Override
    public TcpPort tcp(int port) {
      return switch (port) {
        case 7 -> new TcpPort.Open(atSeven, manners);
        case 9 -> new TcpPort.Open(atNine, manners);
        case FILTERED -> new TcpPort.Filtered();
        default -> new TcpPort.Closed();
      };
    }

    @Override
    public UdpPort udp(int port) {
      return switch (port) {
        case 7 -> new UdpPort.Open(UPPER_CASE, manners.latency());
        case FILTERED -> new UdpPort.Filtered();
        default -> new UdpPort.Closed();
      };
    }
  }
}
