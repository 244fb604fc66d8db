package org.utsusemi.decoy.compare.rule;

import java.util.List;
import java.util.Map;

/**
 * For values of a few kinds: what the clone shows must be among what the original showed. A value
 * counts when the clone showed such in two rounds, or in the only round that there was.
 *
 * @param words values as people say them; what is not in it stands for itself
 */
public record SeenBefore(Map<String, String> words) implements Rule {
  /** Values that stand for themselves. */
  public static final SeenBefore PLAIN = new SeenBefore(Map.of());

  public SeenBefore {
    words = Map.copyOf(words);
  }

  @Override
  public Verdict judge(List<String> original, List<String> clone) {
    Sightings expected = new Sightings(original);
    Sightings shown = new Sightings(clone);
    return Verdict.of(
        shown.hasSteady(value -> !expected.values().contains(value)),
        expected.told(this::say),
        shown.told(this::say),
        "");
  }

  private String say(String value) {
    return words.getOrDefault(value, value);
  }
}
