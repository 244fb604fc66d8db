package org.utsusemi.decoy.capture;

import java.util.List;
import org.utsusemi.topology.address.Ipv4Address;

/**
 * One TCP connection that the device accepted, or that was open when the capture began.
 *
 * @param client who opened it
 * @param clientPort 1–65535
 * @param port the device's
 * @param fromStart whether its handshake is in the capture
 * @param startNanos since 1970: the end of the handshake, or the first segment
 * @param parts what each side said, in turn
 * @param end how it ended
 * @param endNanos since 1970: of that end, or of the last segment
 * @param gap whether bytes of it are missing in the capture; what came after them is left out
 */
public record TcpTalk(
    Ipv4Address client,
    int clientPort,
    int port,
    boolean fromStart,
    long startNanos,
    List<Part> parts,
    End end,
    long endNanos,
    boolean gap) {
  public TcpTalk {
    parts = List.copyOf(parts);
  }

  /** Who ended a connection, and how; the first FIN or RST counts. */
  public enum End {
    /** It was open when the capture ended. */
    OPEN,
    CLIENT_CLOSED,
    CLIENT_RESET,
    DEVICE_CLOSED,
    DEVICE_RESET
  }

  /**
   * Bytes of one side until the other said something.
   *
   * @param fromDevice who said them
   * @param firstNanos since 1970: when the first of them passed
   * @param lastNanos since 1970: when the last of them passed
   * @param bytes not to be changed
   */
  public record Part(boolean fromDevice, long firstNanos, long lastNanos, byte[] bytes) {}
}
