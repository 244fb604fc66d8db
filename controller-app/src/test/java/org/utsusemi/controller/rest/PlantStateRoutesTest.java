package org.utsusemi.controller.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.utsusemi.controller.rest.RestClient.json;
import static org.utsusemi.controller.rest.RestClient.problem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.controller.rest.view.ChangeRefusedException;
import org.utsusemi.controller.rest.view.ChangeRequest;
import org.utsusemi.controller.rest.view.ChangeResult;

class PlantStateRoutesTest {
  private static final String PATH = "/api/v1/plant-state";
  private static final String WISH =
      "{\"state\":\"maintenance\",\"reason\":\"filter change\",\"by\":\"anna\"}";

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
  void showsThePresentOne() throws Exception {
    assertThat(client.json(PATH))
        .hasToString(
            "{\"state\":\"production\",\"since\":\"2026-11-23T10:15:02Z\",\"by\":\"shift lead\","
                + "\"reason\":\"start of shift\",\"initial\":\"production\","
                + "\"states\":[\"production\",\"maintenance\"],\"change_under_way\":false,"
                + "\"changes\":7,\"held\":[\"program\"],\"unconfirmed\":[\"s2\"]}");
  }

  @Test
  void changesItAndSaysWhatChanged() throws Exception {
    HttpResponse<String> response = client.put(PATH, WISH);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response))
        .hasToString(
            "{\"state\":\"maintenance\",\"previous\":\"production\",\"changed\":true,"
                + "\"dry_run\":false,\"duration_ms\":12,\"switches\":[{\"name\":\"s1\","
                + "\"connected\":true,\"added\":3,\"removed\":2,\"modified\":1,"
                + "\"confirmed\":true,\"refused\":[]},{\"name\":\"s2\",\"connected\":false,"
                + "\"added\":0,\"removed\":0,\"modified\":0,\"confirmed\":false,"
                + "\"refused\":[]}],\"unconfirmed\":[\"s2\"],\"held\":[\"maintain\"],"
                + "\"opened\":[\"maintain\"],\"cut\":[\"supervise\"],\"rolled_back\":false}");
    assertThat(fake.asked)
        .containsExactly(new ChangeRequest("maintenance", "filter change", "anna", false));
  }

  @ParameterizedTest
  @CsvSource({"?dry_run=true, true", "?dry_run=false, false"})
  void aDryRunIsAskedFor(String query, boolean dryRun) throws Exception {
    client.put(PATH + query, WISH);
    assertThat(fake.asked).extracting(ChangeRequest::dryRun).containsExactly(dryRun);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?dry_run=yes", "?dry_run=", "?dryrun=true", "?dry_run=true&dry_run=false"})
  void aMisspeltDryRunChangesNothing(String query) throws Exception {
    JsonNode problem = problem(client.put(PATH + query, WISH), 400, "bad-request");
    assertThat(problem.at("/errors/0/where").asText()).startsWith("?dry");
    assertThat(problem.at("/errors/0/expected").asText()).isNotBlank();
    assertThat(fake.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | body | nothing",
        "{ | body | no JSON at line 1, column 2",
        "[] | body | of type array",
        "\"x\" | body | of type string",
        "{\"state\":\"maintenance\",\"reason\":\"r\",\"by\":\"b\"} {} | body | no JSON at line 1, column 47",
        "{\"state\":\"a\",\"state\":\"b\"} | body | no JSON at line 1, column 21",
        "{\"reason\":\"r\",\"by\":\"b\"} | /state | missing",
        "{\"state\":\"maintenance\",\"by\":\"b\"} | /reason | missing",
        "{\"state\":\"maintenance\",\"reason\":\"r\"} | /by | missing",
        "{\"state\":1,\"reason\":\"r\",\"by\":\"b\"} | /state | of type number",
        "{\"state\":null,\"reason\":\"r\",\"by\":\"b\"} | /state | of type null",
        "{\"state\":\"maintenance\",\"reason\":\" \",\"by\":\"b\"} | /reason | nothing",
        "{\"state\":\"maintenance\",\"reason\":\"a\\nb\",\"by\":\"b\"} | /reason | a control character",
        "{\"state\":\"maintenance\",\"reason\":\"r\",\"by\":\"\\u202e\"} | /by | a control character",
        "{\"state\":\"maintenance\",\"reason\":\"r\",\"by\":\"b\",\"force\":1} | /force | an unknown key",
      })
  void aBodyThatIsWrongIsRefusedWithThePlace(String body, String where, String what)
      throws Exception {
    JsonNode problem = problem(client.put(PATH, body), 400, "bad-request");
    assertThat(problem.at("/errors/0/where").asText()).isEqualTo(where);
    assertThat(problem.at("/errors/0/what").asText()).isEqualTo(what);
    assertThat(problem.at("/errors/0/expected").asText()).isNotBlank();
    assertThat(fake.asked).isEmpty();
  }

  @Test
  void everythingWrongIsSaidAtOnce() throws Exception {
    JsonNode problem =
        problem(client.put(PATH, "{\"by\":\"" + "x".repeat(101) + "\"}"), 400, "bad-request");
    assertThat(problem.get("errors"))
        .extracting(error -> error.get("where").asText())
        .containsExactly("/state", "/reason", "/by");
    assertThat(problem.at("/errors/2/what").asText()).isEqualTo("101 characters");
  }

  @Test
  void anUnknownStateIsRefusedWithTheKnownOnes() throws Exception {
    JsonNode problem =
        problem(client.put(PATH, WISH.replace("maintenance", "party")), 422, "unknown-state");
    assertThat(problem.get("states"))
        .extracting(JsonNode::asText)
        .containsExactly("production", "maintenance");
    assertThat(fake.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"UNDER_WAY, change-under-way"})
  void aChangeThatWasNotBegunIsAConflict(ChangeRefusedException.Reason reason, String type)
      throws Exception {
    fake.refusal = Optional.of(reason);
    JsonNode problem = problem(client.put(PATH, WISH), 409, type);
    assertThat(problem.get("detail").asText()).isEqualTo("not now");
  }

  @Test
  void aRolledBackChangeSaysWhatHappened() throws Exception {
    fake.result =
        new ChangeResult(
            "production",
            "production",
            false,
            false,
            30,
            List.of(
                new ChangeResult.SwitchOutcome(
                    "s1",
                    true,
                    0,
                    0,
                    0,
                    true,
                    List.of(
                        new ChangeResult.RefusedRule("table=1", "table full", "site.yaml:31:3")))),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            true);
    JsonNode problem = problem(client.put(PATH, WISH), 502, "rolled-back");
    assertThat(problem.at("/result/rolled_back").asBoolean()).isTrue();
    assertThat(problem.at("/result/switches/0/refused/0/at").asText()).isEqualTo("site.yaml:31:3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "x"})
  void onlyJsonIsTaken(String type) throws Exception {
    HttpResponse<String> response =
        client.send(
            client.request(PATH).header("Content-Type", type).PUT(BodyPublishers.ofString(WISH)));
    problem(response, 415, "not-json");
    assertThat(fake.asked).isEmpty();
  }

  @Test
  void aBodyWithoutATypeIsNotTaken() throws Exception {
    problem(client.send(client.request(PATH).PUT(BodyPublishers.ofString(WISH))), 415, "not-json");
  }

  @Test
  void jsonMayNameItsCharset() throws Exception {
    HttpResponse<String> response =
        client.send(
            client
                .request(PATH)
                .header("Content-Type", "application/json; charset=utf-8")
                .PUT(BodyPublishers.ofString(WISH)));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithoutAnAnnouncedLengthToo() throws Exception {
    String large = WISH.replace("filter", "x".repeat(PlantStateRoutes.MAX_BODY));
    problem(client.put(PATH, large), 413, "too-large");
    HttpResponse<String> chunked =
        client.send(
            client
                .request(PATH)
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(large.getBytes()))));
    problem(chunked, 413, "too-large");
    assertThat(fake.asked).isEmpty();
  }
}
