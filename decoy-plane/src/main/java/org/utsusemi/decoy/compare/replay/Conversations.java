package org.utsusemi.decoy.compare.replay;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.utsusemi.decoy.capture.Observed;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.decoy.capture.UdpTalk;

/**
 * Chooses what is asked again: of conversations with the same requests one, per port at most
 * {@value #MOST}, those that were answered before those that were not. A client that polls says the
 * same again and again; of one connection only what it says for the first time is asked.
 */
public final class Conversations {
  private static final int MOST = 40;
  private static final int MOST_REQUESTS = 50;

  private final boolean everything;
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();
  private final Map<String, Conversation> chosen = new LinkedHashMap<>();

  /**
   * @param everything whether requests that may change something are asked too
   */
  public Conversations(boolean everything) {
    this.everything = everything;
  }

  /** Takes what a capture shows of the original. */
  public void add(Observed observed) {
    observed.connections().forEach(this::connection);
    observed.datagrams().forEach(this::datagram);
  }

  /** What is to be asked, port by port. */
  public List<Conversation> chosen() {
    Map<String, Integer> counts = new HashMap<>();
    List<Conversation> result = new ArrayList<>();
    chosen.values().stream()
        .sorted(Comparator.comparing((Conversation each) -> !answered(each)))
        .forEach(
            each -> {
              if (counts.merge(each.subject(), 1, Integer::sum) <= MOST) {
                result.add(each);
              }
            });
    counts.forEach(
        (subject, count) -> {
          if (count > MOST) {
            leftOut.put(subject + ": beyond " + MOST + " different conversations", count - MOST);
          }
        });
    result.sort(Comparator.comparing(Conversation::subject));
    return result;
  }

  /** What was left out, and why. */
  public List<String> leftOut() {
    return leftOut.entrySet().stream()
        .map(each -> each.getValue() + " not replayed, " + each.getKey())
        .collect(Collectors.toList());
  }

  private void connection(TcpTalk talk) {
    if (!talk.fromStart()) {
      return;
    }
    List<byte[]> requests = new ArrayList<>();
    List<byte[]> answers = new ArrayList<>();
    boolean greeted = !talk.parts().isEmpty() && talk.parts().get(0).fromDevice();
    for (int i = 0; i < talk.parts().size() && requests.size() < MOST_REQUESTS; i++) {
      TcpTalk.Part part = talk.parts().get(i);
      if (part.fromDevice()) {
        continue;
      }
      if (!harmless(false, talk.port(), part.bytes())) {
        break;
      }
      if (requests.stream().noneMatch(each -> java.util.Arrays.equals(each, part.bytes()))) {
        requests.add(part.bytes());
        boolean answered = i + 1 < talk.parts().size();
        answers.add(answered ? talk.parts().get(i + 1).bytes() : new byte[0]);
      }
    }
    if (!requests.isEmpty()) {
      choose(new Conversation(false, talk.port(), greeted, requests, answers));
    }
  }

  private void datagram(UdpTalk talk) {
    if (harmless(true, talk.port(), talk.request())) {
      byte[] answer = talk.answers().isEmpty() ? new byte[0] : talk.answers().get(0);
      choose(new Conversation(true, talk.port(), false, List.of(talk.request()), List.of(answer)));
    }
  }

  private boolean harmless(boolean udp, int port, byte[] request) {
    if (everything || Harmless.is(udp, port, request)) {
      return true;
    }
    String subject = (udp ? "UDP " : "TCP ") + port;
    leftOut.merge(subject + ": it may change something (see --replay-writes)", 1, Integer::sum);
    return false;
  }

  private void choose(Conversation conversation) {
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    key.writeBytes((conversation.subject() + "\n").getBytes(StandardCharsets.UTF_8));
    for (byte[] request : conversation.requests()) {
      key.writeBytes((request.length + "\n").getBytes(StandardCharsets.UTF_8));
      key.writeBytes(request);
    }
    chosen.merge(
        key.toString(StandardCharsets.ISO_8859_1),
        conversation,
        (one, other) -> answered(one) ? one : other);
  }

  private static boolean answered(Conversation conversation) {
    return conversation.answers().stream().anyMatch(answer -> answer.length > 0);
  }
}
