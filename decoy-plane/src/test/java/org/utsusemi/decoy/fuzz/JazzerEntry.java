package org.utsusemi.decoy.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where Jazzer comes in. The system property {@code fuzz.target} names a target, or is {@code all}:
 * the first byte of an input then says which.
 */
public final class JazzerEntry {
  private static final String NAME = System.getProperty("fuzz.target", "all");
  private static final int FIRST_SLOW = 250;
  private static final List<Target> TARGETS = targets(NAME);

  private JazzerEntry() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (!NAME.equals("all")) {
      TARGETS.get(0).take(input);
    } else if (input.length > 0) {
      shared(TARGETS, input[0] & 0xff).take(Arrays.copyOfRange(input, 1, input.length));
    }
  }

  /** The inputs to begin with, as {@link #fuzzerTestOneInput} wants them. */
  static List<byte[]> seeds(String name) {
    List<byte[]> seeds = new ArrayList<>();
    List<Target> targets = targets(name);
    for (Target target : targets) {
      for (byte[] seed : target.seeds()) {
        seeds.add(name.equals("all") ? prefixed(numberOf(targets, target), seed) : seed);
      }
    }
    return seeds;
  }

  private static Target shared(List<Target> targets, int number) {
    boolean slow = number >= FIRST_SLOW;
    List<Target> some = targets.stream().filter(target -> target.isSlow() == slow).toList();
    return some.get(number % some.size());
  }

  private static int numberOf(List<Target> targets, Target target) {
    return IntStream.range(0, 256)
        .filter(number -> shared(targets, number) == target)
        .findFirst()
        .orElseThrow();
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
