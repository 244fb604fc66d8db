package org.utsusemi.controller.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.utsusemi.controller.rest.view.ChangeRefusedException;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;
import org.utsusemi.controller.rest.view.PlantStates;

/** Which plant state is present, and changing it. */
final class PlantStateRoutes {
  static final int MAX_BODY = 64 << 10;

  private static final Set<String> KEYS = Set.of("state", "reason", "by");
  private static final int LONGEST_STATE = 100;
  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_BY = 100;

  /** Without control characters, unassigned ones and what turns the direction of writing. */
  private static final Pattern PRINTABLE = Pattern.compile("[^\\p{C}\\u2028\\u2029]+");

  private final PlantStates plantStates;

  PlantStateRoutes(PlantStates plantStates) {
    this.plantStates = plantStates;
  }

  void get(Context ctx) {
    Query.of(ctx);
    Json.answer(ctx, plantStates.current());
  }

  void put(Context ctx) throws IOException {
    boolean dryRun = Query.of(ctx, "dry_run").truth("dry_run");
    requireJson(ctx);
    ChangeRequest request = read(body(ctx), dryRun);
    requireState(request.state(), plantStates.current().states());
    ChangeResult result;
    try {
      result = plantStates.change(request);
    } catch (ChangeRefusedException e) {
      throw Problem.of(refused(e.reason()), e.getMessage()).asException();
    }
    if (result.rolledBack()) {
      throw Problem.of(Problem.Type.ROLLED_BACK, "the plant state is still " + result.previous())
          .with(result)
          .asException();
    }
    Json.answer(ctx, result);
  }

  /** A form on somebody else's page can send any other type without asking us first. */
  private static void requireJson(Context ctx) {
    String type = Optional.ofNullable(ctx.contentType()).orElse("");
    if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(Json.MEDIA_TYPE)) {
      throw Problem.of(Problem.Type.NOT_JSON, type.isEmpty() ? "no content type" : "it is " + type)
          .asException();
    }
  }

  private static byte[] body(Context ctx) throws IOException {
    byte[] body = ctx.req().getInputStream().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw Problem.of(Problem.Type.TOO_LARGE, "at most " + MAX_BODY + " bytes").asException();
    }
    return body;
  }

  private static ChangeRequest read(byte[] body, boolean dryRun) throws IOException {
    JsonNode json;
    try {
      json = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw Query.bad(List.of(wrong("body", "no JSON" + place, "a JSON object")));
    }
    if (!json.isObject()) {
      throw Query.bad(List.of(wrong("body", kind(json), "a JSON object")));
    }
    List<Problem.Wrong> wrong = new ArrayList<>();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KEYS.contains(name)) {
                wrong.add(wrong("/" + name, "an unknown key", "state, reason and by only"));
              }
            });
    String state = text(json, "state", LONGEST_STATE, wrong);
    String reason = text(json, "reason", LONGEST_REASON, wrong);
    String by = text(json, "by", LONGEST_BY, wrong);
    if (!wrong.isEmpty()) {
      throw Query.bad(wrong);
    }
    return new ChangeRequest(state, reason, by, dryRun);
  }

  private static String text(JsonNode json, String key, int longest, List<Problem.Wrong> wrong) {
    String expected = "a text of 1 to " + longest + " printable characters";
    JsonNode node = json.get(key);
    if (node == null || !node.isTextual()) {
      wrong.add(wrong("/" + key, node == null ? "missing" : kind(node), expected));
      return "";
    }
    String text = node.asText();
    if (text.length() > longest || text.isBlank() || !PRINTABLE.matcher(text).matches()) {
      String what =
          text.isBlank()
              ? "nothing"
              : text.length() > longest ? text.length() + " characters" : "a control character";
      wrong.add(wrong("/" + key, what, expected));
    }
    return text;
  }

  private static Problem.Wrong wrong(String where, String what, String expected) {
    return new Problem.Wrong(where, what, expected);
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode()
        ? "nothing"
        : "of type " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /** Refuses a state that the site does not have. */
  static void requireState(String state, List<String> states) {
    if (!states.contains(state)) {
      throw Problem.of(
              Problem.Type.UNKNOWN_STATE,
              "no plant state " + state + "; there are " + String.join(", ", states))
          .withStates(states)
          .asException();
    }
  }

  private static Problem.Type refused(ChangeRefusedException.Reason reason) {
    return switch (reason) {
      case UNDER_WAY -> Problem.Type.CHANGE_UNDER_WAY;
    };
  }
}
