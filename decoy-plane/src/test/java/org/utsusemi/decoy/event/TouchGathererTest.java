package org.utsusemi.decoy.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.topology.address.Ipv4Address;
import org.utsusemi.topology.address.MacAddress;
import org.utsusemi.topology.plane.Touch;

class TouchGathererTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private final TouchGatherer gatherer =
      new TouchGatherer(touch -> touch.summary().equals("noise"));

  private static Touch touch(long millis, int mark, String protocol, String summary, int bytes) {
    return new Touch(
        START.plusMillis(millis),
        mark,
        MacAddress.parse("02:00:00:00:00:66"),
        Optional.of(Ipv4Address.parse("10.20.1.66")),
        MacAddress.parse("00:30:de:40:59:b7"),
        Optional.of(Ipv4Address.parse("10.20.1.41")),
        "plc1",
        Touch.Kind.CONNECT,
        protocol,
        40_000,
        502,
        false,
        summary,
        new byte[bytes],
        1);
  }

  private static Touch touch(long millis, String summary) {
    return touch(millis, 3001, "modbus", summary, 0);
  }

  private static List<Touch> drain(TouchGatherer gatherer, long millis) {
    return gatherer.drain(START.plusMillis(millis));
  }

  @Test
  void theFirstIsToldAtOnceAndTheRestOfItsSecondAsOne() {
    gatherer.accept(touch(0, "a"));
    gatherer.accept(touch(10, "a"));
    assertThat(drain(gatherer, 100)).extracting(Touch::count).containsExactly(2L);
    for (int millis = 200; millis < 900; millis += 100) {
      gatherer.accept(touch(millis, "a"));
      assertThat(drain(gatherer, millis)).isEmpty();
    }
    List<Touch> rest = drain(gatherer, 1000);
    assertThat(rest).extracting(Touch::count).containsExactly(7L);
    assertThat(rest.get(0).at()).isEqualTo(START.plusMillis(200));
    assertThat(drain(gatherer, 5000)).isEmpty();
  }

  @Test
  void aFloodIsOneTouchASecondAndNoneOfItIsLost() {
    long told = 0;
    int messages = 0;
    for (int millis = 0; millis < 10_000; millis += 5) {
      gatherer.accept(touch(millis, "a"));
      if (millis % 100 == 0) {
        List<Touch> due = drain(gatherer, millis);
        messages += due.size();
        told += due.stream().mapToLong(Touch::count).sum();
      }
    }
    told += drain(gatherer, 20_000).stream().mapToLong(Touch::count).sum();
    assertThat(told).isEqualTo(2000);
    assertThat(messages).isBetween(9, 11);
    assertThat(gatherer.dropped()).isZero();
  }

  @Test
  void whatDiffersIsToldApart() {
    gatherer.accept(touch(0, "a"));
    gatherer.accept(touch(0, "b"));
    gatherer.accept(touch(0, 3002, "modbus", "a", 0));
    gatherer.accept(touch(0, 3001, "tcp", "a", 0));
    gatherer.accept(touch(0, 3001, "tcp", "a", 1));
    assertThat(drain(gatherer, 100)).hasSize(5);
  }

  @Test
  void whatAServiceUnderstoodIsToldApartByItsSummaryAlone() {
    gatherer.accept(touch(0, 3001, "modbus", "FC 3 read holding 0 unit 1", 12));
    gatherer.accept(touch(0, 3001, "modbus", "FC 3 read holding 0 unit 1", 13));
    assertThat(drain(gatherer, 100)).extracting(Touch::count).containsExactly(2L);
  }

  @Test
  void noiseIsCountedAndNotTold() {
    gatherer.accept(touch(0, "noise"));
    assertThat(drain(gatherer, 100)).isEmpty();
    assertThat(gatherer.noise()).isEqualTo(1);
  }

  @Test
  void oneNoisyMarkCannotHideAnother() {
    TouchGatherer small = new TouchGatherer(touch -> false, 100, 1 << 20);
    for (int i = 0; i < 1000; i++) {
      small.accept(touch(0, 3001, "modbus", "flood " + i, 0));
    }
    for (int i = 0; i < 40; i++) {
      small.accept(touch(0, 3002, "modbus", "quiet " + i, 0));
    }
    List<Touch> told = drain(small, 100);
    assertThat(told).hasSize(100);
    assertThat(told).filteredOn(touch -> touch.mark() == 3002).hasSize(40);
    assertThat(small.dropped()).isEqualTo(1000 - 60);
  }

  @Test
  void whatHasBeenToldGivesWayWithoutLoss() {
    TouchGatherer small = new TouchGatherer(touch -> false, 100, 1 << 20);
    List<Touch> told = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      small.accept(touch(i, 3001, "modbus", "scan " + i, 0));
      if (i % 50 == 49) {
        told.addAll(drain(small, i));
      }
    }
    assertThat(told).hasSize(1000);
    assertThat(small.dropped()).isZero();
  }

  @Test
  void whenBytesAreShortTheMarkOfMostBytesGivesWay() {
    TouchGatherer small = new TouchGatherer(touch -> false, 100, 1000);
    for (int i = 0; i < 10; i++) {
      small.accept(touch(0, 3002, "modbus", "many and small " + i, 1));
    }
    for (int i = 0; i < 9; i++) {
      small.accept(touch(0, 3001, "modbus", "big " + i, 300));
    }
    small.accept(touch(0, 3003, "modbus", "third", 300));
    List<Touch> told = drain(small, 100);
    assertThat(told).filteredOn(touch -> touch.mark() == 3002).hasSize(10);
    assertThat(told).filteredOn(touch -> touch.mark() == 3003).hasSize(1);
  }

  @Test
  void aLargerPayloadOfTheSameKindIsChargedToo() {
    TouchGatherer small = new TouchGatherer(touch -> false, 100, 1000);
    for (int i = 0; i < 10; i++) {
      small.accept(touch(0, 3001, "modbus", "same " + i, 0));
    }
    assertThat(drain(small, 100)).hasSize(10);
    for (int i = 0; i < 10; i++) {
      small.accept(touch(200, 3001, "modbus", "same " + i, 300));
    }
    assertThat(drain(small, 2000)).hasSize(3);
    assertThat(small.dropped()).isEqualTo(7);
  }

  @Test
  void payloadsAreBoundedInBytes() {
    TouchGatherer small = new TouchGatherer(touch -> false, 100, 1000);
    for (int i = 0; i < 10; i++) {
      small.accept(touch(0, 3001, "modbus", "big " + i, 300));
    }
    small.accept(touch(0, 3001, "modbus", "huge", 2000));
    assertThat(drain(small, 100)).hasSize(3);
    assertThat(small.dropped()).isEqualTo(8);
    drain(small, 100 + Duration.ofSeconds(2).toMillis());
    small.accept(touch(3000, 3001, "modbus", "later", 300));
    assertThat(drain(small, 3000)).hasSize(1);
  }
}
