package org.utsusemi.controller.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resident memory of a process: {@code VmRSS} of proc(5). */
final class ResidentMemory {
  private static final Pattern RSS = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  private ResidentMemory() {}

  /** In bytes; empty when the process is gone or there is no /proc. */
  static Optional<Long> of(long pid) {
    try {
      Matcher rss = RSS.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
      return rss.find() ? Optional.of(Long.parseLong(rss.group(1)) * 1024) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
