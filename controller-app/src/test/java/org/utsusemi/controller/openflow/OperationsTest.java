package org.utsusemi.controller.openflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.projectfloodlight.openflow.protocol.OFFlowAdd;
import org.projectfloodlight.openflow.protocol.OFFlowMod;
import org.projectfloodlight.openflow.protocol.OFMessage;
import org.projectfloodlight.openflow.protocol.OFType;
import org.utsusemi.controller.openflow.SwitchChannel.Refusal;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.FlowTable;
import org.utsusemi.controller.rules.InstalledRule;
import org.utsusemi.controller.rules.Match;
import org.utsusemi.controller.rules.RuleBody;
import org.utsusemi.controller.rules.RuleChange;
import org.utsusemi.controller.rules.RuleKey;

/** Reads and changes, told as what each side sends. */
class OperationsTest {
  private final Memo memo = new Memo();
  private final FakeSwitch peer = new FakeSwitch(memo, new Registry());
  private SwitchChannel channel;

  @BeforeEach
  void connect() throws Exception {
    peer.connect();
    channel = memo.connected.get(0);
  }

  private void answer(OFMessage barrier) {
    peer.send(FakeSwitch.FACTORY.buildBarrierReply().setXid(barrier.getXid()).build());
  }

  private void refuse(OFMessage message, String typeAndCode) {
    peer.send(String.format("0401000c%08x%s", message.getXid(), typeAndCode));
  }

  private static void assertFailed(CompletableFuture<?> future, String why) {
    assertThat(future).isCompletedExceptionally();
    assertThatThrownBy(future::get).hasCauseInstanceOf(IOException.class).hasMessageContaining(why);
  }

  @Test
  void sendsChangesInOrderThenABarrier() throws Exception {
    RuleChange modify = new RuleChange(RuleChange.Kind.MODIFY, Rules.of(2));
    var done = channel.apply(List.of(Rules.add(1), modify, Rules.remove(3)), 0xabcd);
    List<OFMessage> sent = peer.received();

    assertThat(sent)
        .extracting(OFMessage::getType)
        .containsExactly(OFType.FLOW_MOD, OFType.FLOW_MOD, OFType.FLOW_MOD, OFType.BARRIER_REQUEST);
    assertThat(sent.get(0)).isInstanceOf(OFFlowAdd.class);
    assertThat(sent.get(1)).isInstanceOf(OFFlowAdd.class);
    assertThat(((OFFlowMod) sent.get(0)).getCookie().getValue() >>> 32).isEqualTo(0x5573_abcdL);
    assertThat(((OFFlowMod) sent.get(2)).getCookie().getValue()).isZero();
    assertThat(done).isNotDone();

    answer(sent.get(3));
    assertThat(done).isCompletedWithValue(List.of());
    assertThat(channel.counters()).isEqualTo(new SwitchCounters(1, 1, 1, 0, 0, 0, 0));
  }

  @Test
  void tracesErrorsToTheirChanges() throws Exception {
    List<RuleChange> changes = List.of(Rules.add(1), Rules.add(2), Rules.add(3));
    var done = channel.apply(changes, 1);
    List<OFMessage> sent = peer.received();
    refuse(sent.get(2), "00050001");
    refuse(sent.get(0), "00040009");
    answer(sent.get(3));

    assertThat(done.get())
        .containsExactly(
            new Refusal(changes.get(2), "FLOW_MOD_FAILED TABLE_FULL"),
            new Refusal(changes.get(0), "BAD_MATCH BAD_PREREQ"));
    assertThat(memo.complaints)
        .first()
        .asString()
        .isEqualTo(
            "0000000000000011 refused to add table=0,priority=900,in_port=3"
                + " actions=output:4,goto_table:1: FLOW_MOD_FAILED TABLE_FULL"
                + " (port of plc1, site.yaml:12:3)");
    assertThat(channel.counters().errors()).isEqualTo(2);
  }

  @Test
  void sumsUpWhenThousandsAreRefused() throws Exception {
    List<RuleChange> changes = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      changes.add(Rules.add(i));
    }
    var done = channel.apply(changes, 1);
    List<OFMessage> sent = peer.received();
    sent.subList(0, 2000).forEach(mod -> refuse(mod, "00050001"));
    answer(sent.get(2000));

