package org.utsusemi.decoy.clone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.capture.Observed;
import org.utsusemi.decoy.capture.SynAnswer;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.capture.TcpTalk.Part;
import org.utsusemi.decoy.capture.UdpTalk;
import org.utsusemi.decoy.clone.Draft.PortDraft;
import org.utsusemi.decoy.clone.Draft.Span;

/** How long the device takes: its stack by itself, and each service beyond that. */
final class TimingLearner {
  /** Faster than this is as fast as it goes: a decoy takes as long itself. */
  private static final long AT_ONCE = 200_000;

  private static final long LONGEST = 59_000_000_000L;
  private static final long SHORTEST_IDLE = 4_000_000_000L;
  private static final long LONGEST_IDLE = Duration.ofDays(6).toNanos();
  private static final int ENOUGH = 5;

  private TimingLearner() {}

  static void learn(Evidence evidence, Draft draft, Notes notes) {
    Observed seen = evidence.seen();
    List<Long> stack = new ArrayList<>(seen.echoNanos());
    stack.addAll(seen.arpNanos());
    seen.synAnswers().stream().map(SynAnswer::nanos).forEach(stack::add);
    if (stack.size() < ENOUGH) {
      notes.missing(
          "how fast the device answers",
          "a capture (--pcap) of at least "
              + ENOUGH
              + " connections, taken near the device, shows it");
      return;
    }
    long roundTrip = quantile(stack, 0.5);
    notes.learned("round trip: median " + text(roundTrip) + " of " + stack.size());
    if (roundTrip >= AT_ONCE) {
      draft.roundTrip = Optional.of(span(stack));
    }
    Map<Integer, List<Long>> tcp = new TreeMap<>();
    seen.connections().forEach(talk -> answers(talk, roundTrip, tcp));
    tcp.forEach((port, times) -> put(draft.tcp, port, times));
    Map<Integer, List<Long>> udp = new TreeMap<>();
    for (UdpTalk talk : seen.datagrams()) {
      if (!talk.answers().isEmpty()) {
        udp.computeIfAbsent(talk.port(), p -> new ArrayList<>())
            .add(Math.max(1, talk.answerNanos() - talk.nanos() - roundTrip));
      }
    }
    udp.forEach((port, times) -> put(draft.udp, port, times));
    idle(seen, draft);
  }

  private static void answers(TcpTalk talk, long roundTrip, Map<Integer, List<Long>> out) {
    for (int i = 1; i < talk.parts().size(); i++) {
      Part request = talk.parts().get(i - 1);
      Part answer = talk.parts().get(i);
      if (answer.fromDevice()) {
        long took = answer.firstNanos() - request.lastNanos() - roundTrip;
        out.computeIfAbsent(talk.port(), p -> new ArrayList<>()).add(Math.max(1, took));
      }
    }
  }

  private static void put(Map<Integer, PortDraft> ports, int port, List<Long> times) {
    PortDraft draft = ports.get(port);
    if (draft != null && times.size() >= ENOUGH && quantile(times, 0.5) >= AT_ONCE) {
      ports.put(port, new PortDraft(draft.state(), Optional.of(span(times)), draft.idle()));
    }
  }

  /** The time after which the device closed connections on which nobody said anything. */
  private static void idle(Observed seen, Draft draft) {
    Map<Integer, List<Long>> silences = new TreeMap<>();
    for (TcpTalk talk : seen.connections()) {
      long last =
          talk.parts().isEmpty()
              ? talk.startNanos()
              : talk.parts().get(talk.parts().size() - 1).lastNanos();
      long silence = talk.endNanos() - last;
      if (talk.end() == TcpTalk.End.DEVICE_CLOSED
          && silence >= SHORTEST_IDLE
          && silence <= LONGEST_IDLE) {
        silences.computeIfAbsent(talk.port(), p -> new ArrayList<>()).add(silence);
      }
    }
    silences.forEach(
        (port, times) -> {
          PortDraft before = draft.tcp.get(port);
          long idle = quantile(times, 0.5);
          boolean steady = times.stream().allMatch(t -> Math.abs(t - idle) < idle / 10);
          if (before != null && steady) {
            Duration rounded = Duration.ofMillis((idle + 500_000) / 1_000_000);
            draft.tcp.put(
                port, new PortDraft(before.state(), before.latency(), Optional.of(rounded)));
          }
        });
  }

  private static Span span(List<Long> nanos) {
    long median = Math.min(LONGEST, Math.max(1000, quantile(nanos, 0.5)));
    long p99 = Math.min(LONGEST, Math.max(median, quantile(nanos, 0.99)));
    return new Span(Duration.ofNanos(median), Duration.ofNanos(p99));
  }

  private static long quantile(List<Long> values, double share) {
    List<Long> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
  }

  private static String text(long nanos) {
    return nanos / 1000 + "us";
  }
}
