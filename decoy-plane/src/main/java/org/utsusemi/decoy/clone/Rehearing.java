package org.utsusemi.decoy.clone;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.capture.TcpTalk.Part;
import org.utsusemi.decoy.capture.UdpTalk;
import org.utsusemi.decoy.host.Peer;
import org.utsusemi.decoy.host.StreamService;
import org.utsusemi.decoy.learned.LearnedDatagrams;
import org.utsusemi.decoy.learned.LearnedStream;
import org.utsusemi.decoy.learned.Lexicon;
import org.utsusemi.decoy.persona.Persona;
import org.utsusemi.topology.address.MacAddress;

/**
 * Asks a clone's learned services all that the device was asked in the captures, and compares. What
 * a service makes anew each time is compared by its length.
 */
final class Rehearing {
  /**
   * What came of it.
   *
   * @param asked requests
   * @param alike those that got the same answer
   * @param different a few of the others, for people
   */
  record Result(int asked, int alike, List<String> different) {
    Result plus(Result other) {
      List<String> all = new ArrayList<>(different);
      all.addAll(other.different);
      return new Result(
          asked + other.asked, alike + other.alike, all.subList(0, Math.min(SHOWN, all.size())));
    }
  }

  static final int SHOWN = 10;

  private final List<String> different = new ArrayList<>();
  private int asked;
  private int alike;

  private Rehearing() {}

  static Result of(Persona persona, Evidence evidence) {
    Rehearing rehearing = new Rehearing();
    TreeMap<Integer, LearnedStream> streams = new TreeMap<>();
    long[] now = {0};
    InstantSource clock = () -> Instant.ofEpochSecond(0, now[0]);
    persona
        .learned()
        .tcp()
        .forEach(
            (port, lexicon) ->
                streams.put(port, new LearnedStream(lexicon, evidence.address(), clock, port)));
    for (TcpTalk talk : evidence.seen().connections()) {
      if (streams.containsKey(talk.port()) && talk.fromStart() && !talk.gap()) {
        now[0] = talk.startNanos();
        rehearing.talk(talk, streams.get(talk.port()), now);
      }
    }
    for (UdpTalk talk : evidence.seen().datagrams()) {
      Lexicon lexicon = persona.learned().udp().get(talk.port());
      if (lexicon != null && talk.request().length > 0) {
        now[0] = talk.nanos();
        rehearing.datagram(talk, new LearnedDatagrams(lexicon, evidence.address(), clock, 1));
      }
    }
    return new Result(rehearing.asked, rehearing.alike, rehearing.different);
  }

  /** Collects what a service says. */
  private static final class Ear implements StreamService.Output {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    byte[] take() {
      byte[] bytes = said.toByteArray();
      said.reset();
      return bytes;
    }

    @Override
    public void send(byte[] bytes) {
      said.writeBytes(bytes);
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public void touched(String summary, byte[] payload) {}
  }

  private void talk(TcpTalk talk, LearnedStream service, long[] now) {
    Ear ear = new Ear();
    Peer peer = new Peer(0, MacAddress.ZERO, talk.client(), talk.clientPort());
    StreamService.Session session = service.open(peer, ear);
    List<Part> parts = talk.parts();
    if (!parts.isEmpty() && parts.get(0).fromDevice()) {
      compare("greeting", talk.port(), new byte[0], parts.get(0).bytes(), ear.take());
    }
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.fromDevice()) {
        continue;
      }
      if (i > 0) {
        ear.take();
      }
      now[0] = part.lastNanos();
      session.receive(part.bytes());
      boolean answered = i + 1 < parts.size();
      long patience = 1_500_000_000L;
      if (answered || talk.endNanos() - part.lastNanos() > patience) {
        byte[] expected = answered ? parts.get(i + 1).bytes() : new byte[0];
        compare("answer", talk.port(), part.bytes(), expected, ear.take());
      }
    }
    session.closed();
  }

  private void datagram(UdpTalk talk, LearnedDatagrams service) {
    Peer peer = new Peer(0, MacAddress.ZERO, talk.client(), talk.clientPort());
    Optional<byte[]> answer = service.answer(peer, talk.request());
    byte[] expected = talk.answers().isEmpty() ? new byte[0] : talk.answers().get(0);
    compare("answer", talk.port(), talk.request(), expected, answer.orElse(new byte[0]));
  }

  private void compare(String what, int port, byte[] request, byte[] device, byte[] clone) {
    asked++;
    if (Arrays.equals(device, clone) || device.length == clone.length && nearly(device, clone)) {
      alike++;
    } else if (different.size() < SHOWN) {
      different.add(
          "port "
              + port
              + ": "
              + what
              + (request.length == 0 ? "" : " to " + shorten(request))
              + " was "
              + shorten(device)
              + " and is "
              + shorten(clone));
    }
  }

  /** The same but for what is made anew: not more than a quarter of it. */
  private static boolean nearly(byte[] a, byte[] b) {
    int differ = 0;
    for (int i = 0; i < a.length; i++) {
      differ += a[i] != b[i] ? 1 : 0;
    }
    return differ * 4 <= a.length;
  }

  private static String shorten(byte[] bytes) {
    if (bytes.length == 0) {
      return "nothing";
    }
    String text = PieceText.literal(Arrays.copyOf(bytes, Math.min(32, bytes.length)));
    return text + (bytes.length > 32 ? "… (" + bytes.length + " bytes)" : "");
  }
}
