package org.utsusemi.decoy.stack;

/**
 * What the stack may keep in memory.
 *
 * @param halfOpen connections whose handshake is not complete; above, SYNs are answered by cookies
 * @param halfOpenPerMark the same for those that came in by one mark
 * @param connections in all, half-open ones included
 * @param connectionsPerMark the same for one mark
 * @param bufferBytes of all connections together
 * @param bufferBytesPerMark the same for one mark
 */
public record Limits(
    int halfOpen,
    int halfOpenPerMark,
    int connections,
    int connectionsPerMark,
    int bufferBytes,
    int bufferBytesPerMark) {
  public static final Limits DEFAULT = new Limits(1024, 256, 4096, 512, 32 << 20, 4 << 20);

  public Limits {
    requirePositive("halfOpen", halfOpen);
    requirePositive("halfOpenPerMark", halfOpenPerMark);
    requirePositive("connections", connections);
    requirePositive("connectionsPerMark", connectionsPerMark);
    requirePositive("bufferBytes", bufferBytes);
    requirePositive("bufferBytesPerMark", bufferBytesPerMark);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }
}
