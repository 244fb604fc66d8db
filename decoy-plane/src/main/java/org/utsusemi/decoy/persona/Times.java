package org.utsusemi.decoy.persona;

import java.time.Duration;
import java.util.Optional;
import org.utsusemi.decoy.host.Latency;
import org.utsusemi.topology.yaml.Fields;
import org.utsusemi.topology.yaml.Shape;
import org.utsusemi.topology.yaml.Shapes;

/** Spans of time in a persona file. */
final class Times {
  private static final Duration LONGEST_LATENCY = Duration.ofSeconds(60);
  private static final Duration LONGEST_IDLE = Duration.ofDays(7);

  private Times() {}

  /** {@code { median: 1.8ms, p99: 6ms }}. */
  static Shape<Latency> latency() {
    return Shapes.mapping(
        "a mapping such as { median: 1.8ms, p99: 6ms }",
        fields -> {
          Optional<Duration> median = span(fields, "median", LONGEST_LATENCY);
          Optional<Duration> p99 = span(fields, "p99", LONGEST_LATENCY);
          if (median.isEmpty() || p99.isEmpty()) {
            return Optional.empty();
          }
          if (median.get().compareTo(p99.get()) > 0) {
            fields
                .problems()
                .add(fields.valueAt("p99"), fields.path("p99"), "expected no less than the median");
            return Optional.empty();
          }
          return Optional.of(new Latency(median.get().toNanos(), p99.get().toNanos()));
        });
  }

  /** After how long a silent peer is left, in nanoseconds. */
  static Optional<Long> idle(Fields fields) {
    return fields.has("idle")
        ? span(fields, "idle", LONGEST_IDLE).map(Duration::toNanos)
        : Optional.empty();
  }

  private static Optional<Duration> span(Fields fields, String key, Duration longest) {
    Optional<Duration> span = fields.required(key, Shapes.duration());
    if (span.isPresent() && (span.get().isZero() || span.get().compareTo(longest) > 0)) {
      fields
          .problems()
          .add(
              fields.valueAt(key),
              fields.path(key),
              "expected more than 0 and at most " + longest.toSeconds() + "s");
      return Optional.empty();
    }
    return span;
  }
}
