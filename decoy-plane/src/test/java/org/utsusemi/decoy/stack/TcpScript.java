package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.decoy.host.Manners;
import org.utsusemi.decoy.host.Personality;
import org.utsusemi.decoy.host.Verdict;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.decoy.wire.TcpOption;

/**
 * A conversation with the stack as text, a line each:
 *
 * <pre>
 * TIME recv FLAGS [KEY=VALUE …]    a segment comes from the peer
 * TIME send FLAGS [KEY=VALUE …]    the stack sends just this, just then
 * TIME app-VERB [ARGUMENT]         the service at port 9 acts, or has heard
 * TIME VERB [ARGUMENT]             see {@link #other}
 * </pre>
 *
 * <p>Times are milliseconds. Sequence numbers of the stack count from its SYN, those of the peer
 * are what they are. Whatever the stack sends must be in the script.
 */
final class TcpScript {
  private static final String[] FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG"};

  private final List<String> lines;
  private final ScriptedService service = new ScriptedService();
  private final Map<Integer, Integer> initialByPeerPort = new HashMap<>();
  private Limits limits = Limits.DEFAULT;
  private Personality personality = PlainPersonality.embedded();
  private Optional<Latency> latency = Optional.empty();
  private Optional<Latency> roundTrip = Optional.empty();
  private OptionalInt sessions = OptionalInt.empty();
  private Optional<Long> idle = Optional.empty();
  private long timeBase;
  private Plant plant;
  private Bench bench;

  TcpScript(List<String> lines) {
    this.lines = lines;
  }

