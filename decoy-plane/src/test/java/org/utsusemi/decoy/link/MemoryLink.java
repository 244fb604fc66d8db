package org.utsusemi.decoy.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A link whose frames a test puts in and looks at. */
public final class MemoryLink implements Link {
  private static final byte[] END = {};
  private static final Logger LOG = LoggerFactory.getLogger(MemoryLink.class);

  private final BlockingQueue<byte[]> incoming = new LinkedBlockingQueue<>();
  private volatile Error error;
  private volatile String trouble;
  private final List<byte[]> sent = new ArrayList<>();

  /** A frame arrives. */
  public void deliver(byte[] frame) {
    incoming.add(frame.clone());
  }

  /** The reception ends with an error. */
  public void failWith(Error failure) {
    error = failure;
    incoming.add(END);
  }

  /** From now on nothing comes any more, and nobody is told. */
  public void goDeaf(String why) {
    trouble = why;
  }

  @Override
  public Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** All frames that were sent, oldest first. */
  public synchronized List<byte[]> sent() {
    return List.copyOf(sent);
  }

  @Override
  public void receive(FrameHandler handler) {
    try {
      for (byte[] frame = incoming.take(); frame != END; frame = incoming.take()) {
        try {
          handler.frame(frame, frame.length);
        } catch (RuntimeException e) {
          LOG.debug("a frame could not be handled", e);
        }
        // it is the link's again
        Arrays.fill(frame, (byte) 0xa5);
      }
      incoming.add(END);
      if (error != null) {
        throw error;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void send(byte[] frame, int length) {
    sent.add(Arrays.copyOf(frame, length));
  }

  @Override
  public LinkStatistics statistics() {
    return LinkStatistics.NONE;
  }

  @Override
  public void close() {
    incoming.add(END);
  }
}
