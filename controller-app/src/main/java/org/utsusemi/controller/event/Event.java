package org.utsusemi.controller.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened.
 *
 * @param id rises with each event, over restarts of the controller too; below 2^53
 * @param subject what it happened to
 * @param details by name; values are texts, numbers, truths, instants or lists and maps of these
 */
public record Event(
    long id,
    Instant at,
    EventType type,
    Severity severity,
    String subject,
    Map<String, Object> details) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  public Event {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** One line of JSON, without a line feed. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event with details that JSON cannot say: " + type, e);
    }
  }
}
