package org.utsusemi.decoy.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.decoy.learned.Talker.dialogue;
import static org.utsusemi.decoy.learned.Talker.exchange;
import static org.utsusemi.decoy.learned.Talker.form;
import static org.utsusemi.decoy.learned.Talker.says;
import static org.utsusemi.decoy.learned.Talker.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.learned.Dialogue.Compare;
import org.utsusemi.decoy.learned.Outcome.Then;

class LearnedStreamTest {
  private static final Outcome BAD = new Outcome(List.of(text("bad\r\n")), Then.CLOSE);

  private static Talker talker(Compare compare, Outcome otherwise, Exchange... exchanges) {
    return new Talker(Talker.service(dialogue(compare, otherwise, exchanges)));
  }

  @Test
  void aGreetingComesFirst() {
    Dialogue dialogue =
        new Dialogue(
            "ftp", Compare.LINES, List.of(text("220 ready\r\n")), List.of(), Outcome.SILENCE);
    assertThat(new Talker(Talker.service(dialogue)).take()).isEqualTo("220 ready\r\n");
  }

  @Test
  void bytesInPartsAndSeveralAtOnce() {
    Talker talker =
        talker(Compare.BYTES, Outcome.SILENCE, exchange("ping", "pong"), exchange("p?", "!"));
    assertThat(talker.say("pi").take()).isEmpty();
    assertThat(talker.say("ng").take()).isEqualTo("pong");
    assertThat(talker.say("pingpingpi").take()).isEqualTo("pongpong");
    assertThat(talker.say("ngp?").take()).isEqualTo("pong!");
    assertThat(talker.touches).containsExactly("ping", "ping", "ping", "ping", "p?");
  }

  @Test
  void theLongestKnownRequestCounts() {
    Talker talker = talker(Compare.BYTES, BAD, exchange("ab", "1"), exchange("abcd", "2"));
    assertThat(talker.say("abcd").take()).isEqualTo("2");
  }

  @Test
  void whatIsNotKnownGetsWhatOthersGot() {
    Talker talker = talker(Compare.BYTES, BAD, exchange("ping", "pong"));
    assertThat(talker.say("what").take()).isEqualTo("bad\r\n");
    assertThat(talker.closed).isTrue();
    assertThat(talker.touches).containsExactly("what: not known");
    assertThat(talker.say("ping").take()).isEmpty();
  }

  @Test
  void copiesCountersDatesAndAddresses() {
    Outcome outcome =
        new Outcome(
            List.of(
                new Piece.Copy(0, 2),
                new Piece.Count(0x0100, 2, 2, false, true),
                new Piece.Count(5, 1, 2, true, false),
                new Piece.Date(DateForm.HTTP),
                text("|"),
                new Piece.Address(true, Piece.Notation.COMMAS),
                text("|"),
                new Piece.Address(false, Piece.Notation.TEXT)),
            Then.STAY);
    RequestForm any = RequestForm.of(List.of(new Piece.Any(2), text("?")));
    LearnedStream service =
        Talker.service(
            dialogue(Compare.BYTES, Outcome.SILENCE, new Exchange(any, Optional.empty(), outcome)));
    String tail = "Thu, 26 Nov 2026 07:22:18 GMT|10,0,0,1|10.0.0.66";
    Talker talker = new Talker(service);
    assertThat(talker.say("xy?").take()).isEqualTo("xy\1\0\5\0" + tail);
    assertThat(talker.say("zz?").take()).isEqualTo("zz\1\2\6\0" + tail);
    // each connection counts anew, the host goes on
    assertThat(new Talker(service).say("aa?").take()).isEqualTo("aa\1\0\7\0" + tail);
  }

  @Test
  void randomBytesDiffer() {
    Outcome outcome = new Outcome(List.of(new Piece.Random(8, Piece.Alphabet.HEX)), Then.STAY);
    Talker talker =
        talker(Compare.BYTES, Outcome.SILENCE, new Exchange(form("?"), Optional.empty(), outcome));
    String first = talker.say("?").take();
    assertThat(first).matches("[0-9a-f]{8}");
    assertThat(talker.say("?").take()).isNotEqualTo(first);
  }

