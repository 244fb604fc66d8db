package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every link does. */
@Timeout(30)
abstract class LinkContract {
  private static final int PATIENCE_MILLIS = 5000;

  /** What lies at the other end of the cable. */
  interface Peer extends AutoCloseable {
    void deliver(byte[] frame);

    /** All frames of the link under test that arrived, oldest first. */
    List<byte[]> sent();

    @Override
    void close();
  }

  private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
  private Peer peer;
  private Link link;
  private Thread receiver;

  /** A link, and its other end, new for each test. */
  abstract Link open();

  abstract Peer peer();

  @BeforeEach
  void openBoth() {
    link = open();
    peer = peer();
  }

  @AfterEach
  void closeBoth() throws InterruptedException {
    link.close();
    if (receiver != null) {
      receiver.join(PATIENCE_MILLIS);
      assertThat(receiver.isAlive()).as("still receiving after close").isFalse();
    }
    peer.close();
  }

  private void receive(Link.FrameHandler handler) {
    receiver = new Thread(() -> link.receive(handler), "receiver");
    receiver.start();
  }

  private void collect() {
    receive((frame, length) -> received.add(Arrays.copyOf(frame, length)));
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int waited = 0; !condition.getAsBoolean(); waited += 5) {
      assertThat(waited).as(what).isLessThan(PATIENCE_MILLIS);
      Thread.sleep(5);
    }
  }

  /** A frame with these tags, of an ethertype that no kernel heeds. */
  static byte[] frame(int length, int number, int... tags) {
    byte[] frame = new byte[length];
    new Random(number).nextBytes(frame);
    frame[0] = 2;
    frame[6] = 2;
    int at = 12;
    for (int tag : tags) {
      frame[at++] = (byte) 0x81;
      frame[at++] = 0;
      frame[at++] = (byte) (tag >>> 8);
      frame[at++] = (byte) tag;
    }
    frame[at++] = (byte) 0x88;
    frame[at++] = (byte) 0xb5;
    frame[at++] = (byte) (number >>> 8);
    frame[at] = (byte) number;
    return frame;
  }

  static List<byte[]> kinds() {
    return List.of(
        frame(60, 1),
        frame(61, 2),
        frame(1514, 3),
        frame(64, 4, 0x6bb9),
        frame(1518, 5, 0x7bb9),
        frame(64, 6, 0x0000),
        frame(64, 7, 0x6000),
        frame(68, 8, 0x6bb9, 0x8001),
        frame(60, 9));
  }

  @Test
  void receivesFramesAsTheyWereSentTagsIncluded() throws InterruptedException {
    collect();
    kinds().forEach(peer::deliver);
    await("frames", () -> received.size() == kinds().size());
    assertThat(received).containsExactlyElementsOf(kinds());
  }

  @Test
  void sendsFramesAsTheyAreTagsIncluded() throws InterruptedException {
    collect();
    for (byte[] frame : kinds()) {
      link.send(Arrays.copyOf(frame, 2048), frame.length);
    }
    await("frames", () -> peer.sent().size() == kinds().size());
    assertThat(peer.sent()).containsExactlyElementsOf(kinds());
    assertThat(received).as("its own frames").isEmpty();
    assertThat(link.statistics()).isEqualTo(LinkStatistics.NONE);
  }

  @Test
  void answersOfTheHandlerDoNotWaitForMoreFrames() throws InterruptedException {
    receive((frame, length) -> link.send(frame, length));
    peer.deliver(frame(60, 1));
    await("first answer", () -> peer.sent().size() == 1);
    peer.deliver(frame(60, 2));
    await("second answer", () -> peer.sent().size() == 2);
    assertThat(peer.sent()).containsExactly(frame(60, 1), frame(60, 2));
  }

  @Test
  void aHandlerMaySendMoreThanItReceives() throws InterruptedException {
    receive(
        (frame, length) -> {
          for (int i = 0; i < 200; i++) {
            link.send(frame(60, i), 60);
          }
        });
    peer.deliver(frame(60, 1));
    await("answers", () -> peer.sent().size() == 200);
    for (int i = 0; i < 200; i++) {
      assertThat(peer.sent().get(i)).as("answer %d", i).isEqualTo(frame(60, i));
    }
  }

  @Test
  void keepsTheOrderOfMany() throws InterruptedException {
    collect();
    for (int i = 0; i < 3000; i++) {
      peer.deliver(frame(60, i));
    }
    await("frames", () -> received.size() == 3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(received.get(i)).as("frame %d", i).isEqualTo(frame(60, i));
    }
  }

  @Test
  void whatTheHandlerThrowsCostsItsFrameOnly() throws InterruptedException {
    receive(
        (frame, length) -> {
          received.add(Arrays.copyOf(frame, length));
          if (received.size() == 1) {
            throw new IllegalStateException("on purpose");
          }
        });
    peer.deliver(frame(60, 1));
    peer.deliver(frame(60, 2));
    await("frames", () -> received.size() == 2);
    assertThat(received).containsExactly(frame(60, 1), frame(60, 2));
  }

  @Test
  void closingEndsReceptionAtOnce() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    receiver =
        new Thread(
            () -> {
              link.receive((frame, length) -> received.add(Arrays.copyOf(frame, length)));
              ended.countDown();
            });
    receiver.start();
    peer.deliver(frame(60, 1));
    await("frame", () -> received.size() == 1);
    link.close();
    assertThat(ended.await(1, TimeUnit.SECONDS)).isTrue();
    link.send(frame(60, 2), 60);
    link.close();
    assertThat(link.statistics().dropped()).isZero();
    link.receive((frame, length) -> received.add(frame));
    assertThat(received).hasSize(1);
  }
}
