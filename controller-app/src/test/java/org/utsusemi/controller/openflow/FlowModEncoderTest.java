package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.controller.rules.Action;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.Rule;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;

/**
 * Flow-mods byte by byte, written out by hand from OpenFlow 1.3.5, 7.2 and 7.3.4; the TCP flags
 * from ONF's extensions for 1.3.x, EXT-109.
 */
class FlowModEncoderTest {
  private static final String COOKIE = "55730007fbced343" + "0000000000000000";
  private static final String NO_COOKIE = "0000000000000000" + "0000000000000000";
  private static final String NO_TIMEOUTS_PRIORITY_700 = "0000" + "0000" + "02bc";
  private static final String NO_BUFFER_ANY_PORT_ANY_GROUP = "ffffffff" + "ffffffff" + "ffffffff";
  private static final String MATCH =
      "0001001b"
          + "80000a02" // eth_type
          + "0800"
          + "80001401" // ip_proto
          + "06"
          + "ffff5508" // an experimenter's field 42, masked: ONF's extension 109, TCP flags
          + "4f4e4600"
          + "00100010"
          + "0000000000";
  private static final String OUTPUT_3 = "0004001800000000" + "00000010000000030000000000000000";

  @ParameterizedTest
  @CsvSource({"ADD", "MODIFY", "REMOVE"})
  void writesWhatTheSpecificationSays(RuleChange.Kind kind) {
    Match match =
        Match.ANY
            .with(Field.ETH_TYPE, 0x0800)
            .with(Field.IP_PROTO, 6)
            .with(Field.TCP_FLAGS, 0x10, 0x10);
    RuleBody body = new RuleBody(List.of(new Action.Output(3)), Optional.empty());
    Rule rule = Rules.of(new RuleKey(FlowTable.CONDUITS, 700, match), body);
    ByteBuf bytes = Unpooled.buffer();
    FlowModEncoder.encode(new RuleChange(kind, rule), 7, 0xdeadbeefL).writeTo(bytes);

    boolean remove = kind == RuleChange.Kind.REMOVE;
    assertThat(ByteBufUtil.hexDump(bytes))
        .isEqualTo(
            "040e"
                + (remove ? "0050" : "0068")
                + "deadbeef"
                + (remove ? NO_COOKIE : COOKIE)
                + (remove ? "0104" : "0100")
                + NO_TIMEOUTS_PRIORITY_700
                + NO_BUFFER_ANY_PORT_ANY_GROUP
                + "00000000"
                + MATCH
                + (remove ? "" : OUTPUT_3));
  }
}
