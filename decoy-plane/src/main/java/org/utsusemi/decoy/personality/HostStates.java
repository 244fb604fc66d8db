package org.utsusemi.decoy.personality;

import java.util.Arrays;

/**
 * What hosts remember from one answer to the next: their last sequence number, their identification
 * fields, the errors they may still send. About 60 bytes a host, in one table that grows up to a
 * limit; beyond it the host that was asked the longest time ago is forgotten, and begins again
 * where its clock says. Not for several threads at once.
 */
public final class HostStates {
  /** Enough for all addresses of a network of 65,536, and as many real devices. */
  public static final int DEFAULT_LIMIT = 1 << 17;

  private static final int NONE = -1;
  private static final int INITIAL = 256;

  private final int limit;
  private int used;
  private int newest = NONE;
  private int oldest = NONE;
  private int[] heads = new int[INITIAL];
  private int[] chain = new int[INITIAL];
  private int[] newer = new int[INITIAL];
  private int[] older = new int[INITIAL];
  private int[] addresses = new int[INITIAL];

  int[] sequence = new int[INITIAL];
  long[] sequenceAt = new long[INITIAL];
  int[] sequenceCount = new int[INITIAL];
  int[] sequenceStep = new int[INITIAL];
  char[][] identifications = new char[3][INITIAL];
  int[] identifiedAt = new int[INITIAL];
  int[] errorsAt = new int[INITIAL];
  short[] errors = new short[INITIAL];
  private boolean[] fresh = new boolean[INITIAL];

  /**
   * @param limit hosts that are remembered at most, at least 1
   */
  public HostStates(int limit) {
    this.limit = limit;
    Arrays.fill(heads, NONE);
  }

  /** How many hosts are remembered. */
  public int size() {
    return used;
  }

  /** Where a host's state is until the next call; {@link #isFresh} when it was not known. */
  int slot(int address) {
    int slot = heads[index(address)];
    while (slot != NONE && addresses[slot] != address) {
      slot = chain[slot];
    }
    if (slot == NONE) {
      slot = add(address);
    } else if (slot != newest) {
      unlink(slot);
    } else {
      return slot;
    }
    link(slot);
    return slot;
  }

  /** Whether nothing has been remembered there yet; asking changes that. */
  boolean isFresh(int slot) {
    boolean was = fresh[slot];
    fresh[slot] = false;
    return was;
  }

  private int add(int address) {
    int slot;
    if (used < limit) {
      if (used == addresses.length) {
        grow();
      }
      slot = used++;
    } else {
      slot = oldest;
      unlink(slot);
      removeFromChain(slot);
    }
    addresses[slot] = address;
    fresh[slot] = true;
    int index = index(address);
    chain[slot] = heads[index];
    heads[index] = slot;
    return slot;
  }

  private void removeFromChain(int slot) {
    int index = index(addresses[slot]);
    if (heads[index] == slot) {
      heads[index] = chain[slot];
      return;
    }
    int before = heads[index];
    while (chain[before] != slot) {
      before = chain[before];
    }
    chain[before] = chain[slot];
  }

  private void unlink(int slot) {
    if (newer[slot] == NONE) {
      newest = older[slot];
    } else {
      older[newer[slot]] = older[slot];
    }
    if (older[slot] == NONE) {
      oldest = newer[slot];
    } else {
      newer[older[slot]] = newer[slot];
    }
  }

  private void link(int slot) {
    newer[slot] = NONE;
    older[slot] = newest;
    if (newest == NONE) {
      oldest = slot;
    } else {
      newer[newest] = slot;
    }
    newest = slot;
  }

  private void grow() {
    int size = Math.min(limit, 2 * addresses.length);
    chain = Arrays.copyOf(chain, size);
    newer = Arrays.copyOf(newer, size);
    older = Arrays.copyOf(older, size);
    addresses = Arrays.copyOf(addresses, size);
    sequence = Arrays.copyOf(sequence, size);
    sequenceAt = Arrays.copyOf(sequenceAt, size);
    sequenceCount = Arrays.copyOf(sequenceCount, size);
    sequenceStep = Arrays.copyOf(sequenceStep, size);
    for (int i = 0; i < identifications.length; i++) {
      identifications[i] = Arrays.copyOf(identifications[i], size);
    }
    identifiedAt = Arrays.copyOf(identifiedAt, size);
    errorsAt = Arrays.copyOf(errorsAt, size);
    errors = Arrays.copyOf(errors, size);
    fresh = Arrays.copyOf(fresh, size);
    heads = new int[Integer.highestOneBit(size - 1) << 1];
    Arrays.fill(heads, NONE);
    for (int slot = 0; slot < used; slot++) {
      int index = index(addresses[slot]);
      chain[slot] = heads[index];
      heads[index] = slot;
    }
  }

  private int index(int address) {
    return (int) (address * 0x9e3779b97f4a7c15L >>> 40) & heads.length - 1;
  }
}
