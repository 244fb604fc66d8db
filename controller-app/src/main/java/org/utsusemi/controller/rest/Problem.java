package org.utsusemi.controller.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.utsusemi.controller.rest.view.ChangeResult;

/**
 * Why a request was not done: RFC 9457.
 *
 * @param title the same for all of a type
 * @param detail one sentence about this one
 * @param errors each part of the request that was wrong
 * @param states the names that {@code state} may have
 * @param result what a change did before it was rolled back
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    Type type,
    String title,
    int status,
    String detail,
    List<Wrong> errors,
    List<String> states,
    Optional<ChangeResult> result) {

  /**
   * A part of a request.
   *
   * @param where {@code body}, {@code /reason} in it, {@code ?dry_run}
   * @param what was found
   * @param expected instead
   */
  record Wrong(String where, String what, String expected) {}

  /** The kinds of problems. */
  enum Type {
    BAD_REQUEST(400, "The request cannot be understood"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This cannot be done here"),
    CHANGE_UNDER_WAY(409, "Another change of the plant state is under way"),
    TOO_LARGE(413, "The body is too large"),
    NOT_JSON(415, "The body must be application/json"),
    MISDIRECTED(421, "This is not the host that was meant"),
    UNKNOWN_STATE(422, "The site has no such plant state"),
    INTERNAL(500, "The controller failed"),
    ROLLED_BACK(502, "A switch refused; the previous plant state is back"),
    BUSY(503, "Too many want this at once");

    private final int status;
    private final String title;

    Type(int status, String title) {
      this.status = status;
      this.title = title;
    }

    int status() {
      return status;
    }

    /** An URN: there is nothing to fetch. */
    @JsonValue
    String urn() {
      return "urn:utsusemi:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Type type, String detail) {
    return new Problem(
        type, type.title, type.status, detail, List.of(), List.of(), Optional.empty());
  }

  Problem with(List<Wrong> wrong) {
    return new Problem(type, title, status, detail, wrong, states, result);
  }

  Problem with(int httpStatus) {
    return new Problem(type, title, httpStatus, detail, errors, states, result);
  }

  Problem withStates(List<String> names) {
    return new Problem(type, title, status, detail, errors, names, result);
  }

  Problem with(ChangeResult change) {
    return new Problem(type, title, status, detail, errors, states, Optional.of(change));
  }

  ProblemException asException() {
    return new ProblemException(this);
  }
}
