package org.utsusemi.decoy.compare.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Observations;
import org.utsusemi.decoy.compare.Question;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.rule.SameTimes;
import org.utsusemi.decoy.compare.rule.SeenBefore;

class RenderersTest {
  private static final String HOSTILE = "<script>alert('&')</script>\u001b[2J\u202e";
  private static final Heading HEADING =
      new Heading(
          "10.77.1.10",
          "10.77.2.10",
          Instant.parse("2026-11-26T07:40:00Z"),
          3,
          List.of("no requests are replayed"));

  private static Comparison comparison(String copy) {
    Observations original = new Observations();
    Observations other = new Observations();
    Question ttl =
        new Question(Topic.STACK, "SYN/ACK", "initial time to live", "T1.T", SeenBefore.PLAIN);
    Question banner = new Question(Topic.CONVERSATIONS, "TCP 21", "greeting", "", SeenBefore.PLAIN);
    Question time = new Question(Topic.TIMES, "ping", "time", "", SameTimes.MICROSECONDS);
    original.add(ttl, "64");
    other.add(ttl, "64");
    original.add(time, "90");
    other.add(time, "90");
    original.add(banner, "220 ready");
    other.add(banner, copy);
    return Comparison.of(original, other);
  }

  @Test
  void textTellsDifferencesAndCountsTheRest() {
    assertThat(new TextRenderer().render(HEADING, comparison("221 ready")))
        .isEqualTo(
            """
            Conversations: greeting, TCP 21
              original 220 ready
              clone    221 ready
            not judged: time, ping: fewer than 12 samples
            note: no requests are replayed
            10.77.1.10 and 10.77.2.10: 1 difference (the same: TCP/IP 1)
            """);
    assertThat(new TextRenderer().render(HEADING, comparison("220 ready")))
        .contains("no difference (the same: TCP/IP 1, Conversations 1)");
  }

  @Test
  void whatAMachineSaysMovesNoCursor() {
    assertThat(new TextRenderer().render(HEADING, comparison(HOSTILE)))
        .contains("\\x1b[2J\\x202e")
        .doesNotContain("\u001b");
  }

  @Test
  void jsonTellsEverything() throws Exception {
    JsonNode root =
        new ObjectMapper().readTree(new JsonRenderer().render(HEADING, comparison(HOSTILE)));

    assertThat(root.get("differences").asInt()).isEqualTo(1);
    assertThat(root.get("findings")).hasSize(3);
    JsonNode different =
        root.get("findings").findParents("outcome").stream()
            .filter(each -> each.get("outcome").asText().equals("different"))
            .findFirst()
            .orElseThrow();
    assertThat(different.get("clone").asText()).isEqualTo(HOSTILE);
    assertThat(different.get("topic").asText()).isEqualTo("conversations");
  }

  @Test
  void thePageIsTextAndNothingElse() {
    String page = new HtmlRenderer().render(HEADING, comparison(HOSTILE));

    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;")
        .doesNotContain("<script", "\u001b", "http://", "https://", "src=");
    assertThat(page.indexOf("Differences")).isLessThan(page.indexOf("TCP/IP, the same"));
    assertThat(page).contains("nmap: T1.T");
  }
}
