package org.utsusemi.topology.sitefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.utsusemi.topology.sitefile.Draft.Branch;
import org.utsusemi.topology.sitefile.Draft.Twig;
import org.utsusemi.topology.yaml.Problem;

/** Asks the parser itself which keys it knows: with an unknown one in every mapping. */
final class KnownKeys {
  private static final Pattern ANSWER =
      Pattern.compile("(?:(.*): )?unknown key 'zzz'.*; known here: (.*)");

  private KnownKeys() {}

  /** Their paths, with {@code *} for names that the user gives. */
  static Set<String> patterns(Plant plant, String siteFile) {
    Draft draft = Draft.of(siteFile);
    spoil(draft.root(), "");
    Set<String> known = new TreeSet<>();
    for (Problem problem : plant.read(draft.write()).problems()) {
      Matcher answer = ANSWER.matcher(problem.message());
      if (answer.matches()) {
        List<String> path = new ArrayList<>();
        if (answer.group(1) != null) {
          path.addAll(List.of(answer.group(1).split("\\.")));
        }
        for (String key : answer.group(2).split(", ")) {
          List<String> inner = new ArrayList<>(path);
          inner.add(key);
          known.add(KeyTable.pattern(inner));
        }
      }
    }
    return known;
  }

  private static void spoil(Branch branch, String pattern) {
    for (Twig twig : branch.twigs) {
      if (twig.value instanceof Branch child) {
        String key = KeyTable.NAMED.contains(pattern) ? "*" : twig.key;
        spoil(child, pattern.isEmpty() ? key : pattern + "." + key);
      }
    }
    if (!KeyTable.NAMED.contains(pattern)) {
      branch.twigs.add(new Twig("zzz", "1"));
    }
  }
}