    assertThat(done.get()).hasSize(2000);
    assertThat(memo.complaints).hasSize(6).endsWith("0000000000000011 refused 1995 more changes");
  }

  @Test
  void refusesWhatOpenFlow13CannotSayAndSendsTheRest() throws Exception {
    RuleKey key = new RuleKey(FlowTable.INGRESS, 70_000, Match.ANY.with(Field.IN_PORT, 1));
    RuleChange impossible = Rules.add(Rules.of(key, RuleBody.DROP));
    var done = channel.apply(List.of(impossible, Rules.add(2)), 1);
    List<OFMessage> sent = peer.received();
    answer(sent.get(sent.size() - 1));

    assertThat(sent).hasSize(2);
    assertThat(done.get())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.change()).isEqualTo(impossible))
        .satisfies(refusal -> assertThat(refusal.reason()).startsWith("cannot be said"));
  }

  @Test
  void failsAndClosesWhenTheBarrierIsNotAnswered() throws Exception {
    var done = channel.apply(List.of(Rules.add(1)), 1);
    for (int i = 0; i < 31; i++) {
      assertThat(done).isNotDone();
      peer.send("0403000800000001").seconds(1);
    }
    assertFailed(done, "the barrier was not answered within 30 s");
    assertThat(peer.isOpen()).isFalse();
  }

  @Test
  void readsOverManyReplies() throws Exception {
    var read = channel.readRules();
    long xid = peer.receivedLast().getXid();
    peer.stats(xid, true, List.of(FakeSwitch.entry(Rules.of(1), 7, 100)));
    peer.stats(xid + 1, false, List.of(FakeSwitch.entry(Rules.of(9), 7, 100))); // not ours
    peer.stats(xid, true, List.of());
    assertThat(read).isNotDone();
    peer.stats(xid, false, List.of(FakeSwitch.entry(Rules.of(2), 7, 0)));

    assertThat(read.get())
        .extracting(InstalledRule::key)
        .containsExactly(Rules.of(1).key(), Rules.of(2).key());
    assertThat(read.get().get(0))
        .satisfies(
            rule -> {
              assertThat(rule.ours()).isTrue();
              assertThat(rule.readable()).isTrue();
              assertThat(rule.body()).isEqualTo(Rules.of(1).body());
              assertThat(rule.packets()).isEqualTo(100);
              assertThat(rule.bytes()).isEqualTo(6400);
              assertThat(rule.text()).isEqualTo(Rules.of(1).toString());
            });
    assertThat(channel.counters().reads()).isEqualTo(1);
  }

  @Test
  void failsRatherThanReadingLess() throws Exception {
    var read = channel.readRules();
    long xid = peer.receivedLast().getXid();
    peer.stats(xid, true, List.of(FakeSwitch.entry(Rules.of(1), 7, 100)));
    peer.send(String.format("04130018%08x0001000000000000", xid) + "0400000000000000");

    assertFailed(read, "flow stats with an entry of");
    assertThat(peer.isOpen()).isTrue();
    assertThat(channel.counters().reads()).isZero();
  }

  @Test
  void failsTheReadThatTheSwitchRefuses() throws Exception {
    var read = channel.readRules();
    refuse(peer.receivedLast(), "00010002");

    assertFailed(read, "BAD_REQUEST BAD_STAT");
  }

  @Test
  void failsTheReadThatComesToNoEnd() throws Exception {
    var read = channel.readRules();
    long xid = peer.receivedLast().getXid();
    for (int i = 0; i < ReadRules.PATIENCE + 1; i++) {
      assertThat(read).isNotDone();
      peer.stats(xid, true, List.of()).seconds(1);
    }
    assertFailed(read, "did not tell its rules within 30 s");
    assertThat(peer.isOpen()).isTrue();
  }

  @Test
  void boundsWhatASwitchMayTell() throws Exception {
    var read = channel.readRules();
    long xid = peer.receivedLast().getXid();
    var entries = java.util.Collections.nCopies(500, FakeSwitch.entry(Rules.of(1), 7, 1));
    for (int i = 0; i <= ReadRules.RULES_MAX / 500 && !read.isDone(); i++) {
      peer.stats(xid, true, entries);
    }
    assertFailed(read, "more than 50000 rules");
  }

  @Test
  void doesOneThingAfterTheOther() throws Exception {
    var apply = channel.apply(List.of(Rules.add(1)), 1);
    var read = channel.readRules();
    List<OFMessage> sent = peer.received();
    assertThat(sent).hasSize(2);
    answer(sent.get(1));
    assertThat(apply).isDone();

    OFMessage request = peer.receivedLast();
    assertThat(request.getType()).isEqualTo(OFType.STATS_REQUEST);
    peer.stats(request.getXid(), false, List.of());
    assertThat(read).isCompletedWithValue(List.of());
  }

  @Test
  void goesOnWhenWhoAskedHasGivenUp() throws Exception {
    var first = channel.readRules();
    var second = channel.readRules();
    peer.received();
    first.cancel(true);
    peer.seconds(1);

    peer.stats(peer.receivedLast().getXid(), false, List.of());
    assertThat(second).isCompletedWithValue(List.of());
  }

  @Test
  void failsEverythingWhenTheSessionGoesAway() throws Exception {
    var apply = channel.apply(List.of(Rules.add(1)), 1);
    var read = channel.readRules();
    peer.channel.close();
    var late = channel.readRules();
    peer.channel.runPendingTasks();

    assertFailed(apply, "the switch closed the connection");
    assertFailed(read, "the switch closed the connection");
    assertFailed(late, "the switch closed the connection");
  }

  @Test
  void sendsNoFasterThanTheSwitchReads() throws Exception {
    var buffer = peer.channel.unsafe().outboundBuffer();
    buffer.setUserDefinedWritability(1, false);
    var done = channel.apply(List.of(Rules.add(1), Rules.add(2)), 1);
    peer.channel.runPendingTasks();
    assertThat(channel.counters().adds()).isZero();

    buffer.setUserDefinedWritability(1, true);
    List<OFMessage> sent = peer.received();
    assertThat(sent).hasSize(3);
    answer(sent.get(2));
    assertThat(done).isCompletedWithValue(List.of());
  }
}