  void run() {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        try {
          step(line);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("line " + (i + 1) + ": " + line + "\n" + e.getMessage(), e);
        }
      }
    }
    assertQuiet();
  }

  private void step(String line) {
    String[] words = line.split(" +", 3);
    String rest = words.length > 2 ? words[2] : "";
    if (!Character.isDigit(words[0].charAt(0))) {
      set(words[0], List.of(line.substring(words[0].length()).strip().split(" +")));
      return;
    }
    begin();
    long at = Long.parseLong(words[0]);
    bench.runUntil(at);
    switch (words[1]) {
      case "send" -> assertSent(at, rest);
      case "recv" -> {
        assertQuiet();
        receive(new Fields(rest));
      }
      default -> {
        assertQuiet();
        other(words[1], rest);
      }
    }
  }

  /** What stands before the first line with a time. */
  private void set(String name, List<String> values) {
    List<Integer> numbers = values.stream().map(Integer::decode).collect(Collectors.toList());
    switch (name) {
      case "limits" ->
          limits =
              new Limits(
                  numbers.get(0),
                  numbers.get(1),
                  numbers.get(2),
                  numbers.get(3),
                  numbers.get(4),
                  numbers.get(5));
      case "personality" -> personality = PlainPersonality.of(numbers.get(0), numbers.get(1));
      case "latency" -> latency = Optional.of(millis(numbers.get(0)));
      case "round-trip" -> roundTrip = Optional.of(millis(numbers.get(0)));
      case "sessions" -> sessions = OptionalInt.of(numbers.get(0));
      case "idle" -> idle = Optional.of(numbers.get(0) * 1_000_000L);
      case "initial" -> timeBase = timeFor(numbers.get(0));
      default -> fail("no such setting: " + name);
    }
  }

  /** Just so many, each time. */
  private static Latency millis(int number) {
    return new Latency(number * 1_000_000L, number * 1_000_000L);
  }

  /** A start of the clock at which the stack begins the usual connection with a given number. */
  private static long timeFor(int wanted) {
    Bench probe = new Bench(Plant.ofEchoes());
    probe.receive(Bench.MARK, segment(Tcp.SYN, 0, new Fields("SYN")), Plant.REAL);
    int atZero = probe.takeTcp().orElseThrow().sequence();
    return (wanted - atZero & 0xffff_ffffL) * 4000;
  }

  private void begin() {
    if (bench == null) {
      plant = new Plant(new EchoService(), service, personality);
      plant.behave(new Manners(latency, sessions, idle));
      roundTrip.ifPresent(plant::takeItsTime);
      bench = new Bench(plant, limits, timeBase);
    }
  }

  private void other(String verb, String argument) {
    switch (verb) {
      case "app-send" -> service.output().send(contentOf(argument));
      case "app-close" -> service.output().close();
      case "app-reset" -> service.output().reset();
      case "app-heard" -> assertThat(service.takeHeard()).isEqualTo(text(contentOf(argument)));
      case "app-closed" -> assertThat(service.isClosed()).isTrue();
      case "app-open" -> assertThat(service.isClosed()).isFalse();
      case "verdict" -> plant.judgeAs(new Verdict(Verdict.Treatment.valueOf(argument), true));
      case "end-sessions" -> bench.stack.endSessions(session -> session.port() == 9);
      case "connections" -> assertCount(bench.stack.statistics().connections(), argument);
      case "half-open" -> assertCount(bench.stack.statistics().halfOpen(), argument);
      case "evicted" -> assertCount(bench.stack.statistics().evicted(), argument);
      case "cookies" -> assertCount(bench.stack.statistics().cookies(), argument);
      case "quiet" -> assertQuiet();
      case "buffered" -> assertCount(bench.stack.statistics().bufferBytes(), argument);
      case "flood" -> flood(new Fields(argument));
      default -> fail("no such verb: " + verb);
    }
  }

  /** SYNs of ports from 1000 on; what they are answered is thrown away. */
  private void flood(Fields fields) {
    for (int i = 0; i < fields.number("count", 1); i++) {
      Fields one = new Fields("SYN sport=" + (1000 + i) + " mark=" + fields.number("mark", 0));
      receive(one);
    }
    bench.forgetSent();
  }

  private void receive(Fields fields) {
    int initial = initialByPeerPort.getOrDefault(fields.number("sport", 40000), 0);
    bench.receive(
        fields.number("mark", Bench.MARK), segment(fields.flags(), initial, fields), Plant.REAL);
  }

  private static Tcp segment(int flags, int initial, Fields fields) {
    List<TcpOption> options = new ArrayList<>();
    if (fields.has("mss")) {
      options.add(new TcpOption.MaximumSegmentSize(fields.number("mss", 0)));
    }
    return new Tcp(
        fields.number("sport", 40000),
        fields.number("dport", 9),
        fields.number("seq", 0),
        (flags & Tcp.ACK) == 0 ? 0 : initial + fields.number("ack", 0),
        flags,
        fields.number("win", 65535),
        0,
        options,
        ByteBuffer.wrap(fields.content()));
  }

  private void assertSent(long at, String expected) {
    assertThat(bench.waiting()).as("frames sent until " + at).isPositive();
    assertThat(bench.time.millis()).as("time at which it was sent").isEqualTo(at);
    Tcp sent = bench.takeTcp().orElseThrow();
    Fields fields = new Fields(expected);
    if (sent.has(Tcp.SYN)) {
      initialByPeerPort.put(sent.destinationPort(), sent.sequence());
    }
    int initial = initialByPeerPort.getOrDefault(sent.destinationPort(), 0);
    StringBuilder seen = new StringBuilder(flagsOf(sent));
    for (String name : fields.names()) {
      seen.append(' ').append(name).append('=').append(fieldOf(sent, name, initial));
    }
    if (fields.hasText() || !fields.has("len") && sent.payload().hasRemaining()) {
      seen.append(" \"").append(textOf(sent)).append('"');
    }
    assertThat(seen.toString()).isEqualTo(expected.replaceAll(" +", " "));
  }

  private static String fieldOf(Tcp sent, String name, int initial) {
    return switch (name) {
      case "seq" -> Integer.toUnsignedString(sent.sequence() - initial);
      case "ack" -> Integer.toUnsignedString(sent.acknowledgment());
      case "win" -> Integer.toString(sent.window());
      case "len" -> Integer.toString(sent.payload().remaining());
      case "sport" -> Integer.toString(sent.destinationPort());
      case "dport" -> Integer.toString(sent.sourcePort());
      case "mss" ->
          sent.maximumSegmentSize().stream().mapToObj(Integer::toString).findFirst().orElse("none");
      default -> throw new IllegalArgumentException("no such field: " + name);
    };
  }

  private void assertQuiet() {
    begin();
    bench
        .takeTcp()
        .ifPresent(sent -> fail("sent at " + bench.time.millis() + ": " + describe(sent)));
  }

  private String describe(Tcp sent) {
    int initial = initialByPeerPort.getOrDefault(sent.destinationPort(), 0);
    return flagsOf(sent)
        + " seq="
        + fieldOf(sent, "seq", initial)
        + " ack="
        + fieldOf(sent, "ack", initial)
        + " win="
        + sent.window()
        + " len="
        + sent.payload().remaining();
  }

  private static void assertCount(long count, String expected) {
    assertThat(count).isEqualTo(Long.parseLong(expected));
  }

  private static String flagsOf(Tcp segment) {
    List<String> set = new ArrayList<>();
    for (int bit = 0; bit < FLAGS.length; bit++) {
      if (segment.has(1 << bit)) {
        set.add(FLAGS[bit]);
      }
    }
    return String.join(",", set);
  }

  private static String textOf(Tcp sent) {
    byte[] bytes = new byte[sent.payload().remaining()];
    sent.payload().duplicate().get(bytes);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** {@code "text"}, or {@code len=N} for that many bytes. */
  private static byte[] contentOf(String argument) {
    return new Fields("NONE " + argument).content();
  }

  /** {@code FLAGS key=value … "text"}. */
  private static final class Fields {
    private final String flags;
    private final String quoted;
    private final Map<String, String> values = new java.util.LinkedHashMap<>();

    Fields(String line) {
      int quote = line.indexOf('"');
      quoted = quote < 0 ? null : line.substring(quote + 1, line.lastIndexOf('"'));
      String[] words = (quote < 0 ? line : line.substring(0, quote)).strip().split(" +");
      boolean named = !words[0].contains("=");
      flags = named ? words[0] : "NONE";
      for (int i = named ? 1 : 0; i < words.length; i++) {
        String[] pair = words[i].split("=", 2);
        values.put(pair[0], pair[1]);
      }
    }

    int flags() {
      int bits = 0;
      for (String name : flags.split(",")) {
        bits |= name.equals("NONE") ? 0 : 1 << List.of(FLAGS).indexOf(name);
      }
      return bits;
    }

    Iterable<String> names() {
      return values.keySet();
    }

    boolean has(String name) {
      return values.containsKey(name);
    }

    boolean hasText() {
      return quoted != null;
    }

    int number(String name, int otherwise) {
      return has(name) ? (int) Long.decode(values.get(name)).longValue() : otherwise;
    }

    byte[] content() {
      return (quoted == null ? "x".repeat(number("len", 0)) : quoted)
          .getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
