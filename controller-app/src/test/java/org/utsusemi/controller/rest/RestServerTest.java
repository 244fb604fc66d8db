package org.utsusemi.controller.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.controller.incident.IncidentFixture.HMI_IP;
import static org.utsusemi.controller.incident.IncidentFixture.LAPTOP_MAC;
import static org.utsusemi.controller.incident.IncidentFixture.T0;
import static org.utsusemi.controller.incident.IncidentFixture.touch;
import static org.utsusemi.controller.rest.RestClient.json;
import static org.utsusemi.controller.rest.RestClient.problem;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.utsusemi.controller.decoy.DecoyHealth;

class RestServerTest {
  private final FakeRooms fake = new FakeRooms();
  private RestClient client;

  @BeforeEach
  void open() throws IOException {
    client = new RestClient(fake);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void zonesAreThoseOfThePresentStateUnlessAskedOtherwise() throws Exception {
    assertThat(client.json("/api/v1/zones"))
        .hasToString(
            "{\"state\":\"production\",\"zones\":[{\"number\":1,\"devices\":[\"hmi\",\"plc\"],"
                + "\"conduits\":[\"supervise\"]}],\"tagged_out\":[{\"device\":\"meter\","
                + "\"reason\":\"no conduit of production names it\"}]}");
    assertThat(client.json("/api/v1/zones?state=maintenance").get("state").asText())
        .isEqualTo("maintenance");
    problem(client.get("/api/v1/zones?state=party"), 422, "unknown-state");
  }

  @Test
  void devices() throws Exception {
    assertThat(client.json("/api/v1/devices").at("/devices/0"))
        .hasToString(
            "{\"name\":\"plc\",\"role\":\"plc\",\"network\":\"control\",\"ip\":\"10.20.1.41\","
                + "\"mac\":\"00:30:de:40:59:b7\",\"port\":\"s1:2\",\"vendor\":\"WAGO\","
                + "\"product\":\"750-880\",\"version\":\"\",\"critical\":true,\"safety\":false,"
                + "\"zone\":1}");
  }

  @Test
  void switches() throws Exception {
    assertThat(client.json("/api/v1/switches").at("/switches/0"))
        .hasToString(
            "{\"name\":\"s1\",\"dpid\":\"0000000000000001\",\"mode\":\"enforce\","
                + "\"connected\":true,\"since\":\"2026-11-23T10:15:02Z\","
                + "\"remote\":\"127.0.0.1:50000\",\"decoy_port\":20,\"ports\":[1,2,20],"
                + "\"desired_rules\":40,\"foreign_rules\":1,"
                + "\"reconciled\":\"2026-11-23T10:15:02Z\",\"flow_mods\":{\"added\":40,"
                + "\"modified\":3,\"removed\":2,\"refused\":1,\"repaired\":5}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?switch=s1"})
  void flows(String query) throws Exception {
    JsonNode s1 = client.json("/api/v1/flows" + query).at("/switches/0");
    assertThat(s1.get("switch").asText()).isEqualTo("s1");
    assertThat(s1.at("/rules/0"))
        .hasToString(
            "{\"table\":1,\"priority\":500,\"match\":\"eth_type=0x800\","
                + "\"actions\":\"goto_table:3\",\"status\":\"installed\","
                + "\"why\":\"conduit supervise\",\"at\":\"site.yaml:31:3\",\"packets\":9,"
                + "\"bytes\":900}");
    assertThat(s1.at("/rules/1/status").asText()).isEqualTo("foreign");
  }

  @Test
  void flowsOfAnUnknownSwitch() throws Exception {
    problem(client.get("/api/v1/flows?switch=s9"), 404, "not-found");
  }

  @Test
  void verification() throws Exception {
    assertThat(client.json("/api/v1/verification"))
        .hasToString(
            "{\"state\":\"production\",\"proven\":false,\"as_of\":\"2026-11-23T10:15:02Z\","
                + "\"duration_ms\":191,\"switches\":["
                + "{\"name\":\"s1\",\"read\":true,\"rules\":40},"
                + "{\"name\":\"s2\",\"read\":false,\"rules\":31,\"problem\":\"not connected\"}],"
                + "\"findings\":[{\"kind\":\"leak\","
                + "\"what\":\"a packet that no conduit permits reaches plc\",\"in\":\"s1:7\","
                + "\"packet\":\"eth_type=0x800,ip_proto=6,tcp_dst=4711\","
                + "\"rules\":[\"table=1,priority=600,tcp_dst=4711 actions=goto_table:3\"]}]}");
    fake.verification = Optional.empty();
    problem(client.get("/api/v1/verification"), 503, "busy");
  }

  @Test
  void decoys() throws Exception {
    JsonNode decoy = client.json("/api/v1/decoys").at("/decoys/0");
    assertThat(decoy.get("interface").asText()).isEqualTo("decoy0");
    assertThat(decoy.get("state").asText()).isEqualTo("up");
    assertThat(decoy.at("/counters/frames_in").asInt()).isEqualTo(10);
  }

  @Test
  void incidentsWithTheirTouchesAndPayloads() throws Exception {
    fake.incidents.record(
        List.of(
            touch().payload((byte) 0, (byte) 0xff).build(),
            touch().by(LAPTOP_MAC, HMI_IP).modbus("<script>alert(1)</script>").build()),
        T0);
    JsonNode incident = client.json("/api/v1/incidents").at("/incidents/0");
    assertThat(incident.get("grade").asText()).isEqualTo("attack");
    assertThat(incident.get("why").asText()).isEqualTo("uses the address of hmi");
    assertThat(incident.get("port").asText()).isEqualTo("s1:9");
    assertThat(incident.get("open").asBoolean()).isTrue();
    assertThat(incident.at("/identities/1"))
        .hasToString(
            "{\"mac\":\"02:00:00:00:00:99\",\"ip\":\"10.20.1.18\",\"owner\":\"hmi\","
                + "\"spoofed\":true}");
    assertThat(incident.at("/kept")).hasToString("{\"first\":1,\"last\":2}");

    String path = "/api/v1/incidents/" + incident.get("id").asText();
    JsonNode detailed = client.json(path);
    assertThat(detailed.get("grade").asText()).isEqualTo("attack");
    assertThat(detailed.at("/evidence/0"))
        .hasToString(
            "{\"number\":1,\"at\":\"2026-11-23T10:15:02Z\",\"source_mac\":\"02:00:00:00:00:99\","
                + "\"source_ip\":\"10.20.1.99\",\"target_mac\":\"00:30:de:40:59:b7\","
                + "\"target_ip\":\"10.20.1.41\",\"target\":\"plc\",\"kind\":\"icmp\","
                + "\"protocol\":\"icmp\",\"source_port\":0,\"target_port\":0,"
                + "\"state_violation\":false,\"summary\":\"echo request\",\"count\":1,"
                + "\"payload_bytes\":2,\"payload_sha256\":"
                + "\"06eb7d6a69ee19e5fbdf749018d3d2abfa04bcbd1365db312eb86dc7169389b8\"}");

    HttpResponse<byte[]> payload = client.bytes(path + "/touches/1/payload");
    assertThat(payload.body()).containsExactly(0, 0xff);
    assertThat(payload.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(payload.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment");
    problem(client.get(path + "/touches/3/payload"), 404, "not-found");
    problem(client.get(path + "/touches/x/payload"), 400, "bad-request");
    problem(client.get("/api/v1/incidents/none"), 404, "not-found");
    problem(client.get("/api/v1/incidents/none/touches/1/payload"), 404, "not-found");
  }

  @Test
  void incidentsMayBeLimited() throws Exception {
    fake.incidents.record(List.of(touch().build(), touch().byHmi().build()), T0);
    JsonNode limited = client.json("/api/v1/incidents?limit=1");
    assertThat(limited.get("total").asInt()).isEqualTo(2);
    assertThat(limited.get("incidents")).hasSize(1);
    problem(client.get("/api/v1/incidents?limit=-1"), 400, "bad-request");
    problem(client.get("/api/v1/incidents?limit=1001"), 400, "bad-request");
  }

  @Test
  void healthIsOkOrSaysWhatIsWrong() throws Exception {
    assertThat(client.json("/api/v1/healthz")).hasToString("{\"status\":\"ok\",\"problems\":[]}");
    fake.connected = false;
    fake.problems.add("the memory of the plant state cannot be written");
    fake.decoy =
        new DecoyHealth(
            "decoy0",
            DecoyHealth.State.DOWN,
            Optional.empty(),
            T0,
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.of("it died"));
    HttpResponse<String> failing = client.get("/api/v1/healthz");
    assertThat(failing.statusCode()).isEqualTo(503);
    assertThat(json(failing))
        .hasToString(
            "{\"status\":\"failing\",\"problems\":["
                + "\"the memory of the plant state cannot be written\","
                + "\"switch s1 is not connected\","
                + "\"the decoy plane on decoy0 is not up: it died\"]}");
  }

  @Test
  void metricsAreWhatPrometheusReads() throws Exception {
    fake.incidents.record(List.of(touch().count(4).build()), T0);
    HttpResponse<String> metrics = client.get("/api/v1/metrics");
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(metrics.body().lines())
        .contains(
            "# TYPE utsusemi_flow_mods_total counter",
            "utsusemi_flow_mods_total{switch=\"s1\",kind=\"add\"} 40",
            "utsusemi_flow_mods_total{switch=\"s1\",kind=\"modify\"} 3",
            "utsusemi_flow_mods_total{switch=\"s1\",kind=\"remove\"} 2",
            "utsusemi_flow_mods_refused_total{switch=\"s1\"} 1",
            "utsusemi_decoy_frames_in 10",
            "utsusemi_decoy_frames_out 9",
            "utsusemi_switch_connected{switch=\"s1\"} 1",
            "utsusemi_touches_total 4",
            "utsusemi_incidents{grade=\"touch\"} 1",
            "utsusemi_incidents{grade=\"attack\"} 0",
            "utsusemi_plant_state{state=\"production\"} 1",
            "utsusemi_plant_state{state=\"maintenance\"} 0")
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) utsusemi_\\w+ .+")
                    || line.matches("utsusemi_\\w+(\\{(\\w+=\"[^\"]*\",?)+\\})? \\d+"));
    for (MetricName metric : MetricName.values()) {
      assertThat(metrics.body()).containsOnlyOnce("# TYPE " + metric.word() + " ");
    }
  }

  @Test
  void labelsAreEscaped() {
    assertThat(
            new PrometheusText()
                .sample(MetricName.PLANT_STATE, 1, "state", "a\"b\\c\nd")
                .toString()
                .lines())
        .contains("utsusemi_plant_state{state=\"a\\\"b\\\\c\\nd\"} 1");
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=utf-8",
    "/page.js, text/javascript;charset=utf-8",
    "/page.css, text/css;charset=utf-8",
    "/icon.svg, image/svg+xml"
  })
  void servesThePage(String path, String type) throws Exception {
    HttpResponse<String> file = client.get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").map(t -> t.replace(" ", "")))
        .contains(type);
    assertThat(file.body()).isNotBlank();
  }

