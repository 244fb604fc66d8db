package org.utsusemi.decoy.clone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.utsusemi.decoy.capture.Observed;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.capture.TcpTalk.Part;
import org.utsusemi.decoy.capture.UdpTalk;
import org.utsusemi.decoy.learned.Outcome;

/** Takes conversations apart into requests and what followed them. */
final class Listening {
  private static final long SOON = Duration.ofSeconds(3).toNanos();
  private static final long PATIENCE = Duration.ofMillis(1500).toNanos();
  private static final byte[] NOTHING = new byte[0];

  /** What was heard on one port. */
  static final class Port {
    final List<Heard> heard = new ArrayList<>();
    final List<Heard> greetings = new ArrayList<>();

    boolean isSilent() {
      return greetings.isEmpty()
          && heard.stream().allMatch(h -> h.answer().length == 0 && h.then() == Outcome.Then.STAY);
    }

    /** Whether what was answered is TLS (RFC 8446 §5.1: handshake or alert, version 3). */
    boolean isTls() {
      long answered = heard.stream().filter(h -> h.answer().length > 0).count();
      long tls =
          heard.stream()
              .filter(h -> h.answer().length > 5)
              .filter(h -> h.answer()[0] == 0x15 || h.answer()[0] == 0x16)
              .filter(h -> h.answer()[1] == 3)
              .count();
      return answered > 0 && tls * 2 > answered;
    }
  }

  private Listening() {}

  /** A greeting that crossed with the client's first words is no answer to them. */
  private static void greetingsApart(Port port) {
    if (port.greetings.isEmpty()) {
      return;
    }
    byte[] greeting = port.greetings.get(0).answer();
    port.heard.replaceAll(
        h -> {
          int length = greeting.length;
          boolean begins =
              h.before().length == 0
                  && h.answer().length >= length
                  && Arrays.equals(h.answer(), 0, length, greeting, 0, length);
          byte[] rest = begins ? Arrays.copyOfRange(h.answer(), length, h.answer().length) : null;
          return begins
              ? new Heard(
                  h.nanos(),
                  h.client(),
                  h.talk(),
                  h.before(),
                  h.request(),
                  rest,
                  h.then(),
                  h.sure())
              : h;
        });
  }

  static Map<Integer, Port> tcp(Observed seen) {
    Map<Integer, Port> ports = new TreeMap<>();
    int number = 0;
    for (TcpTalk talk : seen.connections()) {
      number++;
      if (!talk.parts().isEmpty() || talk.end() == TcpTalk.End.DEVICE_CLOSED) {
        talk(talk, number, ports.computeIfAbsent(talk.port(), p -> new Port()));
      }
    }
    ports.values().forEach(Listening::greetingsApart);
    return ports;
  }

  private static void talk(TcpTalk talk, int number, Port out) {
    List<Part> parts = talk.parts();
    byte[] before = NOTHING;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean last = i >= parts.size() - 2;
      if (part.fromDevice()) {
        boolean greeting = i == 0 && talk.fromStart();
        if (greeting) {
          out.greetings.add(
              heard(talk, number, part.firstNanos(), NOTHING, NOTHING, part.bytes(), false));
        }
        continue;
      }
      boolean answered = i + 1 < parts.size();
      byte[] answer = answered ? parts.get(i + 1).bytes() : NOTHING;
      if (talk.gap() && last) {
        break;
      }
      out.heard.add(heard(talk, number, part.lastNanos(), before, part.bytes(), answer, last));
      before = part.bytes();
    }
  }

  private static Heard heard(
      TcpTalk talk,
      int number,
      long nanos,
      byte[] before,
      byte[] request,
      byte[] answer,
      boolean last) {
    List<Part> parts = talk.parts();
    long lastSaid = parts.get(parts.size() - 1).lastNanos();
    boolean ended = last && talk.endNanos() - lastSaid < SOON;
    Outcome.Then then =
        ended && talk.end() == TcpTalk.End.DEVICE_CLOSED
            ? Outcome.Then.CLOSE
            : ended && talk.end() == TcpTalk.End.DEVICE_RESET
                ? Outcome.Then.RESET
                : Outcome.Then.STAY;
    boolean sure = !last || then != Outcome.Then.STAY || talk.endNanos() - nanos > PATIENCE;
    return new Heard(nanos, talk.client(), number, before, request, answer, then, sure);
  }

  static Map<Integer, Port> udp(Observed seen) {
    Map<Integer, Port> ports = new TreeMap<>();
    int number = 0;
    for (UdpTalk talk : seen.datagrams()) {
      number++;
      if (talk.refused() || talk.request().length == 0) {
        continue;
      }
      byte[] answer = talk.answers().isEmpty() ? NOTHING : talk.answers().get(0);
      ports
          .computeIfAbsent(talk.port(), p -> new Port())
          .heard
          .add(
              new Heard(
                  talk.nanos(),
                  talk.client(),
                  number,
                  NOTHING,
                  talk.request(),
                  answer,
                  Outcome.Then.STAY,
                  true));
    }
    ports.values().forEach(p -> p.heard.sort(Comparator.comparingLong(Heard::nanos)));
    return ports;
  }
}
