package org.utsusemi.decoy.compare.ask;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.replay.Conversation;
import org.utsusemi.decoy.compare.rule.Rule;
import org.utsusemi.decoy.compare.rule.SameBytes;
import org.utsusemi.decoy.compare.rule.SeenBefore;
import org.utsusemi.decoy.compare.scan.Sanitiser;
import org.utsusemi.topology.address.Ipv4Address;

/** Asks again what a capture shows a client asking. */
final class ReplayQuestions {
  private static final int ANSWER_MILLIS = 3000;

  /** Where the capture shows no answer either. */
  private static final int SILENCE_MILLIS = 1000;

  private static final int QUIET_MILLIS = 200;
  private static final int DATAGRAM_TRIES = 2;
  private static final int LARGEST_DATAGRAM = 65_535;

  private final Place place;

  ReplayQuestions(Place place) {
    this.place = place;
  }

  /**
   * Asks one conversation once.
   *
   * @param number which one it is, from 1 on; part of how its questions are called
   */
  void ask(
      Ipv4Address address,
      Conversation conversation,
      int number,
      Sanitiser sanitiser,
      Observations out)
      throws IOException {
    if (conversation.udp()) {
      String value = datagram(address, conversation, sanitiser);
      out.add(question(conversation, number, 0, SameBytes.ANSWER, "answer to"), value);
      return;
    }
    int request = 0;
    try (Talk talk = Talk.open(place, address, conversation.port())) {
      if (conversation.greeted()) {
        talk.listen(ANSWER_MILLIS, QUIET_MILLIS, 0);
      }
      for (; request < conversation.requests().size(); request++) {
        talk.say(conversation.requests().get(request));
        int captured = conversation.answers().get(request).length;
        Talk.Heard heard =
            talk.listen(captured > 0 ? ANSWER_MILLIS : SILENCE_MILLIS, QUIET_MILLIS, captured);
        out.add(
            question(conversation, number, request, SameBytes.ANSWER, "answer to"),
            Answers.value(heard, sanitiser));
        out.add(
            question(conversation, number, request, SeenBefore.PLAIN, "the connection after"),
            heard.end().words());
        if (heard.end() != Talk.End.OPEN) {
          break;
        }
      }
    } catch (IOException e) {
      out.add(
          question(conversation, number, request, SameBytes.ANSWER, "answer to"), Answers.value(e));
    }
  }

  private String datagram(Ipv4Address address, Conversation conversation, Sanitiser sanitiser)
      throws IOException {
    byte[] request = conversation.requests().get(0);
    try (DatagramSocket socket =
        place.local().isPresent()
            ? new DatagramSocket(new InetSocketAddress(place.local().get(), 0))
            : new DatagramSocket()) {
      socket.connect(new InetSocketAddress(Place.address(address), conversation.port()));
      socket.setSoTimeout(SILENCE_MILLIS);
      DatagramPacket answer = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      for (int i = 0; i < DATAGRAM_TRIES; i++) {
        socket.send(new DatagramPacket(request, request.length));
        try {
          socket.receive(answer);
          return Answers.value(Arrays.copyOf(answer.getData(), answer.getLength()), sanitiser);
        } catch (SocketTimeoutException e) {
          // asked once more: a datagram may be lost
        }
      }
      return "no answer";
    } catch (PortUnreachableException e) {
      return "port unreachable";
    }
  }

  private static Question question(
      Conversation conversation, int number, int request, Rule rule, String what) {
    String which =
        conversation.requests().size() == 1
            ? "request " + number
            : "request " + number + "." + (request + 1);
    return new Question(
        Topic.CONVERSATIONS,
        conversation.subject(),
        what + " " + which + " (" + Answers.preview(conversation.requests().get(request)) + ")",
        "",
        rule);
  }
}
