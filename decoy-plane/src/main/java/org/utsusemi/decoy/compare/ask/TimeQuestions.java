package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.decoy.compare.rule.SameTimes;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * How long a machine takes: for a connection, a refusal, a ping, an answer. Original and clone take
 * turns, so that what else this machine does falls on both.
 */
final class TimeQuestions {
  private static final int PING_MILLIS = 1000;
  private static final int ANSWER_MILLIS = 3000;
  private static final int QUIET_MILLIS = 20;

  private final Place place;
  private final Plan plan;

  TimeQuestions(Place place, Plan plan) {
    this.place = place;
    this.plan = plan;
  }

  private interface Sample {
    /** Microseconds; or what happened instead, in words. */
    String take(Ipv4Address address) throws IOException;
  }

  void connections(Set<Integer> ports, Pair pair) throws IOException {
    for (int port : ports) {
      take("TCP " + port, "time until a connection is accepted", a -> connect(a, port), pair);
    }
  }

  void refusal(OptionalInt closed, Pair pair) throws IOException {
    if (closed.isPresent()) {
      int port = closed.getAsInt();
      take("a closed TCP port", "time until a connection is refused", a -> refuse(a, port), pair);
    }
  }

  /** Only root may send a ping of ICMP. */
  void ping(Pair pair) throws IOException {
    if (Place.isRoot()) {
      take("ping", "time until the reply", this::ping, pair);
    }
  }

  /** The first request of each port that a capture shows answered. */
  void answers(List<Conversation> conversations, Pair pair) throws IOException {
    Set<String> asked = new HashSet<>();
    for (Conversation each : conversations) {
      if (!each.udp() && each.answers().get(0).length > 0 && asked.add(each.subject())) {
        take(
            each.subject(),
            "time until the answer (" + Answers.preview(each.requests().get(0)) + ")",
            address -> answer(address, each),
            pair);
      }
    }
  }

  private void take(String subject, String aspect, Sample sample, Pair pair) throws IOException {
    Question question = new Question(Topic.TIMES, subject, aspect, "", SameTimes.MICROSECONDS);
    // the first one pays for ARP, and for what a program loads when it is first asked
    sample.take(plan.original());
    sample.take(plan.copy());
    for (int i = 0; i < plan.samples(); i++) {
      add(pair.original(), question, sample.take(plan.original()));
      add(pair.copy(), question, sample.take(plan.copy()));
    }
  }

  private static void add(Observations out, Question question, String value) {
    out.add(question, value);
  }

  private String connect(Ipv4Address address, int port) {
    try (Talk talk = Talk.open(place, address, port)) {
      return String.valueOf(talk.connectMicros());
    } catch (IOException e) {
      return Answers.value(e);
    }
  }

  private String refuse(Ipv4Address address, int port) {
    long begin = System.nanoTime();
    try (Talk talk = Talk.open(place, address, port)) {
      return "accepted after " + talk.connectMicros() + " µs";
    } catch (ConnectException e) {
      return String.valueOf((System.nanoTime() - begin) / 1000);
    } catch (IOException e) {
      return Answers.value(e);
    }
  }

  private String ping(Ipv4Address address) throws IOException {
    long begin = System.nanoTime();
    return place.ping(address, PING_MILLIS)
        ? String.valueOf((System.nanoTime() - begin) / 1000)
        : "no answer";
  }

  private String answer(Ipv4Address address, Conversation conversation) {
    try (Talk talk = Talk.open(place, address, conversation.port())) {
      if (conversation.greeted()) {
        talk.listen(ANSWER_MILLIS, QUIET_MILLIS, 0);
      }
      talk.say(conversation.requests().get(0));
      Talk.Heard heard = talk.listen(ANSWER_MILLIS, QUIET_MILLIS, 1);
      return heard.bytes().length > 0 ? String.valueOf(heard.micros()) : "no answer";
    } catch (IOException e) {
      return Answers.value(e);
    }
  }
}
