package org.utsusemi.decoy.stack;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.utsusemi.decoy.personality.Wanted;
import org.utsusemi.decoy.wire.Icmp;
import org.utsusemi.decoy.wire.Ipv4;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;
import org.utsusemi.decoy.wire.Udp;

/**
 * Asks a stack what nmap's OS detection asks a host one hop away, and writes the answers down as
 * nmap does (nmap's documentation, "TCP/IP Fingerprinting Methods Supported by Nmap").
 */
final class NmapProbes {
  private static final int OPEN = 7;
  private static final int CLOSED = 100;
  private static final int SEQUENCE = 0x1122_3344;
  private static final int ACKNOWLEDGMENT = 0x5566_7788;
  private static final int UDP_ID = 0x1042;
  private static final String[] OPTIONS = {
    "WANM5B4TS", "M578W0STL", "TNNW5NM280", "STWAL", "M218STWAL", "M109ST", "WANM5B4SNN"
  };
  private static final int[] WINDOWS = {1, 63, 4, 4, 16, 512};
  private static final int ECN_FLAGS = 0x8c0 | Tcp.SYN;

  private final Bench bench;
  private final Map<String, Map<String, String>> seen = new LinkedHashMap<>();
  private final List<Integer> openIds = new ArrayList<>();
  private final List<Integer> closedIds = new ArrayList<>();
  private final List<Integer> echoIds = new ArrayList<>();

  NmapProbes(Bench bench) {
    this.bench = bench;
  }

  Map<String, Map<String, String>> ask() {
    sequence();
    echo();
    ecn();
    String rest = "WANM109TS";
    tcp("T2", OPEN, 0, 128, true, rest);
    tcp("T3", OPEN, Tcp.SYN | Tcp.FIN | Tcp.URG | Tcp.PSH, 256, false, rest);
    tcp("T4", OPEN, Tcp.ACK, 1024, true, rest);
    tcp("T5", CLOSED, Tcp.SYN, 31337, false, rest);
    tcp("T6", CLOSED, Tcp.ACK, 32768, true, rest);
    tcp("T7", CLOSED, Tcp.FIN | Tcp.PSH | Tcp.URG, 65535, false, "WFNM109TS");
    udp();
    identifications();
    return seen;
  }

  private Map<String, String> test(String name) {
    return seen.computeIfAbsent(name, unused -> new LinkedHashMap<>());
  }

  private void sequence() {
    int[] numbers = new int[6];
    int count = 0;
    long first = 0;
    long last = 0;
    int shown = 0;
    String clock = "";
    for (int i = 0; i < 6; i++) {
      bench.time.advance(100);
      Optional<Ipv4> answer = send(OPEN, 50_000 + i, Tcp.SYN, WINDOWS[i], false, OPTIONS[i], i, 0);
      if (answer.isEmpty()) {
        if (i == 0) {
          test("T1").put("R", "N");
        }
        continue;
      }
      Tcp segment = Tcp.decode(answer.get().payload()).orElseThrow();
      String options = options(answer.get());
      test("OPS").put("O" + (i + 1), options);
      test("WIN").put("W" + (i + 1), hex(segment.window()));
      if (i == 0) {
        tcpAttributes("T1", answer.get());
        test("T1").remove("W");
        test("T1").remove("O");
      }
      if ((segment.flags() & (Tcp.SYN | Tcp.ACK | Tcp.RST)) != (Tcp.SYN | Tcp.ACK)
          || segment.sequence() == 0) {
        continue;
      }
      openIds.add(answer.get().identification());
      numbers[count++] = segment.sequence();
      Optional<TcpOption.Timestamps> times = times(segment);
      if (times.isEmpty()) {
        clock = "U";
      } else if (times.get().value() == 0) {
        clock = "0";
      } else {
        if (shown++ == 0) {
          first = times.get().value() & 0xffff_ffffL;
        }
        last = times.get().value() & 0xffff_ffffL;
      }
    }
    if (count >= 4) {
      double[] seconds = new double[count - 1];
      Arrays.fill(seconds, 0.1);
      test("SEQ").putAll(Wanted.sequence(Arrays.copyOf(numbers, count), seconds));
    }
    if (test("OPS").size() < 6) {
      seen.remove("OPS");
      seen.remove("WIN");
    }
    if (!clock.isEmpty()) {
      test("SEQ").put("TS", clock);
    } else if (shown == 6 && last - first > 0 && last - first < 1L << 30) {
      test("SEQ").put("TS", frequency((last - first) / 0.5));
    }
  }

