package org.utsusemi.decoy.compare.render;

import java.util.List;
import org.utsusemi.decoy.compare.Comparison;
import org.utsusemi.decoy.compare.Finding;
import org.utsusemi.decoy.compare.Topic;

/**
 * A page that stands by itself, original and clone side by side: differences first, then all that
 * was asked, by topic. It loads nothing and runs nothing; whatever a machine sent is text in it.
 */
public final class HtmlRenderer implements Renderer {
  private static final String STYLE =
      """
      body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem;
             color: #1d2125; background: #fff; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; table-layout: fixed; }
      th, td { border: 1px solid #b7bec6; padding: .35rem .55rem; text-align: left; vertical-align: top;
               overflow-wrap: anywhere; }
      th { background: #eef1f4; } th:first-child { width: 30%; }
      td.value { font-family: ui-monospace, monospace; font-size: .88em; white-space: pre-wrap; }
      tr.different td { background: #fdecea; } tr.not_judged td { background: #fff8e1; }
      small { color: #4b5560; } .verdict { font-size: 1.15rem; font-weight: 600; }
      @media (prefers-color-scheme: dark) {
        body { color: #e6e9ec; background: #16191c; } th { background: #262b30; }
        th, td { border-color: #4a525a; } small { color: #b0b8c0; }
        tr.different td { background: #4a1f1c; } tr.not_judged td { background: #453a12; } }
      """;

  @Override
  public String render(Heading heading, Comparison comparison) {
    StringBuilder out = new StringBuilder();
    String title = heading.original() + " and " + heading.copy();
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta http-equiv=\"Content-Security-Policy\"")
        .append(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
        .append(escape(title))
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n<h1>Original and clone</h1>\n<p class=\"verdict\">")
        .append(escape(TextRenderer.summary(heading, comparison)))
        .append("</p>\n<p>")
        .append(escape(heading.at().toString()))
        .append(", asked ")
        .append(heading.rounds() == 1 ? "once" : heading.rounds() + " times")
        .append(".</p>\n");
    if (!heading.notes().isEmpty()) {
      out.append("<ul>\n");
      heading.notes().forEach(note -> out.append("<li>").append(escape(note)).append("</li>\n"));
      out.append("</ul>\n");
    }
    table(out, heading, "Differences", comparison.differences());
    for (Topic topic : Topic.values()) {
      List<Finding> rest =
          comparison.findings().stream()
              .filter(finding -> finding.topic() == topic && !finding.differs())
              .toList();
      table(out, heading, topic.title() + ", the same", rest);
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static void table(
      StringBuilder out, Heading heading, String title, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    out.append("<h2>")
        .append(escape(title))
        .append(
            "</h2>\n<table>\n<thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Original, ")
        .append(escape(heading.original()))
        .append("</th><th scope=\"col\">Clone, ")
        .append(escape(heading.copy()))
        .append("</th></tr></thead>\n<tbody>\n");
    findings.forEach(finding -> row(out, finding));
    out.append("</tbody>\n</table>\n");
  }

  private static void row(StringBuilder out, Finding finding) {
    out.append("<tr class=\"")
        .append(finding.verdict().outcome().name().toLowerCase(java.util.Locale.ROOT))
        .append("\"><td>")
        .append(escape(finding.aspect()))
        .append("<br><small>")
        .append(escape(String.join("; ", finding.subjects())));
    if (!finding.terms().isEmpty()) {
      out.append("<br>nmap: ").append(escape(String.join(", ", finding.terms())));
    }
    if (!finding.verdict().note().isEmpty()) {
      out.append("<br>").append(escape(finding.verdict().note()));
    }
    out.append("</small></td><td class=\"value\">")
        .append(escape(finding.verdict().original()))
        .append("</td><td class=\"value\">")
        .append(escape(finding.verdict().copy()))
        .append("</td></tr>\n");
  }

  /** What no page can carry becomes a question mark; the rest is text and nothing else. */
  private static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                  boolean carried =
                      c == '\n' || c == '\t' || !Character.isISOControl(c) && !surrogate(c);
                  out.appendCodePoint(carried ? c : '?');
                }
              }
            });
    return out.toString();
  }

  private static boolean surrogate(int codePoint) {
    return codePoint >= 0xd800 && codePoint <= 0xdfff;
  }
}
