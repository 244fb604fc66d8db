package org.utsusemi.decoy.compare.scan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of what a machine said what must differ between two machines, and between now and then:
 * its own address, and the time of day. A date that is not within five minutes of now is no clock
 * that goes right, and stays: two machines that serve the same file show the same date of it.
 */
public final class Sanitiser {
  private static final Duration NEAR = Duration.ofMinutes(5);

  private record Clock(Pattern pattern, Function<String, Instant> reader) {}

  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

  private static final List<Clock> CLOCKS =
      List.of(
          new Clock(
              Pattern.compile(
                  "[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT"),
              text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()),
          new Clock(
              Pattern.compile("[A-Z][a-z]{2} [A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2} \\d{4}"),
              text ->
                  LocalDateTime.parse(text.replace("  ", " "), ASCTIME).toInstant(ZoneOffset.UTC)),
          new Clock(
              Pattern.compile(
                  "\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:Z|[+-]\\d{2}:?\\d{2})?"),
              Sanitiser::iso));

  private final List<String> addresses;
  private final Instant now;

  /**
   * @param addresses how the machine may name itself
   * @param now when it was asked
   */
  public Sanitiser(List<String> addresses, Instant now) {
    this.addresses = List.copyOf(addresses);
    this.now = now;
  }

  public String clean(String text) {
    String clean = text;
    for (String address : addresses) {
      clean =
          Pattern.compile("(?<![\\d.])" + Pattern.quote(address) + "(?![\\d.]*\\d)")
              .matcher(clean)
              .replaceAll("<itself>");
    }
    for (Clock clock : CLOCKS) {
      clean = clean(clock, clean);
    }
    return clean;
  }

  private String clean(Clock clock, String text) {
    Matcher matcher = clock.pattern().matcher(text);
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(isNow(clock, found.group()) ? "<now>" : found.group()));
  }

  private boolean isNow(Clock clock, String text) {
    try {
      return Duration.between(clock.reader().apply(text), now).abs().compareTo(NEAR) <= 0;
    } catch (DateTimeException e) {
      return false; // it only looks like a date: then it is text as any other
    }
  }

  private static Instant iso(String text) {
    String iso = text.replace(' ', 'T');
    if (iso.matches(".*[+-]\\d{4}")) {
      iso = iso.substring(0, iso.length() - 2) + ":" + iso.substring(iso.length() - 2);
    }
    return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }
}
