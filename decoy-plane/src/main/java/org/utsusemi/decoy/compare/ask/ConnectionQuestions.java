package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.time.Duration;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.rule.SameBytes;
import org.utsusemi.decoy.compare.rule.SeenBefore;
import org.utsusemi.decoy.compare.rule.WithinSpread;
import org.utsusemi.decoy.compare.scan.Sanitiser;
import org.utsusemi.topology.address.Ipv4Address;

/** What a TCP port does when nothing is asked of it. */
final class ConnectionQuestions {
  private static final int GREETING_MILLIS = 1500;
  private static final int QUIET_MILLIS = 200;
  private static final int HALF_CLOSE_MILLIS = 2000;
  private static final int CLOSING_SECONDS = 2;

  private final Place place;
  private final Duration idle;

  ConnectionQuestions(Place place, Duration idle) {
    this.place = place;
    this.idle = idle;
  }

  /** Asks one port once. */
  void ask(Ipv4Address address, int port, Sanitiser sanitiser, Observations out) {
    String subject = "TCP " + port;
    Question greeting = question(subject, "greeting", SameBytes.ANSWER);
    Question quiet = question(subject, "a connection on which nothing is said", SeenBefore.PLAIN);
    try (Talk talk = Talk.open(place, address, port)) {
      Talk.Heard heard = talk.listen(GREETING_MILLIS, QUIET_MILLIS, 0);
      out.add(greeting, Answers.value(heard, sanitiser));
      idle(talk, heard, quiet, subject, out);
    } catch (IOException e) {
      out.add(greeting, Answers.value(e));
    }
    Question half = question(subject, "when the client says that it has no more", SeenBefore.PLAIN);
    try (Talk talk = Talk.open(place, address, port)) {
      talk.fallSilent();
      Talk.Heard heard = talk.listen(HALF_CLOSE_MILLIS, HALF_CLOSE_MILLIS, 0);
      out.add(half, heard.end().words());
    } catch (IOException e) {
      out.add(half, Answers.value(e));
    }
  }

  private void idle(Talk talk, Talk.Heard heard, Question quiet, String subject, Observations out)
      throws IOException {
    if (heard.end() != Talk.End.OPEN) {
      out.add(quiet, heard.end().words());
      return;
    }
    long begin = System.nanoTime();
    int wait = (int) idle.toMillis();
    Talk.Heard later = talk.listen(wait, wait, 0);
    out.add(quiet, later.end().words() + (later.end() == Talk.End.OPEN ? "" : " after a while"));
    if (later.end() != Talk.End.OPEN) {
      out.add(
          question(
              subject,
              "seconds until a connection on which nothing is said ends",
              new WithinSpread(CLOSING_SECONDS, " s")),
          String.valueOf((System.nanoTime() - begin) / 1_000_000_000L));
    }
  }

  private static Question question(
      String subject, String aspect, org.utsusemi.decoy.compare.rule.Rule rule) {
    return new Question(Topic.CONVERSATIONS, subject, aspect, "", rule);
  }
}
