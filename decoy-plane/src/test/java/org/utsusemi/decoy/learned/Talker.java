package org.utsusemi.decoy.learned;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;

/** A client of a learned service, and what it hears. */
final class Talker implements StreamService.Output {
  static final Instant NOW = Instant.parse("2026-11-26T07:22:18Z");

  final List<String> touches = new ArrayList<>();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final StreamService.Session session;
  boolean closed;
  boolean reset;

  Talker(StreamService service) {
    session = service.open(peer(), this);
  }

  static Peer peer() {
    return new Peer(
        3001, MacAddress.parse("02:00:00:00:00:66"), Ipv4Address.parse("10.0.0.66"), 40_000);
  }

  static LearnedStream service(Dialogue dialogue) {
    return new LearnedStream(
        new Lexicon(dialogue), Ipv4Address.parse("10.0.0.1"), InstantSource.fixed(NOW), 7);
  }

  static Dialogue dialogue(Dialogue.Compare compare, Outcome otherwise, Exchange... exchanges) {
    return new Dialogue("test", compare, List.of(), List.of(exchanges), otherwise);
  }

  static Piece text(String text) {
    return new Piece.Literal(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static Outcome says(String text) {
    return new Outcome(List.of(text(text)), Outcome.Then.STAY);
  }

  static Exchange exchange(String request, String answer) {
    return new Exchange(form(request), Optional.empty(), says(answer));
  }

  static RequestForm form(String request) {
    return RequestForm.of(List.of(text(request)));
  }

  Talker say(String text) {
    return say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Talker say(byte[] bytes) {
    session.receive(bytes);
    return this;
  }

  String take() {
    String text = heard.toString(StandardCharsets.ISO_8859_1);
    heard.reset();
    return text;
  }

  void hangUp() {
    session.closed();
  }

  @Override
  public void send(byte[] bytes) {
    heard.writeBytes(bytes);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void reset() {
    reset = true;
  }

  @Override
  public void touched(String summary, byte[] payload) {
    touches.add(summary);
  }
}