  private static String frequency(double hertz) {
    if (hertz <= 5.66) {
      return "1";
    }
    if (hertz > 70 && hertz <= 150) {
      return "7";
    }
    return hertz > 150 && hertz <= 350 ? "8" : hex((int) (0.5 + Math.log(hertz) / Math.log(2)));
  }

  private static Optional<TcpOption.Timestamps> times(Tcp segment) {
    return segment.options().stream()
        .filter(TcpOption.Timestamps.class::isInstance)
        .map(TcpOption.Timestamps.class::cast)
        .findFirst();
  }

  private void echo() {
    Ipv4[] replies = new Ipv4[2];
    for (int i = 0; i < 2; i++) {
      Icmp request = new Icmp(Icmp.ECHO_REQUEST, i == 0 ? 9 : 0, 295 + i, ByteBuffer.allocate(120));
      replies[i] =
          ip(Ipv4.ICMP, i == 0, i == 0 ? 0 : 4, Bench.bytesOf(request::encode)).orElse(null);
    }
    if (replies[0] == null || replies[1] == null) {
      test("IE").put("R", "N");
      return;
    }
    test("IE").put("R", "Y");
    test("IE").put("T", hex(replies[0].timeToLive()));
    boolean one = has(replies[0]);
    boolean other = has(replies[1]);
    test("IE").put("DFI", one && other ? "Y" : one ? "S" : other ? "O" : "N");
    int first = Icmp.decode(replies[0].payload()).orElseThrow().code();
    int second = Icmp.decode(replies[1].payload()).orElseThrow().code();
    test("IE").put("CD", first == second ? first == 0 ? "Z" : hex(first) : "S");
    echoIds.add(replies[0].identification());
    echoIds.add(replies[1].identification());
  }

  private void ecn() {
    Optional<Ipv4> answer = send(OPEN, 50_010, ECN_FLAGS, 3, false, OPTIONS[6], 0, 63477);
    test("ECN").put("R", answer.isPresent() ? "Y" : "N");
    answer.ifPresent(
        packet -> {
          tcpAttributes("ECN", packet);
          for (String other : new String[] {"S", "A", "F", "RD"}) {
            test("ECN").remove(other);
          }
          int flags = Tcp.decode(packet.payload()).orElseThrow().flags() & 0xc0;
          test("ECN").put("CC", flags == 0xc0 ? "S" : flags == 0x40 ? "Y" : flags == 0 ? "N" : "O");
        });
  }

  private void tcp(String test, int port, int flags, int window, boolean df, String options) {
    Optional<Ipv4> answer = send(port, 50_020, flags, window, df, options, 0, 0);
    test(test).put("R", answer.isPresent() ? "Y" : "N");
    answer.ifPresent(packet -> tcpAttributes(test, packet));
    if (port == CLOSED) {
      answer.ifPresent(packet -> closedIds.add(packet.identification()));
    }
  }

  private void tcpAttributes(String test, Ipv4 packet) {
    Tcp segment = Tcp.decode(packet.payload()).orElseThrow();
    Map<String, String> attributes = test(test);
    attributes.put("R", "Y");
    attributes.put("DF", has(packet) ? "Y" : "N");
    attributes.put("T", hex(packet.timeToLive()));
    attributes.put("W", hex(segment.window()));
    int sequence = segment.sequence();
    attributes.put(
        "S",
        sequence == 0
            ? "Z"
            : sequence == ACKNOWLEDGMENT ? "A" : sequence == ACKNOWLEDGMENT + 1 ? "A+" : "O");
    int acknowledged = segment.acknowledgment();
    attributes.put(
        "A",
        acknowledged == 0
            ? "Z"
            : acknowledged == SEQUENCE ? "S" : acknowledged == SEQUENCE + 1 ? "S+" : "O");
    StringBuilder flags = new StringBuilder();
    int[] bits = {0x40, Tcp.URG, Tcp.ACK, Tcp.PSH, Tcp.RST, Tcp.SYN, Tcp.FIN};
    for (int i = 0; i < bits.length; i++) {
      flags.append((segment.flags() & bits[i]) == 0 ? "" : "EUAPRSF".substring(i, i + 1));
    }
    attributes.put("F", flags.toString());
    attributes.put("O", options(packet));
    CRC32 crc = new CRC32();
    crc.update(segment.payload().duplicate());
    boolean says = segment.has(Tcp.RST) && segment.payload().hasRemaining();
    attributes.put("RD", says ? String.format("%08X", crc.getValue()) : "0");
    boolean urgent = segment.urgent() != 0 && !segment.has(Tcp.URG);
    attributes.put("Q", ((segment.flags() & 0xf00) != 0 ? "R" : "") + (urgent ? "U" : ""));
  }

