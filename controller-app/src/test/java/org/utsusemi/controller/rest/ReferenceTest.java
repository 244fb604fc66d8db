package org.utsusemi.controller.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.utsusemi.controller.event.EventType;
import org.utsusemi.controller.event.Severity;
import org.utsusemi.controller.incident.Grade;
import org.utsusemi.controller.rest.view.FlowsView;

/** Holds the reference pages against what there is, both ways. */
class ReferenceTest {
  private static final Path PAGES = Path.of("..", "docs", "reference");

  private static String page(String name) throws IOException {
    return Files.readString(PAGES.resolve(name));
  }

  /** What the first column of any table names in back-quotes and this form. */
  private static Set<String> firstColumn(String page, String form) {
    Matcher cells = Pattern.compile("(?m)^\\| `(" + form + ")` \\|").matcher(page);
    Set<String> names = new TreeSet<>();
    while (cells.find()) {
      names.add(cells.group(1));
    }
    return names;
  }

  private static <T> Set<String> words(T[] all, Function<T, String> word) {
    return Arrays.stream(all).map(word).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyEventIsDescribedAndNoOther() throws IOException {
    String page = page("events-and-metrics.md");
    assertThat(firstColumn(page, "[a-z]+(?:-[a-z]+)+"))
        .isEqualTo(words(EventType.values(), EventType::word));
    for (EventType type : EventType.values()) {
      boolean byGrade = type == EventType.INCIDENT_OPENED || type == EventType.INCIDENT_GRADED;
      assertThat(page)
          .contains("| `" + type.word() + "` | " + (byGrade ? "by grade" : type.severity().word()));
    }
  }

  @Test
  void everySeverityIsNamed() throws IOException {
    for (Severity severity : Severity.values()) {
      assertThat(page("events-and-metrics.md")).contains("`" + severity.word() + "`");
    }
  }

  @Test
  void everyMetricIsDescribedAndNoOther() throws IOException {
    String page = page("events-and-metrics.md");
    assertThat(firstColumn(page, "utsusemi_\\w+"))
        .isEqualTo(words(MetricName.values(), MetricName::word));
    for (MetricName metric : MetricName.values()) {
      assertThat(page).contains("| `" + metric.word() + "` | " + metric.type() + " |");
    }
  }

  @Test
  void everyRouteIsDescribed() throws IOException {
    for (Route route : Route.values()) {
      assertThat(page("rest.md")).contains("`" + route.path() + "`");
    }
  }

  @Test
  void everyProblemIsDescribed() throws IOException {
    for (Problem.Type type : Problem.Type.values()) {
      assertThat(page("rest.md")).contains("| " + type.status() + " | `" + type.urn() + "` |");
    }
  }

  @Test
  void everyGradeAndEveryFlowStatusIsDescribed() throws IOException {
    assertThat(firstColumn(page("rest.md"), "[a-z-]+"))
        .containsAll(words(Grade.values(), Grade::word))
        .containsAll(words(FlowsView.Status.values(), FlowsView.Status::word));
  }
}
