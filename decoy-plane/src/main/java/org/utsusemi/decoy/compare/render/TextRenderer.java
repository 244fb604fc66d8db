package org.utsusemi.decoy.compare.render;

import java.util.List;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Finding;
import org.utsusemi.decoy.compare.Topic;
import org.utsusemi.decoy.compare.rule.Verdict.Outcome;

/** For a terminal: each difference, what could not be judged, how much was the same. */
public final class TextRenderer implements Renderer {
  @Override
  public String render(Heading heading, Comparison comparison) {
    StringBuilder out = new StringBuilder();
    List<Finding> differences = comparison.differences();
    for (Finding finding : differences) {
      out.append(finding.topic().title()).append(": ").append(safe(finding.title())).append('\n');
      line(out, "original", finding.verdict().original());
      line(out, "clone", finding.verdict().copy());
      if (!finding.verdict().note().isEmpty()) {
        line(out, "note", finding.verdict().note());
      }
    }
    for (Finding finding : comparison.findings()) {
      if (finding.verdict().outcome() == Outcome.NOT_JUDGED) {
        out.append("not judged: ")
            .append(safe(finding.title()))
            .append(": ")
            .append(safe(finding.verdict().note()))
            .append('\n');
      }
    }
    heading.notes().forEach(note -> out.append("note: ").append(safe(note)).append('\n'));
    out.append(summary(heading, comparison)).append('\n');
    return out.toString();
  }

  /** One line: what was compared, and how much differs. */
  static String summary(Heading heading, Comparison comparison) {
    StringBuilder same = new StringBuilder();
    for (Topic topic : Topic.values()) {
      long fields = count(comparison, topic, Outcome.SAME);
      if (fields > 0) {
        same.append(same.isEmpty() ? "" : ", ").append(topic.title()).append(' ').append(fields);
      }
    }
    int differences = comparison.differences().size();
    return heading.original()
        + " and "
        + heading.copy()
        + ": "
        + (differences == 0
            ? "no difference"
            : differences == 1 ? "1 difference" : differences + " differences")
        + " (the same: "
        + (same.isEmpty() ? "nothing" : same)
        + ")";
  }

  private static long count(Comparison comparison, Topic topic, Outcome outcome) {
    return comparison.findings().stream()
        .filter(finding -> finding.topic() == topic && finding.verdict().outcome() == outcome)
        .mapToLong(finding -> finding.subjects().size())
        .sum();
  }

  private static void line(StringBuilder out, String who, String what) {
    String[] lines = what.split("\n", -1);
    out.append(String.format("  %-9s", who)).append(safe(lines[0])).append('\n');
    for (int i = 1; i < lines.length; i++) {
      out.append("           ").append(safe(lines[i])).append('\n');
    }
  }

  /** What a machine sent must not move somebody's cursor. */
  private static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append(String.format("\\x%02x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
