package org.utsusemi.decoy.ics.modbus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a device turns a request down. */
public sealed interface Refusal {
  Refusal ILLEGAL_FUNCTION = new Exception(1);
  Refusal ILLEGAL_ADDRESS = new Exception(2);
  Refusal ILLEGAL_VALUE = new Exception(3);
  Refusal TARGET_FAILED = new Exception(11);

  /**
   * With an exception response.
   *
   * @param code 1–255
   */
  record Exception(int code) implements Refusal {
    @Override
    public String toString() {
      return "exception " + code;
    }
  }

  /** With no response at all. */
  record Silence() implements Refusal {
    @Override
    public String toString() {
      return "silent";
    }
  }

  /** Reads {@code exception 2} or {@code silent}; empty for anything else. */
  static Optional<Refusal> tryParse(String text) {
    if (text.equals("silent")) {
      return Optional.of(new Silence());
    }
    Matcher exception = Pattern.compile("exception (\\d{1,3})").matcher(text);
    return exception.matches()
        ? Optional.of(Integer.parseInt(exception.group(1)))
            .filter(code -> code >= 1 && code <= 255)
            .map(Exception::new)
        : Optional.empty();
  }
}