  private void udp() {
    byte[] content = new byte[300];
    Arrays.fill(content, (byte) 0x42);
    Udp probe = new Udp(50_030, CLOSED, ByteBuffer.wrap(content));
    byte[] sent = Bench.bytesOf(out -> probe.encode(out, Bench.ASKER, Plant.REAL));
    Optional<Ipv4> answer = ip(Ipv4.UDP, false, 0, sent);
    Map<String, String> attributes = test("U1");
    attributes.put("R", answer.isPresent() ? "Y" : "N");
    if (answer.isEmpty()) {
      return;
    }
    Icmp error = Icmp.decode(answer.get().payload()).orElseThrow();
    ByteBuffer quoted = error.payload();
    attributes.put("DF", has(answer.get()) ? "Y" : "N");
    attributes.put("T", hex(answer.get().timeToLive()));
    attributes.put("IPL", hex(answer.get().headerLength() + answer.get().payload().remaining()));
    attributes.put("UN", hex(error.rest() & 0xffff));
    int at = quoted.position();
    attributes.put("RIPL", value(quoted.getShort(at + 2) & 0xffff, 328));
    attributes.put("RID", value(quoted.getShort(at + 4) & 0xffff, UDP_ID));
    int checksum = quoted.getShort(at + 10) & 0xffff;
    byte[] header = new byte[20];
    quoted.get(at, header);
    header[10] = 0;
    header[11] = 0;
    int right =
        org.utsusemi.decoy.wire.InternetChecksum.of(ByteBuffer.wrap(header), 0, header.length);
    attributes.put("RIPCK", checksum == 0 ? "Z" : checksum == right ? "G" : "I");
    int own = ByteBuffer.wrap(sent).getShort(6) & 0xffff;
    attributes.put("RUCK", value(quoted.getShort(at + 26) & 0xffff, own));
    boolean same = true;
    for (int i = at + 28; i < quoted.limit(); i++) {
      same &= quoted.get(i) == 0x42;
    }
    attributes.put("RUD", same ? "G" : "I");
  }

