package org.utsusemi.decoy.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where Jazzer comes in. The system property {@code fuzz.target} names a target, or is {@code all}:
 * the first byte of an input then says which.
 */
public final class JazzerEntry {
  private static final String NAME = System.getProperty("fuzz.target", "all");
  private static final List<Target> TARGETS = targets(NAME);

  private JazzerEntry() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (!NAME.equals("all")) {
      TARGETS.get(0).take(input);
    } else if (input.length > 0) {
      TARGETS
          .get((input[0] & 0xff) % TARGETS.size())
          .take(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /** The inputs to begin with, as {@link #fuzzerTestOneInput} wants them. */
  static List<byte[]> seeds(String name) {
    List<byte[]> seeds = new ArrayList<>();
    List<Target> targets = targets(name);
    for (int i = 0; i < targets.size(); i++) {
      for (byte[] seed : targets.get(i).seeds()) {
        seeds.add(name.equals("all") ? prefixed(i, seed) : seed);
      }
    }
    return seeds;
  }

  private static byte[] prefixed(int first, byte[] rest) {
    byte[] joined = new byte[rest.length + 1];
    joined[0] = (byte) first;
    System.arraycopy(rest, 0, joined, 1, rest.length);
    return joined;
  }

  private static List<Target> targets(String name) {
    return Targets.ALL.entrySet().stream()
        .filter(entry -> name.equals("all") || entry.getKey().equals(name))
        .map(entry -> entry.getValue().get())
        .toList();
  }
}