  @Test
  void linesByWordAndByWhatWentBefore() {
    RequestForm user = RequestForm.of(List.of(text("USER "), new Piece.AnyText(), text("\r\n")));
    Exchange anybody = new Exchange(user, Optional.empty(), says("331 password\r\n"));
    Exchange after = new Exchange(form("SYST\r\n"), Optional.of(user), says("215 UNIX\r\n"));
    Talker talker =
        talker(Compare.LINES, BAD, anybody, exchange("USER root\r\n", "530 no\r\n"), after);
    assertThat(talker.say("USER me\r\n").take()).isEqualTo("331 password\r\n");
    assertThat(talker.say("SYST\r\n").take()).isEqualTo("215 UNIX\r\n");
    assertThat(talker.say("USER ro").take()).isEmpty();
    assertThat(talker.say("ot\r\n").take()).isEqualTo("530 no\r\n");
    assertThat(talker.say("SYST\r\n").take()).isEqualTo("bad\r\n");
  }

  @Test
  void httpByItsLineAndWhatCounts() {
    Talker talker =
        talker(
            Compare.HTTP,
            BAD,
            exchange("GET / HTTP/1.1\r\n\r\n", "index"),
            exchange("GET / HTTP/1.1\r\nconnection: close\r\n\r\n", "index, close"),
            new Exchange(
                RequestForm.of(
                    List.of(text("GET "), new Piece.AnyText(), text(" HTTP/1.1\r\n\r\n"))),
                Optional.empty(),
                says("not found")));
    assertThat(talker.say("GET / HTTP/1.1\r\nHost: a\r\nUser-").take()).isEmpty();
    assertThat(talker.say("Agent: b\r\n\r\n").take()).isEqualTo("index");
    assertThat(talker.say("GET / HTTP/1.1\r\nConnection: Close\r\nX-Odd: 1\r\n\r\n").take())
        .isEqualTo("index, close");
    assertThat(talker.say("GET /x HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n").take())
        .isEqualTo("not foundindex");
    assertThat(talker.say("\0\1\2\3").take()).isEqualTo("bad\r\n");
  }

  @Test
  void aBodyBelongsToItsRequest() {
    Talker talker =
        talker(
            Compare.HTTP, BAD, exchange("POST / HTTP/1.0\r\ncontent-length: 2\r\n\r\nok", "yes"));
    assertThat(talker.say("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\n").take()).isEmpty();
    assertThat(talker.say("ok").take()).isEqualTo("yes");
    assertThat(talker.closed).isFalse();
  }

  @Test
  void endlessInputIsNotKept() {
    for (Compare compare : List.of(Compare.BYTES, Compare.LINES, Compare.HTTP)) {
      Talker talker = talker(compare, Outcome.SILENCE, exchange("GET / HTTP/1.0\r\n\r\n", "x"));
      talker.say("GET / HTTP/1.0\r\n");
      for (int i = 0; i < 1000; i++) {
        talker.say("a: " + "b".repeat(500));
      }
      talker.say("\r\n\r\n");
      talker.take();
      talker.say("GET / HTTP/1.0\r\n\r\n");
      assertThat(talker.touches).as(compare.word()).isNotEmpty();
    }
  }

  @Test
  void noiseNeverThrowsAndIsLookedUpInBoundedTime() {
    Random random = new Random(3);
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < Dialogue.MOST_EXCHANGES; i++) {
      exchanges.add(exchange("A".repeat(200) + i, "x"));
    }
    Talker talker = talker(Compare.BYTES, Outcome.SILENCE, exchanges.toArray(Exchange[]::new));
    long begin = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(512)];
      random.nextBytes(bytes);
      talker.say(bytes);
      talker.say("A".repeat(random.nextInt(200)));
    }
    talker.hangUp();
    assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
  }

  @Test
  void aRequestWithoutEndIsNotWaitedForForever() {
    Talker talker = talker(Compare.HTTP, BAD, exchange("GET / HTTP/1.0\r\n\r\n", "page"));
    talker.say("GET / HTTP/1.0\r\nX: " + "a".repeat(8000));
    assertThat(talker.take()).isEmpty();
    talker.say("a".repeat(200));
    assertThat(talker.take()).isEqualTo("bad\r\n");
  }
}