  @Test
  void thePageHoldsNothingThatItsPolicyForbids() throws Exception {
    assertThat(client.get("/").body())
        .doesNotContainPattern("<style|style=|<script>|\\son\\w+=|https?://");
    assertThat(client.get("/page.js").body())
        .doesNotContainPattern(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|https?://");
    assertThat(client.get("/page.css").body()).doesNotContainPattern("@import|url\\(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/plant-state", "/nowhere", "/api/v1/zones?x=y"})
  void everyAnswerBearsTheSecurityHeaders(String path) throws Exception {
    HttpResponse<String> response = client.get(path);
    assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    for (String name : Guard.HEADERS.keySet()) {
      assertThat(response.headers().firstValue(name)).as(name).isPresent();
    }
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(response.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void whatIsNotThereIsAProblem() throws Exception {
    problem(client.get("/nowhere"), 404, "not-found");
    problem(client.get("/api/v1/nothing"), 404, "not-found");
    problem(client.get("/page/index.html"), 404, "not-found");
    problem(client.get("/..%2f..%2fetc%2fpasswd"), 404, "not-found");
  }

  @ParameterizedTest
  @CsvSource({"DELETE, /api/v1/plant-state", "POST, /api/v1/plant-state", "PUT, /api/v1/zones"})
  void anotherMethodIsAProblem(String method, String path) throws Exception {
    problem(
        client.send(client.request(path).method(method, BodyPublishers.noBody())),
        405,
        "method-not-allowed");
  }

  @Test
  void unknownParametersAreRefused() throws Exception {
    JsonNode problem = problem(client.get("/api/v1/flows?swich=s1"), 400, "bad-request");
    assertThat(problem.get("errors"))
        .hasToString(
            "[{\"where\":\"?swich\",\"what\":\"an unknown parameter\","
                + "\"expected\":\"one of switch\"}]");
  }

  @Test
  void aFailureOfTheControllerTellsNothingOfItsInside() throws Exception {
    fake.failure = new IllegalStateException("the secret inside");
    HttpResponse<String> response = client.get("/api/v1/plant-state");
    problem(response, 500, "internal");
    assertThat(response.body()).doesNotContain("secret", "Exception", "org.utsusemi", "at ");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, 200",
    "localhost, 200",
    "127.0.0.1:1, 200",
    "[::1]:8080, 200",
    "evil.example:8080, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example:8080, 421",
    "192.0.2.1, 421",
  })
  void onLoopbackOnlyItsOwnNamesAreAnswered(String host, int status) throws Exception {
    String answer =
        client.raw(
            "GET /api/v1/plant-state HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer.contains("shift lead")).isEqualTo(status == 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE"})
  void noMethodIsTakenForAnother(String method) throws Exception {
    String body = "{\"state\":\"maintenance\",\"reason\":\"r\",\"by\":\"b\"}";
    String answer =
        client.raw(
            method
                + " /api/v1/plant-state HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "X-HTTP-Method-Override: PUT\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(fake.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \0\r\n\r\n",
      })
  void whatIsNoHttpTellsNothingOfTheServer(String request) throws Exception {
    assertThat(client.raw(request)).startsWith("HTTP/1.1 400").doesNotContainIgnoringCase("jetty");
  }

  @Test
  void aHeaderThatIsTooLongIsRefused() throws Exception {
    String request = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n";
    assertThat(client.raw(request)).startsWith("HTTP/1.1 431").contains("\"status\":431");
  }

  @Test
  void aClientThatHangsUpWithinItsBodyIsNoFailureOfTheController() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(RestServer.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.addAppender(told);
    try {
      try (Socket socket = new Socket("127.0.0.1", client.port())) {
        String head =
            "PUT /api/v1/plant-state HTTP/1.1\r\nHost: 127.0.0.1:"
                + client.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      }
      assertThat(told.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN));
    } finally {
      log.detachAppender(told);
    }
  }

  @Test
  void manyWhoNeverSendTheirBodyKeepNobodyWaiting() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        stalled.add(
            client.connect(
                "PUT /api/v1/plant-state HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 60\r\n\r\n{"));
      }
      HttpResponse<String> health =
          client.send(client.request("/api/v1/healthz").timeout(Duration.ofSeconds(5)));
      assertThat(health.statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                RestServer.start(
                    new java.net.InetSocketAddress("127.0.0.1", client.port()), fake.rooms()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on");
  }
}
