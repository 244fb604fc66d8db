package org.utsusemi.decoy.learned;

import java.util.Optional;

/** What a learned service looks at in HTTP requests, for those who make its exchanges. */
public final class HttpKeys {
  private HttpKeys() {}

  /** Whether a text is exactly one HTTP request. */
  public static boolean isRequest(String text) {
    return whole(text).isPresent();
  }

  /** What tells a request apart from others; empty when the text is not exactly one. */
  public static Optional<String> key(String text) {
    return whole(text).map(request -> request.keys(request.target()).get(0));
  }

  /** What tells it apart when only the request line and the connection header count. */
  public static Optional<String> coarseKey(String text) {
    return whole(text).map(request -> request.keys(request.target()).get(1));
  }

  /** The same request without headers that do not tell it apart. */
  public static Optional<String> shortened(String text) {
    return whole(text)
        .map(
            request -> {
              StringBuilder out = new StringBuilder();
              out.append(request.method()).append(' ').append(request.target());
              out.append(' ').append(request.version()).append("\r\n");
              request.headers().forEach((k, v) -> out.append(k + ": " + v + "\r\n"));
              if (!request.body().isEmpty()) {
                out.append("content-length: " + request.body().length() + "\r\n");
              }
              return out.append("\r\n").append(request.body()).toString();
            });
  }

  private static Optional<HttpRequest> whole(String text) {
    return HttpRequest.parse(text)
        .filter(request -> request.complete() && request.length() == text.length());
  }
}
