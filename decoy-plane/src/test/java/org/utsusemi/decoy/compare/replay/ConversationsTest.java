package org.utsusemi.decoy.compare.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.capture.Observed;
import org.utsusemi.decoy.capture.TcpTalk;
import org.utsusemi.topology.address.Ipv4Address;

class ConversationsTest {
  private static final String READ = "000100000006010300000001";
  private static final String ANSWER = "000100000005010302 0007";
  private static final String WRITE = "000200000006010600000001";

  /** Parts in turn; those that begin with {@code <} are the device's. */
  private static TcpTalk talk(boolean fromStart, String... parts) {
    List<TcpTalk.Part> read = new ArrayList<>();
    for (String part : parts) {
      boolean device = part.startsWith("<");
      byte[] bytes = HexFormat.of().parseHex(part.replaceAll("[< ]", ""));
      read.add(new TcpTalk.Part(device, 0, 0, bytes));
    }
    Ipv4Address client = Ipv4Address.parse("10.77.1.1");
    return new TcpTalk(
        client, 40_000, 502, fromStart, 0, read, TcpTalk.End.CLIENT_CLOSED, 0, false);
  }

  private static Conversations of(boolean everything, TcpTalk... talks) {
    Conversations conversations = new Conversations(everything);
    conversations.add(
        new Observed(
            Optional.empty(),
            List.of(talks),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
    return conversations;
  }

  @Test
  void aConversationIsAskedOnce() {
    Conversations conversations =
        of(false, talk(true, READ), talk(true, READ, "<" + ANSWER, READ, "<" + ANSWER));

    assertThat(conversations.chosen())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.requests()).hasSize(1);
              assertThat(each.answers().get(0)).hasSize(11);
              assertThat(each.subject()).isEqualTo("TCP 502");
            });
  }

  @Test
  void aWriteEndsWhatIsReplayed() {
    Conversations conversations =
        of(false, talk(true, READ, "<" + ANSWER, WRITE, "<" + WRITE, READ, "<" + ANSWER));

    assertThat(conversations.chosen().get(0).requests()).hasSize(1);
    assertThat(conversations.leftOut())
        .containsExactly("1 not replayed, TCP 502: it may change something (see --replay-writes)");
  }

  @Test
  void unlessEverythingIsWanted() {
    Conversations conversations = of(true, talk(true, READ, "<" + ANSWER, WRITE, "<" + WRITE));

    assertThat(conversations.chosen().get(0).requests()).hasSize(2);
    assertThat(conversations.leftOut()).isEmpty();
  }

  @Test
  void aConnectionWithoutItsBeginningIsNotReplayed() {
    assertThat(of(false, talk(false, READ, "<" + ANSWER)).chosen()).isEmpty();
  }

  @Test
  void tooManyAreCutAndTold() {
    TcpTalk[] talks = new TcpTalk[50];
    for (int i = 0; i < talks.length; i++) {
      talks[i] = talk(true, String.format("0001000000060103%04x0001", i));
    }
    Conversations conversations = of(false, talks);

    assertThat(conversations.chosen()).hasSize(40);
    assertThat(conversations.leftOut())
        .containsExactly("10 not replayed, TCP 502: beyond 40 different conversations");
  }
}
