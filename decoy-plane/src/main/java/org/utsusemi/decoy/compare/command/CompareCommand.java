package org.utsusemi.decoy.compare.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.utsusemi.decoy.capture.CaptureException;
import org.utsusemi.decoy.capture.CaptureFile;
import org.utsusemi.decoy.capture.DeviceWatch;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.ask.CouldNotAsk;
import org.utsusemi.decoy.compare.ask.Interview;
import org.utsusemi.decoy.compare.ask.Plan;
import org.utsusemi.decoy.compare.render.Heading;
import org.utsusemi.decoy.compare.render.HtmlRenderer;
import org.utsusemi.decoy.compare.render.JsonRenderer;
import org.utsusemi.decoy.compare.render.Renderer;
import org.utsusemi.decoy.compare.render.TextRenderer;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.decoy.compare.replay.Conversations;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.command.Subcommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks an original and its clone the same questions. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Asks a real device and its clone the same questions, and says field by field what differs"
            + " beyond what the original's own answers vary by. Needs nmap, and root for most of"
            + " its questions. nmap -O can upset old PLCs: leave it out with --no-os-scan.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:no difference", "1:a difference", "2:wrong usage", "3:could not ask"})
public final class CompareCommand implements Subcommand {
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int COULD_NOT = 3;

  private enum Format {
    text(new TextRenderer()),
    json(new JsonRenderer()),
    html(new HtmlRenderer());

    private final Renderer renderer;

    Format(Renderer renderer) {
      this.renderer = renderer;
    }
  }

  @Parameters(index = "0", paramLabel = "REAL", description = "The real device's IPv4 address.")
  private String original;

  @Parameters(index = "1", paramLabel = "CLONE", description = "The clone's.")
  private String copy;

  @Option(
      names = "--ports",
      paramLabel = "PORTS",
      description =
          "Ports as nmap takes them, such as 80,502,U:161 (default: nmap's thousand of TCP).")
  private String ports;

  @Option(
      names = "--replay",
      paramLabel = "CAPTURE",
      description =
          "pcap or pcapng of clients talking to the real device: what they asked is asked of both."
              + " May be given more than once.")
  private List<Path> captures = List.of();

  @Option(
      names = "--replay-writes",
      description =
          "Replay also what may change something in the real device. Without it only requests that"
              + " are known to be reads are replayed.")
  private boolean writes;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How often each is asked, 1-20 (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "40",
      description = "How often each time is taken, 12-1000 (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--only",
      paramLabel = "TOPIC",
      split = ",",
      description =
          "Ask only about these: ports, stack, link, services, scripts, conversations, times.")
  private List<String> only = List.of();

  @Option(
      names = "--no-os-scan",
      description = "Do not run nmap -O, which can upset old PLCs: nothing is asked of the stack.")
  private boolean noOsScan;

  @Option(
      names = "--scripts",
      paramLabel = "EXPR",
      defaultValue = "default",
      description =
          "nmap's scripts, as its --script takes them (default: ${DEFAULT-VALUE}); such as"
              + " default,modbus-discover.")
  private String scripts;

  @Option(
      names = "--version-intensity",
      paramLabel = "0-9",
      defaultValue = "7",
      description =
          "How many of its probes nmap tries on a service (default: ${DEFAULT-VALUE}). On a service"
              + " that it does not know all of them take minutes.")
  private int intensity;

  @Option(
      names = "--idle",
      paramLabel = "SECONDS",
      defaultValue = "8",
      description =
          "How long a connection on which nothing is said is watched, 1-600 (default:"
              + " ${DEFAULT-VALUE}).")
  private int idle;

