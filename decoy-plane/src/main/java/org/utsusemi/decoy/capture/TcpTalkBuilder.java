package org.utsusemi.decoy.capture;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.utsusemi.decoy.capture.TcpTalk.End;
import org.utsusemi.decoy.capture.TcpTalk.Part;
import org.utsusemi.decoy.wire.Tcp;
import org.utsusemi.topology.address.Ipv4Address;

/** One connection while the capture is read. */
final class TcpTalkBuilder {
  private static final int MOST_PARTS = 100_000;

  private final Ipv4Address client;
  private final int clientPort;
  private final int port;
  private final boolean fromStart;
  private final int initialSequence;
  private final long startNanos;
  private final ByteAllowance allowance;
  private final HalfStream fromClient = new HalfStream();
  private final HalfStream fromDevice = new HalfStream();
  private final List<Part> parts = new ArrayList<>();
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private boolean partFromDevice;
  private long partFirst;
  private long partLast;
  private End end = End.OPEN;
  private long endNanos;
  private boolean established;
  private boolean full;

  /**
   * @param opening the SYN, or the first segment seen
   * @param initial whether {@code opening} is a SYN
   */
  TcpTalkBuilder(
      Ipv4Address client,
      int clientPort,
      int port,
      Tcp opening,
      boolean initial,
      long nanos,
      ByteAllowance allowance) {
    this.client = client;
    this.clientPort = clientPort;
    this.port = port;
    this.fromStart = initial;
    this.initialSequence = opening.sequence();
    this.startNanos = nanos;
    this.endNanos = nanos;
    this.allowance = allowance;
    this.established = !initial;
  }

  /** Whether a SYN is not the one again that this began with. */
  boolean isAnother(Tcp syn) {
    return !fromStart || syn.sequence() != initialSequence || end != End.OPEN;
  }

  void accept(boolean device, Tcp segment, long nanos) {
    if (device && segment.has(Tcp.SYN)) {
      established = true;
    }
    HalfStream half = device ? fromDevice : fromClient;
    if (!half.isStarted() && segment.has(Tcp.RST)) {
      close(device ? End.DEVICE_RESET : End.CLIENT_RESET, nanos);
      return;
    }
    half.accept(segment, bytes -> said(device, bytes, nanos));
    if (segment.has(Tcp.RST)) {
      close(device ? End.DEVICE_RESET : End.CLIENT_RESET, nanos);
    } else if (segment.has(Tcp.FIN)) {
      close(device ? End.DEVICE_CLOSED : End.CLIENT_CLOSED, nanos);
    } else if (end == End.OPEN) {
      endNanos = nanos;
    }
  }

  private void close(End how, long nanos) {
    if (end == End.OPEN) {
      end = how;
      endNanos = nanos;
    }
  }

  private void said(boolean device, byte[] bytes, long nanos) {
    if (full || !allowance.take(bytes.length) || parts.size() == MOST_PARTS) {
      full = true;
      return;
    }
    if (part.size() > 0 && partFromDevice != device) {
      endPart();
    }
    if (part.size() == 0) {
      partFromDevice = device;
      partFirst = nanos;
    }
    partLast = nanos;
    part.writeBytes(bytes);
  }

  private void endPart() {
    if (part.size() > 0) {
      parts.add(new Part(partFromDevice, partFirst, partLast, part.toByteArray()));
      part.reset();
    }
  }

  /** Whether the device took it; a SYN that was refused, or not answered, is no conversation. */
  boolean isConversation() {
    return established;
  }

  TcpTalk build() {
    endPart();
    boolean gap = full || fromClient.hasGap() || fromDevice.hasGap();
    return new TcpTalk(client, clientPort, port, fromStart, startNanos, parts, end, endNanos, gap);
  }
}
