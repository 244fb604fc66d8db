package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleKey;

/** Any rule, sent and told back, is the same rule; any bytes are told back as something. */
class RuleRoundTripTest {
  private static final int TRIES = 2000;

  @ParameterizedTest
  @EnumSource
  void everyFieldComesBackByItself(Field field) throws Exception {
    long most = value(field, -1);
    for (Match match :
        List.of(
            Match.ANY.with(field, 0),
            Match.ANY.with(field, most),
            Match.ANY.with(field, 0, 1),
            Match.ANY.with(field, most, most & ~1L))) {
      sameAgain(Rules.of(new RuleKey(FlowTable.STEER, 0, match), RuleBody.DROP), 0);
    }
    for (long value : new long[] {0, 1, most}) {
      RuleBody body = new RuleBody(List.of(new Action.SetField(field, value)), Optional.empty());
      sameAgain(Rules.of(new RuleKey(FlowTable.STEER, 0xffff, Match.ANY), body), 0xffff);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261123})
  void aRuleComesBackTheSame(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < TRIES; i++) {
      sameAgain(rule(random), random.nextInt(0x10000));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261123})
  void damagedEntriesFailOrAreTold(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TRIES; i++) {
      ByteBuf body = body(rule(random), 1);
      for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
        body.setByte(
            body.readerIndex() + random.nextInt(body.readableBytes()), random.nextInt(256));
      }
      assertThatCode(failingOnlyByLength(body)).as("try %d", i).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261123})
  void anyBytesFailOrAreTold(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < TRIES; i++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      ByteBuf body = Unpooled.wrappedBuffer(bytes);
      if (random.nextBoolean() && bytes.length >= 2) {
        body.setShort(0, bytes.length);
      }
      assertThatCode(failingOnlyByLength(body)).as("try %d", i).doesNotThrowAnyException();
    }
  }

  private static void sameAgain(Rule rule, int epoch) throws IOException {
    List<InstalledRule> read = decode(body(rule, epoch));

    assertThat(read).hasSize(1);
    InstalledRule installed = read.get(0);
    assertThat(installed.text()).isEqualTo(rule.toString());
    assertThat(installed.readable()).isTrue();
    assertThat(installed.ours()).isTrue();
    assertThat(installed.key()).isEqualTo(rule.key());
    assertThat(installed.body()).isEqualTo(rule.body());
    assertThat(installed.cookie()).isEqualTo(Cookie.of(rule.key(), epoch));
  }

  private static ThrowingCallable failingOnlyByLength(ByteBuf body) {
    return () -> {
      try {
        decode(body);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("flow stats with an entry of");
      }
    };
  }

  private static ByteBuf body(Rule rule, int epoch) {
    ByteBuf reply = Unpooled.buffer();
    FakeSwitch.FACTORY
        .buildFlowStatsReply()
        .setEntries(List.of(FakeSwitch.entry(rule, epoch, 5)))
        .build()
        .writeTo(reply);
    return reply.skipBytes(Frame.MULTIPART_HEAD);
  }

  private static List<InstalledRule> decode(ByteBuf body) throws IOException {
    List<InstalledRule> rules = new ArrayList<>();
    FlowStatsDecoder.decode(body, rules::add);
    return rules;
  }

  private static Rule rule(Random random) {
    Match match = Match.ANY;
    for (Field field : Field.values()) {
      long value = value(field, random.nextLong());
      match =
          switch (random.nextInt(3)) {
            case 0 -> match.with(field, value);
            case 1 -> match.with(field, value, value(field, random.nextLong()));
            default -> match;
          };
    }
    List<Action> actions = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      actions.add(action(random));
    }
    Optional<FlowTable> next = random.nextBoolean() ? Optional.of(table(random)) : Optional.empty();
    return Rules.of(
        new RuleKey(table(random), random.nextInt(0x10000), match), new RuleBody(actions, next));
  }

  private static Action action(Random random) {
    Field field = Field.values()[random.nextInt(Field.values().length)];
    return switch (random.nextInt(4)) {
      case 0 -> new Action.PushVlan();
      case 1 -> new Action.PopVlan();
      case 2 -> new Action.Output(1 + random.nextInt(65279));
      default -> new Action.SetField(field, value(field, random.nextLong()));
    };
  }

  private static FlowTable table(Random random) {
    return FlowTable.values()[random.nextInt(FlowTable.values().length)];
  }

  /** openflowj has no word for most of the reserved ports, nor for IP protocol 255. */
  private static long value(Field field, long bits) {
    return switch (field) {
      case IN_PORT -> bits & 0xffff;
      case IP_PROTO -> bits & 0x7f;
      default -> bits & field.exact();
    };
  }
}
