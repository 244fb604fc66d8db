package org.utsusemi.decoy.stack;

/**
 * Says of most conversations that they have no connection, without an object to ask by. Never says
 * so of one that has.
 */
final class ConnectionFilter {
  private static final int PLACES = 1 << 16;

  private final short[] counts = new short[PLACES];

  void add(int mark, TcpKey key) {
    counts[place(mark, key.addresses(), key.ports())]++;
  }

  void remove(int mark, TcpKey key) {
    counts[place(mark, key.addresses(), key.ports())]--;
  }

  /** Whether there may be one; the words are those of {@link TcpKey}. */
  boolean mayHave(int mark, long addresses, long ports) {
    return counts[place(mark, addresses, ports)] != 0;
  }

  private static int place(int mark, long addresses, long ports) {
    long mixed = (addresses * 0x9e3779b97f4a7c15L ^ ports) * 0xc2b2ae3d27d4eb4fL + mark;
    return (int) (mixed * 0x9e3779b97f4a7c15L >>> 48);
  }
}
