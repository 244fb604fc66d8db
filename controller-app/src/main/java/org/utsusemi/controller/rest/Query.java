package org.utsusemi.controller.rest;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Query parameters, held to what a route knows: a misspelt {@code dry_run} must not pass unseen.
 */
final class Query {
  private final Context ctx;

  private Query(Context ctx) {
    this.ctx = ctx;
  }

  /** Refuses parameters of other names, and those given twice. */
  static Query of(Context ctx, String... known) {
    List<Problem.Wrong> wrong = new ArrayList<>();
    ctx.queryParamMap()
        .forEach(
            (name, values) -> {
              if (!Set.of(known).contains(name)) {
                String expected =
                    known.length == 0 ? "no parameter" : "one of " + String.join(", ", known);
                wrong.add(new Problem.Wrong("?" + name, "an unknown parameter", expected));
              } else if (values.size() > 1) {
                wrong.add(new Problem.Wrong("?" + name, values.size() + " values", "one value"));
              }
            });
    if (!wrong.isEmpty()) {
      throw bad(wrong);
    }
    return new Query(ctx);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(ctx.queryParam(name));
  }

  /** False unless given. */
  boolean truth(String name) {
    String value = text(name).orElse("false");
    if (!value.equals("true") && !value.equals("false")) {
      throw bad(List.of(new Problem.Wrong("?" + name, value, "true or false")));
    }
    return value.equals("true");
  }

  /** A number from 0 to {@code highest}. */
  Optional<Long> number(String name, long highest) {
    return text(name).map(value -> number("?" + name, value, highest));
  }

  static long number(String where, String value, long highest) {
    long number = value.matches("\\d{1,18}") ? Long.parseLong(value) : -1;
    if (number < 0 || number > highest) {
      throw bad(List.of(new Problem.Wrong(where, value, "a whole number from 0 to " + highest)));
    }
    return number;
  }

  static ProblemException bad(List<Problem.Wrong> wrong) {
    String detail = wrong.get(0).where() + ": " + wrong.get(0).what();
    return Problem.of(Problem.Type.BAD_REQUEST, detail).with(wrong).asException();
  }
}
