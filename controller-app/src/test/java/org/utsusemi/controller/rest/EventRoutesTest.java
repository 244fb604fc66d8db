package org.utsusemi.controller.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.controller.rest.RestClient.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.utsusemi.controller.event.Event;
import org.utsusemi.controller.event.EventType;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventRoutesTest {
  private static final String PATH = "/api/v1/events";

  private final FakeRooms fake = new FakeRooms();
  private RestClient client;

  @BeforeEach
  void open() throws IOException {
    client = new RestClient(fake, Duration.ofMillis(100));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Event tell(String subject) {
    return fake.events.publish(EventType.SWITCH_CONNECTED, subject, Map.of());
  }

  private BufferedReader listen(String query, String... headers) throws Exception {
    var request = client.request(PATH + query).header("Accept", "text/event-stream");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<InputStream> response = client.stream(request);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isEqualTo("retry: 2000");
    assertThat(lines.readLine()).isEmpty();
    return lines;
  }

  /** The lines of the next frame; heartbeats are passed over. */
  private static List<String> frame(BufferedReader lines) throws IOException {
    List<String> frame = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && !frame.isEmpty()) {
        return frame;
      }
      if (!line.isEmpty() && !line.startsWith(":")) {
        frame.add(line);
      }
    }
    return frame;
  }

  private static List<String> frameOf(Event event) {
    return List.of("id: " + event.id(), "data: " + event.toJson());
  }

  @Test
  void streamsWhatHappensFromNowOn() throws Exception {
    tell("before");
    try (BufferedReader lines = listen("")) {
      Event after = tell("after");
      assertThat(frame(lines)).isEqualTo(frameOf(after));
    }
  }

  @Test
  void resumesAfterTheLastEventThatWasSeen() throws Exception {
    Event seen = tell("seen");
    Event missed = tell("missed");
    try (BufferedReader lines = listen("?after=0", "Last-Event-ID", Long.toString(seen.id()))) {
      assertThat(frame(lines)).isEqualTo(frameOf(missed));
      Event next = tell("next");
      assertThat(frame(lines)).isEqualTo(frameOf(next));
    }
  }

  @Test
  void startsWhereAsked() throws Exception {
    Event first = tell("first");
    try (BufferedReader lines = listen("?after=0")) {
      assertThat(frame(lines)).isEqualTo(frameOf(first));
    }
  }

  @Test
  void saysWhenWhatWasMissedIsForgotten() throws Exception {
    Event first = tell("first");
    tell("forgotten");
    for (int i = 0; i < 2000; i++) {
      tell("s" + i);
    }
    try (BufferedReader lines = listen("", "Last-Event-ID", Long.toString(first.id()))) {
      assertThat(frame(lines)).containsExactly("event: gap", "data: {}");
      assertThat(frame(lines)).anyMatch(line -> line.contains("\"s0\""));
    }
  }

  @Test
  void beatsWhileNothingHappens() throws Exception {
    try (BufferedReader lines = listen("")) {
      assertThat(lines.readLine()).startsWith(":");
    }
  }

  @Test
  void aListenerThatIsCutIsTold() throws Exception {
    try (BufferedReader lines = listen("")) {
      Event last = tell("last");
      fake.events.close();
      assertThat(frame(lines)).isEqualTo(frameOf(last));
      assertThat(frame(lines)).containsExactly("event: cut", "data: {}");
      assertThat(lines.readLine()).as("the end").isNull();
    }
  }

  @Test
  void stoppingTheServerEndsStreams() throws Exception {
    try (BufferedReader lines = listen("")) {
      client.close();
      assertThat(frame(lines)).containsExactly("event: cut", "data: {}");
    }
  }

  @Test
  void tooManyListenersAreRefusedUntilOneGoes() throws Exception {
    List<BufferedReader> listeners = new ArrayList<>();
    for (int i = 0; i < EventRoutes.LISTENERS; i++) {
      listeners.add(listen(""));
    }
    problem(client.send(client.request(PATH).header("Accept", "text/event-stream")), 503, "busy");
    assertThat(client.json("/api/v1/plant-state").get("state").asText())
        .as("others are answered")
        .isEqualTo("production");
    for (BufferedReader listener : listeners) {
      listener.close();
    }
    org.awaitility.Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              listen("").close();
              return true;
            });
  }

  @Test
  void answersInJsonWhenAskedTo() throws Exception {
    Event first = tell("first");
    Event second = tell("second");
    HttpResponse<String> response =
        client.send(
            client.request(PATH + "?after=" + first.id()).header("Accept", "application/json"));
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode json = RestClient.json(response);
    assertThat(json.get("complete").asBoolean()).isTrue();
    assertThat(json.get("events")).hasSize(1);
    assertThat(json.at("/events/0"))
        .as("the same text everywhere")
        .isEqualTo(new ObjectMapper().readTree(second.toJson()));
  }

  @Test
  void aNumberThatIsNoneIsRefused() throws Exception {
    problem(client.get(PATH + "?after=-1"), 400, "bad-request");
    problem(client.send(client.request(PATH).header("Last-Event-ID", "x")), 400, "bad-request");
  }
}
