package org.utsusemi.decoy.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every link to a real interface does besides. Needs root. */
abstract class CableContract extends LinkContract {
  private static final int FLOOD = 30_000;
  private static Cable cable;

  @BeforeAll
  static void plugIn() {
    cable = new Cable();
  }

  @AfterAll
  static void plugOut() {
    cable.close();
  }

  abstract Link open(String device);

  @Override
  final Link open() {
    return cable.in(() -> open(Cable.NEAR));
  }

  @Override
  final Peer peer() {
    Pcap4jLink far = cable.in(() -> Pcap4jLink.open(Cable.FAR));
    List<byte[]> arrived = Collections.synchronizedList(new ArrayList<>());
    Thread listener =
        new Thread(() -> far.receive((frame, length) -> arrived.add(Arrays.copyOf(frame, length))));
    listener.start();
    return new Peer() {
      @Override
      public void deliver(byte[] frame) {
        far.send(frame, frame.length);
      }

      @Override
      public List<byte[]> sent() {
        synchronized (arrived) {
          return List.copyOf(arrived);
        }
      }

      @Override
      public void close() {
        far.close();
      }
    };
  }

  @Test
  void countsWhatItHadNoRoomFor() throws InterruptedException {
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch flooded = new CountDownLatch(1);
    try (Link link = open();
        Peer peer = peer()) {
      Thread receiver =
          new Thread(
              () ->
                  link.receive(
                      (frame, length) -> {
                        try {
                          flooded.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                        taken.incrementAndGet();
                      }));
      receiver.start();
      byte[] frame = frame(60, 1);
      for (int i = 0; i < FLOOD; i++) {
        peer.deliver(frame);
      }
      long dropped = link.statistics().dropped();
      assertThat(dropped).isPositive();
      flooded.countDown();
      for (int waited = 0; taken.get() + dropped < FLOOD && waited < 3000; waited += 10) {
        Thread.sleep(10);
      }
      assertThat(taken.get() + link.statistics().dropped()).isEqualTo(FLOOD);
    }
  }

  @Test
  void countsWhatItCannotSend() {
    try (Link link = open()) {
      link.send(new byte[9000], 9000);
      assertThat(link.statistics()).isEqualTo(new LinkStatistics(0, 1));
    }
  }

  @Test
  void anInterfaceThatGoesAwayEndsTheReception() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Cable other = new Cable("gone");
        Link link = other.in(() -> open(Cable.NEAR))) {
      Thread receiver =
          new Thread(() -> thrown.set(catchThrowable(() -> link.receive((frame, length) -> {}))));
      receiver.start();
      Thread.sleep(100);
      other.inside("ip link del " + Cable.NEAR);
      receiver.join(5000);
      assertThat(receiver.isAlive()).isFalse();
      assertThat(thrown.get())
          .isInstanceOf(LinkException.class)
          .hasMessageStartingWith(Cable.NEAR + " has failed: ");
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsNamed() {
    assertThat(catchThrowable(() -> cable.in(() -> open("no-such-if"))))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("cannot open no-such-if: ");
  }
}
