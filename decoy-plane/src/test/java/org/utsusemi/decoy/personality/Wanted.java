package org.utsusemi.decoy.personality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what nmap would print of a host with a fingerprint, as nmap does. */
public final class Wanted {
  private final Fingerprint fingerprint;

  public Wanted(Fingerprint fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** What differs: {@code T1.DF=Y wanted N}. */
  public List<String> differences(Map<String, Map<String, String>> seen) {
    List<String> differences = new ArrayList<>();
    seen.forEach(
        (test, attributes) ->
            attributes.forEach(
                (name, value) -> {
                  Optional<Expression> wanted = fingerprint.get(test, name);
                  if (wanted.isPresent() && !wanted.get().matches(value)) {
                    differences.add(test + "." + name + "=" + value);
                  }
                }));
    return differences;
  }

  /** SP, GCD and ISR of sequence numbers. */
  public static Map<String, String> sequence(int[] numbers, double[] seconds) {
    SequenceIndex index = SequenceIndex.of(numbers, seconds);
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("SP", String.format("%X", index.predictability()));
    attributes.put("GCD", String.format("%X", index.divisor()));
    attributes.put("ISR", String.format("%X", index.rate()));
    return attributes;
  }
}
