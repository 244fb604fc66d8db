package org.utsusemi.controller.rest;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page: four files, read once. */
final class Page {
  private Page() {}

  static void addTo(RoutesConfig routes) {
    serve(routes, Route.PAGE, "index.html", "text/html; charset=utf-8");
    serve(routes, Route.PAGE_SCRIPT, "page.js", "text/javascript; charset=utf-8");
    serve(routes, Route.PAGE_STYLE, "page.css", "text/css; charset=utf-8");
    serve(routes, Route.PAGE_ICON, "icon.svg", "image/svg+xml");
  }

  private static void serve(RoutesConfig routes, Route route, String file, String mediaType) {
    byte[] content = read("/page/" + file);
    routes.get(
        route.path(),
        ctx -> ctx.header("Cache-Control", "no-cache").contentType(mediaType).result(content));
  }

  private static byte[] read(String resource) {
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
