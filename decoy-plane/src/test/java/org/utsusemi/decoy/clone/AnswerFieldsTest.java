package org.utsusemi.decoy.clone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.learned.Outcome;
import org.utsusemi.topology.address.Ipv4Address;

class AnswerFieldsTest {
  private static final AnswerFields FIELDS = new AnswerFields(Ipv4Address.parse("10.0.0.1"));
  private static final Ipv4Address CLIENT = Ipv4Address.parse("10.0.0.66");

  /** 2026-11-26T07:22:18Z. */
  private static final long NANOS = 1_795_677_738_000_000_000L;

  private static Heard heard(int talk, byte[] request, byte[] answer) {
    return new Heard(NANOS, CLIENT, talk, new byte[0], request, answer, Outcome.Then.STAY, true);
  }

  private static String pieces(String... hexPairs) {
    List<Heard> samples = new ArrayList<>();
    for (String pair : hexPairs) {
      String[] both = pair.split(" ");
      samples.add(heard(0, HexFormat.of().parseHex(both[0]), HexFormat.of().parseHex(both[1])));
    }
    return PieceText.of(FIELDS.pieces(samples));
  }

  @Test
  void bytesThatCopyTheRequest() {
    assertThat(pieces("0001aa 99000100", "0002aa 99000200", "7f03aa 997f0300"))
        .isEqualTo("[{ hex: \"99\" }, { copy: 0, length: 2 }, { hex: \"00\" }]");
  }

  @Test
  void bytesThatCountUp() {
    assertThat(pieces("aa 990001", "aa 990003", "aa 990005", "aa 990007"))
        .contains("{ count: 1, step: 2, bytes: 2")
        .doesNotContain("random");
  }

  @Test
  void bytesThatVary() {
    assertThat(pieces("aa 99313200", "aa 99383900", "aa 99303400"))
        .isEqualTo("[{ hex: \"99\" }, { random: 2, of: digits }, { hex: \"00\" }]");
  }

  @Test
  void theTimeOfDayIsADateAndAnOldDateIsNot() {
    String answer =
        "Date: Thu, 26 Nov 2026 07:22:18 GMT\r\nLast-Modified: Wed, 25 Nov 2026 07:22:18 GMT\r\n"
            + "From 10.0.0.1 to 10.0.0.66, not 10.0.0.12";
    Heard heard = heard(0, new byte[] {1}, answer.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(PieceText.of(FIELDS.pieces(List.of(heard))))
        .isEqualTo(
            "[\"Date: \", { date: http }, \"\\r\\nLast-Modified: Wed, 25 Nov 2026 07:22:18"
                + " GMT\\r\\nFrom \", { address: own }, \" to \", { address: client }, \", not"
                + " 10.0.0.12\"]");
  }

  @Test
  void anIdOfTheClientsIsFoundByWhatAllRequestsShare() {
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] request = {0x10, (byte) (17 * i + 3), (byte) (91 * i + 5), (byte) i, 0x20};
      byte[] answer = {0x55, request[1], request[2], (byte) (i + 100)};
      heard.add(heard(i, request, answer));
    }
    Optional<RequestIds.Place> place = RequestIds.find(heard);
    assertThat(place).contains(new RequestIds.Place(1, 2));
  }
}
