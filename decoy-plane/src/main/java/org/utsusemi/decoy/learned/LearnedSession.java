package org.utsusemi.decoy.learned;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.utsusemi.decoy.host.StreamService.Output;
import org.utsusemi.decoy.host.StreamService.Session;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * One connection. Bytes that may become a known request are waited for; what no known request
 * begins with is answered as the dialogue says of all others.
 */
final class LearnedSession implements Session {
  private static final int LONGEST_LINE = 4096;
  private static final int SUMMARY = 60;

  private final Lexicon lexicon;
  private final Speech speech;
  private final Ipv4Address client;
  private final Output out;
  private final Map<Piece, Long> counters = Speech.counters();
  private byte[] part = new byte[0];
  private RequestForm before;
  private boolean over;

  LearnedSession(Lexicon lexicon, Speech speech, Ipv4Address client, Output out) {
    this.lexicon = lexicon;
    this.speech = speech;
    this.client = client;
    this.out = out;
  }

  void greet() {
    if (!lexicon.dialogue().greeting().isEmpty()) {
      out.send(speech.say(lexicon.dialogue().greeting(), new byte[0], client, counters));
    }
  }

  /** A request that is complete. {@code exchange} is null when it is not known. */
  private record Taken(int length, Exchange exchange) {}

  @Override
  public void receive(byte[] bytes) {
    if (over) {
      return;
    }
    byte[] stream = Arrays.copyOf(part, part.length + bytes.length);
    System.arraycopy(bytes, 0, stream, part.length, bytes.length);
    int at = 0;
    while (!over && at < stream.length) {
      Optional<Taken> taken = take(stream, at);
      if (taken.isEmpty()) {
        break;
      }
      byte[] request = Arrays.copyOfRange(stream, at, at + taken.get().length());
      at += request.length;
      answer(request, taken.get().exchange());
    }
    part = over ? new byte[0] : Arrays.copyOfRange(stream, at, stream.length);
  }

  /** The next request; empty when more must come. */
  private Optional<Taken> take(byte[] stream, int from) {
    RequestIndex index = lexicon.index();
    int to = stream.length;
    Optional<Exchange> exact = index.longest(stream, from, to, before);
    if (exact.isPresent()) {
      return Optional.of(new Taken(exact.get().request().length(), exact.get()));
    }
    if (index.isBeginning(stream, from, to)) {
      return Optional.empty();
    }
    Compare compare = lexicon.dialogue().compare();
    if (compare == Compare.LINES) {
      return line(stream, from);
    }
    if (compare == Compare.HTTP) {
      Optional<HttpRequest> request = HttpRequest.parse(stream, from, to);
      if (request.isPresent() && !request.get().complete() && to - from < HttpRequest.LONGEST) {
        return Optional.empty();
      }
      if (request.isPresent() && request.get().complete()) {
        Exchange known = index.http(request.get(), before).orElse(null);
        return Optional.of(new Taken(request.get().length(), known));
      }
    }
    return Optional.of(new Taken(to - from, null));
  }

  private Optional<Taken> line(byte[] stream, int from) {
    int end = from;
    while (end < stream.length && stream[end] != '\n') {
      end++;
    }
    if (end == stream.length) {
      return end - from < LONGEST_LINE
          ? Optional.empty()
          : Optional.of(new Taken(end - from, null));
    }
    String line = new String(stream, from, end - from, StandardCharsets.ISO_8859_1).strip();
    return Optional.of(new Taken(end + 1 - from, lexicon.index().line(line, before).orElse(null)));
  }

  private void answer(byte[] request, Exchange known) {
    Outcome outcome = known == null ? lexicon.dialogue().otherwise() : known.outcome();
    before = known == null ? null : known.request();
    out.touched(summary(request) + (known == null ? ": not known" : ""), request);
    if (!outcome.answer().isEmpty()) {
      out.send(speech.say(outcome.answer(), request, client, counters));
    }
    switch (outcome.then()) {
      case STAY -> {}
      case CLOSE -> {
        over = true;
        out.close();
      }
      case RESET -> {
        over = true;
        out.reset();
      }
    }
  }

  /** Its first line when that is text, else how long it is. */
  private static String summary(byte[] request) {
    int end = 0;
    while (end < request.length && end < SUMMARY && request[end] >= ' ' && request[end] < 0x7f) {
      end++;
    }
    boolean text =
        end == request.length || end == SUMMARY || request[end] == '\r' || request[end] == '\n';
    return text && end > 0
        ? new String(request, 0, end, StandardCharsets.US_ASCII)
        : "a request of " + request.length + " bytes";
  }

  @Override
  public void closed() {
    if (part.length > 0 && !over) {
      out.touched("part of a request, " + part.length + " bytes", part);
    }
    over = true;
    part = new byte[0];
  }
}
