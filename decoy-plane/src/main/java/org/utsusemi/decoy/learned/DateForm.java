package org.utsusemi.decoy.learned;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a device writes the time of day; all in UTC. */
public enum DateForm {
  /** {@code Thu, 26 Nov 2026 07:22:18 GMT} (RFC 9110 §5.6.7). */
  HTTP(
      "EEE, dd MMM yyyy HH:mm:ss 'GMT'",
      "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
          + " \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"),
  /** {@code 2026-11-26T07:22:18Z} (RFC 3339). */
  ISO("yyyy-MM-dd'T'HH:mm:ss'Z'", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
  /** {@code 2026-11-26 07:22:18}. */
  PLAIN("yyyy-MM-dd HH:mm:ss", "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");

  private final DateTimeFormatter formatter;
  private final Pattern pattern;

  DateForm(String format, String pattern) {
    this.formatter = DateTimeFormatter.ofPattern(format, Locale.ROOT).withZone(ZoneOffset.UTC);
    this.pattern = Pattern.compile(pattern);
  }

  /** The key of a persona file. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What such a date looks like. */
  public Pattern pattern() {
    return pattern;
  }

  public String write(Instant when) {
    return formatter.format(when);
  }

  /**
   * The time that a text of this form says.
   *
   * @throws java.time.DateTimeException when there is no such time
   */
  public Instant read(String text) {
    return Instant.from(formatter.parse(text));
  }
}