  private void identifications() {
    String open = idClass(openIds, 3);
    String closed = idClass(closedIds, 2);
    String echo = idClass(echoIds, 2);
    Map.of("TI", open, "CI", closed, "II", echo)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                test("SEQ").put(name, value);
              }
            });
    List<String> counted = List.of("I", "BI", "RI");
    if (counted.contains(open) && counted.contains(echo)) {
      int last = openIds.get(openIds.size() - 1);
      long mean = Integer.toUnsignedLong(last - openIds.get(0)) / (openIds.size() - 1);
      boolean one = echoIds.get(0) < (last + 3 * mean & 0xffff_ffffL);
      test("SEQ").put("SS", one ? "S" : "O");
    }
  }

  private static String idClass(List<Integer> ids, int least) {
    if (ids.size() < least) {
      return "";
    }
    if (ids.stream().allMatch(id -> id == 0)) {
      return "Z";
    }
    int most = 0;
    boolean random = false;
    boolean large = false;
    boolean swapped = true;
    boolean even = true;
    boolean constant = true;
    for (int i = 1; i < ids.size(); i++) {
      int step = ids.get(i) - ids.get(i - 1);
      random |= ids.size() > 2 && (step > 20_000 || step < 0);
      step &= 0xffff;
      large |= step > 1000 && (step % 256 != 0 || step >= 25_600);
      swapped &= step <= 5120 && step % 256 == 0;
      even &= step % 2 == 0;
      constant &= step == 0;
      most = Math.max(most, step);
    }
    if (constant) {
      return hex(ids.get(0));
    }
    return random ? "RD" : large ? "RI" : swapped ? "BI" : even || most < 10 ? "I" : "";
  }

  private static String value(int value, int good) {
    return value == good ? "G" : hex(value);
  }

  private static boolean has(Ipv4 packet) {
    return (packet.flags() & Ipv4.DONT_FRAGMENT) != 0;
  }

  private static String hex(int value) {
    return Integer.toHexString(value).toUpperCase(java.util.Locale.ROOT);
  }

  private Optional<Ipv4> send(
      int port, int from, int flags, int window, boolean df, String options, int plus, int urgent) {
    Tcp probe =
        new Tcp(
            from,
            port,
            SEQUENCE + plus,
            ACKNOWLEDGMENT,
            flags,
            window,
            urgent,
            encoded(options),
            ByteBuffer.allocate(0));
    Optional<Ipv4> answer =
        ip(Ipv4.TCP, df, 0, Bench.bytesOf(out -> probe.encode(out, Bench.ASKER, Plant.REAL)));
    // as the kernel of the machine that nmap runs on does, which knows nothing of the probe
    answer
        .map(packet -> Tcp.decode(packet.payload()).orElseThrow())
        .filter(segment -> segment.has(Tcp.ACK) && segment.has(Tcp.SYN))
        .ifPresent(
            segment -> {
              Tcp reset =
                  new Tcp(
                      from,
                      port,
                      segment.acknowledgment(),
                      0,
                      Tcp.RST,
                      0,
                      0,
                      List.of(),
                      ByteBuffer.allocate(0));
              ip(Ipv4.TCP, true, 0, Bench.bytesOf(o -> reset.encode(o, Bench.ASKER, Plant.REAL)));
            });
    return answer;
  }

  private Optional<Ipv4> ip(int protocol, boolean df, int typeOfService, byte[] payload) {
    Ipv4 packet =
        new Ipv4(
            typeOfService,
            UDP_ID,
            df ? Ipv4.DONT_FRAGMENT : 0,
            0,
            50,
            protocol,
            Bench.ASKER,
            Plant.REAL,
            Ipv4.NO_OPTIONS,
            ByteBuffer.wrap(payload));
    bench.receive(
        Bench.marked(
            Bench.MARK,
            Bench.macOf(Plant.REAL),
            org.utsusemi.decoy.wire.Ethernet.IPV4,
            Bench.bytesOf(packet::encode)));
    Optional<Ipv4> answer = bench.takePacket();
    bench.forgetSent();
    return answer;
  }

  private static List<TcpOption> encoded(String text) {
    ByteBuffer out = ByteBuffer.allocate(40);
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case 'W' ->
            out.put((byte) 3).put((byte) 3).put((byte) Character.digit(text.charAt(++i), 16));
        case 'N' -> out.put((byte) 1);
        case 'L' -> out.put((byte) 0);
        case 'S' -> out.put((byte) 4).put((byte) 2);
        case 'T' -> out.put((byte) 8).put((byte) 10).putInt(-1).putInt(0);
        default -> {
          out.put((byte) 2).put((byte) 4);
          out.putShort((short) Integer.parseInt(text.substring(i + 1, i + 4), 16));
          i += 3;
        }
      }
    }
    return List.of(new TcpOption.Encoded(out.flip()));
  }

  /** The options of an answer in nmap's notation, from its bytes. */
  private static String options(Ipv4 packet) {
    ByteBuffer bytes = packet.payload().slice();
    int end = (bytes.get(12) >>> 4 & 15) * 4;
    StringBuilder text = new StringBuilder();
    for (int at = 20; at < end; ) {
      switch (bytes.get(at)) {
        case 0 -> text.append('L');
        case 1 -> text.append('N');
        case 2 -> text.append('M').append(hex(bytes.getShort(at + 2) & 0xffff));
        case 3 -> text.append('W').append(hex(bytes.get(at + 2) & 0xff));
        case 4 -> text.append('S');
        case 8 ->
            text.append('T')
                .append(bytes.getInt(at + 2) == 0 ? 0 : 1)
                .append(bytes.getInt(at + 6) == 0 ? 0 : 1);
        default -> text.append('?');
      }
      at += bytes.get(at) < 2 ? 1 : bytes.get(at + 1);
    }
    return text.toString();
  }
}
