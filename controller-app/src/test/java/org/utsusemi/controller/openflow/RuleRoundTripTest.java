package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  @Property(tries = 2000)
  void aRuleComesBackTheSame(@ForAll("rules") Rule rule, @ForAll short epoch) throws Exception {
    List<InstalledRule> read = decode(body(rule, epoch));

    assertThat(read)
        .singleElement()
        .satisfies(
            installed -> {
              assertThat(installed.text()).isEqualTo(rule.toString());
              assertThat(installed.readable()).isTrue();
              assertThat(installed.ours()).isTrue();
              assertThat(installed.key()).isEqualTo(rule.key());
              assertThat(installed.body()).isEqualTo(rule.body());
              assertThat(installed.cookie()).isEqualTo(Cookie.of(rule.key(), epoch));
            });
  }

  @Property(tries = 2000)
  void damagedEntriesFailOrAreToldButNeverMore(
      @ForAll("rules") Rule rule, @ForAll int at, @ForAll byte damage) {
    ByteBuf body = body(rule, 1);
    body.setByte(Math.floorMod(at, body.readableBytes()), damage);

    assertThatCode(tolerant(body)).doesNotThrowAnyException();
  }

  @Property(tries = 1000)
  void anyBytesFailOrAreTold(@ForAll @Size(max = 300) byte[] bytes) {
    assertThatCode(tolerant(Unpooled.wrappedBuffer(bytes))).doesNotThrowAnyException();
  }

  private static ThrowingCallable tolerant(ByteBuf body) {
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

  @Provide
  Arbitrary<Rule> rules() {
    return Combinators.combine(
            Arbitraries.of(FlowTable.values()),
            Arbitraries.integers().between(0, 0xffff),
            matches(),
            actions().list().ofMaxSize(6),
            Arbitraries.of(FlowTable.values()).optional())
        .as(RuleRoundTripTest::rule);
  }

  private static Rule rule(
      FlowTable table, int priority, Match match, List<Action> actions, Optional<FlowTable> next) {
    return Rules.of(new RuleKey(table, priority, match), new RuleBody(actions, next));
  }

  private static Arbitrary<Match> matches() {
    return Combinators.combine(
            Arbitraries.longs().array(long[].class).ofSize(Field.values().length),
            Arbitraries.longs().array(long[].class).ofSize(Field.values().length),
            Arbitraries.integers().between(0, 2).array(int[].class).ofSize(Field.values().length))
        .as(RuleRoundTripTest::match);
  }

  private static Match match(long[] values, long[] masks, int[] kinds) {
    Match match = Match.ANY;
    for (Field field : Field.values()) {
      int i = field.ordinal();
      long value = value(field, values[i]);
      match =
          switch (kinds[i]) {
            case 1 -> match.with(field, value);
            case 2 -> match.with(field, value, value(field, masks[i]));
            default -> match;
          };
    }
    return match;
  }

  /** openflowj has no word for most of the reserved ports, nor for IP protocol 255. */
  private static long value(Field field, long bits) {
    return switch (field) {
      case IN_PORT -> bits & 0xffff;
      case IP_PROTO -> bits & 0x7f;
      default -> bits & field.exact();
    };
  }

  private static Arbitrary<Action> actions() {
    Arbitrary<Action> sets =
        Combinators.combine(Arbitraries.of(Field.values()), Arbitraries.longs())
            .as((field, value) -> new Action.SetField(field, value(field, value)));
    Arbitrary<Action> outputs = Arbitraries.integers().between(1, 65279).map(Action.Output::new);
    return Arbitraries.oneOf(
        Arrays.asList(
            Arbitraries.just(new Action.PushVlan()),
            Arbitraries.just(new Action.PopVlan()),
            sets,
            outputs));
  }
}
