package org.utsusemi.decoy.learned;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.topology.address.Ipv4Address;

/** A get-next of sysDescr and net-snmp's answer, as they passed between nmap and snmpd. */
class SnmpMessageTest {
  private static final String ASKED =
      "3027020100 04067075626c6963 a01a 02026f0c 020100 020100 300e300c06082b060102010103000500";
  private static final String ANSWERED =
      "3029020100 04067075626c6963 a21c 02026f0c 020100 020100 3010300e06082b0601020101030043023467";

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void whatIsReadIsWrittenAgain() {
    assertThat(SnmpMessage.parse(hex(ASKED)).orElseThrow().encode()).isEqualTo(hex(ASKED));
    assertThat(SnmpMessage.parse(hex(ANSWERED)).orElseThrow().encode()).isEqualTo(hex(ANSWERED));
  }

  @Test
  void anIdOfAnotherLengthMovesTheLengthsAroundIt() {
    byte[] longer =
        SnmpMessage.parse(hex(ASKED)).orElseThrow().withId(hex("02047fffffff")).encode();
    assertThat(longer)
        .isEqualTo(
            hex(
                "3029020100 04067075626c6963 a01c 02047fffffff 020100 020100"
                    + "300e300c06082b060102010103000500"));
  }

  @Test
  void theAnswerBearsTheIdOfTheRequest() {
    Exchange exchange =
        new Exchange(
            RequestForm.of(hex(ASKED)),
            Optional.empty(),
            new Outcome(List.of(new Piece.Literal(hex(ANSWERED))), Outcome.Then.STAY));
    LearnedDatagrams service =
        new LearnedDatagrams(
            new Lexicon(Talker.dialogue(Compare.SNMP, Outcome.SILENCE, exchange)),
            Ipv4Address.parse("10.0.0.1"),
            InstantSource.fixed(Talker.NOW),
            1);
    byte[] asked = SnmpMessage.parse(hex(ASKED)).orElseThrow().withId(hex("020107")).encode();
    assertThat(service.answer(Talker.peer(), asked))
        .hasValueSatisfying(
            answer ->
                assertThat(SnmpMessage.parse(answer).orElseThrow().id()).isEqualTo(hex("020107")));
    assertThat(service.answer(Talker.peer(), hex("00"))).isEmpty();
  }

  @Test
  void whatIsImpossibleIsNone() {
    byte[] good = hex(ANSWERED);
    for (int length = 0; length < good.length; length++) {
      assertThat(SnmpMessage.parse(java.util.Arrays.copyOf(good, length))).isEmpty();
    }
    Random random = new Random(2);
    for (int round = 0; round < 20_000; round++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      SnmpMessage.parse(bad).ifPresent(message -> assertThat(message.encode()).isNotEmpty());
    }
  }
}
