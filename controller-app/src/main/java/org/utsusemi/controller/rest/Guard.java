package org.utsusemi.controller.rest;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds for every request and every answer. */
final class Guard {
  /** Nothing but our own files, and nobody may frame us. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
              + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private Guard() {}

  static void addHeaders(Context ctx) {
    HEADERS.forEach(ctx::header);
  }

  /**
   * On loopback, refuses a {@code Host} of another name: somebody's page may have had its name
   * resolved to us, to read what is ours as if it were its own (DNS rebinding).
   */
  static void checkHost(Context ctx, InetAddress bound) {
    String host = Optional.ofNullable(ctx.header("Host")).orElse("");
    if (bound.isLoopbackAddress()
        && !LOOPBACK.contains(PORT.matcher(host).replaceFirst(""))
        && !bound.getHostAddress().equals(PORT.matcher(host).replaceFirst(""))) {
      throw Problem.of(Problem.Type.MISDIRECTED, "ask for localhost").asException();
    }
  }

  /**
   * Refuses a request that asks to be taken for one of another method: a GET must stay a GET, also
   * for whoever filters by method before us.
   */
  static void checkMethod(Context ctx) {
    if (ctx.header("X-HTTP-Method-Override") != null) {
      throw Problem.of(Problem.Type.BAD_REQUEST, "X-HTTP-Method-Override is not known here")
          .asException();
    }
  }
}
