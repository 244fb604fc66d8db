package org.utsusemi.decoy.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.utsusemi.decoy.compare.rule.Verdict;

/**
 * Every field that either of two machines showed, judged.
 *
 * @param findings fields that differ alike are one finding; by topic, in the order of the questions
 */
public record Comparison(List<Finding> findings) {
  private static final String NOT_SHOWN = "not shown";

  public Comparison {
    findings = List.copyOf(findings);
  }

  /** Judges the clone by the original. */
  public static Comparison of(Observations original, Observations clone) {
    Set<Question> questions = new LinkedHashSet<>(original.questions());
    questions.addAll(clone.questions());
    Map<Alike, List<Question>> alike = new LinkedHashMap<>();
    for (Question question : questions) {
      Verdict verdict = judge(question, original, clone);
      alike
          .computeIfAbsent(
              new Alike(question.topic(), question.aspect(), verdict), key -> new ArrayList<>())
          .add(question);
    }
    List<Finding> findings = new ArrayList<>();
    alike.forEach((key, each) -> findings.add(finding(key, each)));
    findings.sort(Comparator.comparing(Finding::topic));
    return new Comparison(findings);
  }

  private record Alike(Topic topic, String aspect, Verdict verdict) {}

  private static Verdict judge(Question question, Observations original, Observations clone) {
    List<String> first = original.of(question);
    List<String> second = clone.of(question);
    if (!first.isEmpty() && !second.isEmpty()) {
      return question.rule().judge(first, second);
    }
    Observations showing = first.isEmpty() ? clone : original;
    List<String> there = showing.of(question);
    Verdict told = question.rule().judge(there, there);
    int rounds = showing.rounds(question.topic());
    boolean chance = question.topic() == Topic.STACK && there.size() == 1 && rounds > 1;
    return new Verdict(
        chance ? Verdict.Outcome.SAME : Verdict.Outcome.DIFFERENT,
        first.isEmpty() ? NOT_SHOWN : told.original(),
        second.isEmpty() ? NOT_SHOWN : told.copy(),
        chance ? "shown in one round of " + rounds + ": a packet of something else" : "");
  }

  private static Finding finding(Alike key, List<Question> questions) {
    return new Finding(
        key.topic(),
        questions.stream().map(Question::subject).distinct().toList(),
        key.aspect(),
        questions.stream().map(Question::term).filter(term -> !term.isEmpty()).toList(),
        key.verdict());
  }

  public List<Finding> differences() {
    return findings.stream().filter(Finding::differs).toList();
  }

  /** Whether anything of a topic differs. */
  public boolean differsIn(Topic topic) {
    return findings.stream().anyMatch(finding -> finding.topic() == topic && finding.differs());
  }
}