  @Option(
      names = "--interface",
      paramLabel = "IF",
      description = "Ask by this interface (default: as the system routes).")
  private String networkInterface;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or html (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the report there (default: standard output).")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Conversations conversations = new Conversations(writes);
      Ipv4Address device = address("REAL", original);
      List<String> notes = new ArrayList<>(read(device, conversations));
      Plan plan = plan(device, conversations.chosen());
      notes.addAll(conversations.leftOut());
      Instant begin = Instant.now();
      Interview.Result result =
          new Interview(plan, InstantSource.system(), what -> say(err, what)).ask();
      notes.addAll(result.notes());
      Heading heading =
          new Heading(plan.original().toString(), plan.copy().toString(), begin, rounds, notes);
      write(format.renderer.render(heading, result.comparison()));
      return result.comparison().differences().isEmpty() ? SAME : DIFFERENT;
    } catch (CouldNotAsk | CaptureException e) {
      say(err, e.getMessage());
    } catch (IOException e) {
      say(err, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      say(err, "interrupted");
    }
    return COULD_NOT;
  }

  private static void say(PrintWriter err, String what) {
    err.println("utsusemi compare: " + what);
    err.flush();
  }

  private List<String> read(Ipv4Address device, Conversations conversations) throws IOException {
    List<String> notes = new ArrayList<>();
    for (Path capture : captures) {
      DeviceWatch watch = new DeviceWatch(device);
      CaptureFile.Outcome outcome = CaptureFile.read(capture, watch);
      conversations.add(watch.observed());
      outcome.cutShort().ifPresent(why -> notes.add(capture + ": " + why));
      if (watch.observed().connections().isEmpty() && watch.observed().datagrams().isEmpty()) {
        notes.add(capture + " shows no conversation with " + device);
      }
    }
    return notes;
  }

  private Plan plan(Ipv4Address device, List<Conversation> conversations) {
    Ipv4Address other = address("CLONE", copy);
    if (other.equals(device)) {
      throw usage("REAL and CLONE are both " + device);
    }
    within("--rounds", rounds, 1, 20);
    within("--samples", samples, 12, 1000);
    within("--version-intensity", intensity, 0, 9);
    within("--idle", idle, 1, 600);
    if (ports != null && !ports.matches("[0-9,:TU-]{1,2000}")) {
      throw usage("--ports: expected ports such as 80,502,U:161: " + ports);
    }
    if (!scripts.matches("[A-Za-z0-9,*_ ()-]{0,500}")) {
      throw usage("--scripts: expected names of nmap's scripts and categories: " + scripts);
    }
    if (networkInterface != null && !networkInterface.matches("[A-Za-z0-9_.:@-]{1,15}")) {
      throw usage("--interface: expected the name of an interface: " + networkInterface);
    }
    return new Plan(
        device,
        other,
        Optional.ofNullable(networkInterface),
        Optional.ofNullable(ports),
        topics(),
        rounds,
        samples,
        intensity,
        scripts,
        Duration.ofSeconds(idle),
        conversations);
  }

  private Set<Topic> topics() {
    Set<Topic> topics = EnumSet.allOf(Topic.class);
    if (!only.isEmpty()) {
      topics.clear();
      only.forEach(name -> topics.add(topic(name)));
    }
    if (noOsScan) {
      topics.remove(Topic.STACK);
    }
    if (topics.isEmpty()) {
      throw usage("--only stack and --no-os-scan leave nothing to ask");
    }
    return topics;
  }

  private Topic topic(String name) {
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.name().toLowerCase(Locale.ROOT).equals(name.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--only: there is no topic '"
                        + name
                        + "'; there are "
                        + Arrays.stream(Topic.values())
                            .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  private Ipv4Address address(String which, String text) {
    try {
      return Ipv4Address.parse(text);
    } catch (IllegalArgumentException e) {
      throw usage(which + ": expected an IPv4 address: " + text);
    }
  }

  private void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw usage(option + ": expected " + least + "-" + most + ": " + value);
    }
  }

  private CommandLine.ParameterException usage(String message) {
    return new CommandLine.ParameterException(spec.commandLine(), message);
  }

  private void write(String report) throws IOException {
    if (out != null) {
      Files.write(out, report.getBytes(StandardCharsets.UTF_8));
      return;
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(report);
    writer.flush();
  }
}
