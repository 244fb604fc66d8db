package org.utsusemi.controller.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final Instant T0 = Instant.parse("2026-11-23T10:00:00Z");

  private final EventLog log = EventLog.inMemory(InstantSource.fixed(T0));

  private Event tell(String subject) {
    return log.publish(EventType.SWITCH_CONNECTED, subject, Map.of());
  }

  @Test
  void idsRiseAlsoWithinOneMillisecondAndOverARestart() {
    assertThat(tell("s1").id()).isLessThan(tell("s2").id());
    EventLog restarted = EventLog.inMemory(InstantSource.fixed(T0.plusSeconds(5)));
    assertThat(restarted.publish(EventType.CONTROLLER_STARTED, "plant", Map.of()).id())
        .isGreaterThan(tell("s3").id());
  }

  @Test
  void handsOutWhatCameAfterAnId() {
    Event first = tell("s1");
    Event second = tell("s2");
    assertThat(log.after(first.id())).isEqualTo(new Backlog(java.util.List.of(second), true));
    assertThat(log.after(second.id()).events()).isEmpty();
  }

  @Test
  void forgetsTheOldestAndSaysSo() {
    Event first = tell("first");
    Event second = tell("second");
    for (int i = 0; i < EventLog.CAPACITY; i++) {
      tell("s" + i);
    }
    assertThat(log.after(0).events()).hasSize(EventLog.CAPACITY);
    assertThat(log.after(0).complete()).isFalse();
    assertThat(log.after(first.id()).complete()).isFalse();
    assertThat(log.after(second.id()).complete()).isTrue();
  }

  @Test
  void aListenerGetsTheBacklogAndThenEachEventOnce() throws InterruptedException {
    Event before = tell("before");
    try (Subscription subscription = log.subscribe(0)) {
      Event after = tell("after");
      assertThat(subscription.backlog().events()).containsExactly(before);
      assertThat(subscription.next(Duration.ofSeconds(5))).contains(after);
      assertThat(subscription.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aSlowListenerIsCutAndTheOthersGoOn() throws InterruptedException {
    Subscription slow = log.subscribe(0);
    for (int i = 0; i < EventLog.LISTENER_CAPACITY; i++) {
      tell("s" + i);
    }
    Subscription other = log.subscribe(Long.MAX_VALUE);
    assertThat(slow.isCut()).isFalse();
    Event tooMuch = tell("too much");
    assertThat(slow.isCut()).isTrue();
    assertThat(other.next(Duration.ofSeconds(5))).contains(tooMuch);
    for (int i = 0; i < EventLog.LISTENER_CAPACITY; i++) {
      assertThat(slow.next(Duration.ofSeconds(5)).orElseThrow().subject()).isEqualTo("s" + i);
    }
    assertThat(slow.next(Duration.ofHours(1))).as("does not wait").isEmpty();
  }

  @Test
  void aClosedListenerIsToldNothingMore() throws InterruptedException {
    Subscription subscription = log.subscribe(0);
    subscription.close();
    tell("s1");
    assertThat(subscription.next(Duration.ZERO)).isEmpty();
  }

  @Test
  void closingTheLogCutsListenersAndWakesThem() throws Exception {
    Subscription subscription = log.subscribe(0);
    Thread listener =
        new Thread(
            () -> {
              try {
                subscription.next(Duration.ofHours(1));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    listener.start();
    log.close();
    listener.join(Duration.ofSeconds(20).toMillis());
    assertThat(listener.isAlive()).isFalse();
    assertThat(subscription.isCut()).isTrue();
    assertThat(log.subscribe(0).isCut()).isTrue();
  }

  @Test
  void anEventIsOneLineOfJson() throws Exception {
    String json =
        log.publish(EventType.INCIDENT_OPENED, "a\nb", Map.of("count", 3, "at", T0)).toJson();
    assertThat(json).doesNotContain("\n");
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("id").asLong()).isEqualTo(T0.toEpochMilli());
    assertThat(read.get("at").asText()).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(read.get("type").asText()).isEqualTo("incident-opened");
    assertThat(read.get("severity").asText()).isEqualTo("warning");
    assertThat(read.get("subject").asText()).isEqualTo("a\nb");
    assertThat(read.at("/details/count").asInt()).isEqualTo(3);
    assertThat(read.at("/details/at").asText()).isEqualTo("2026-11-23T10:00:00Z");
  }
}
