package org.utsusemi.controller.decoy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.utsusemi.topology.plane.PlaneCodec;

class DecoyPartsTest {
  private static final DecoyProgram PROGRAM =
      new DecoyProgram(List.of(Path.of("/opt/a.jar"), Path.of("/opt/b")), "org.example.Main");

  private static List<String> command(Optional<UnixUser> user) {
    return ChildCommand.of(
        user, Path.of("/usr/bin/java"), PROGRAM, "decoy0", Path.of("/run/x/control.sock"));
  }

  @Test
  void theCommandTakesEveryRightButTheRawSocket() {
    assertThat(command(Optional.of(new UnixUser("nobody", 65534, 65533))))
        .startsWith(
            "setpriv",
            "--reuid=65534",
            "--regid=65533",
            "--clear-groups",
            "--inh-caps=-all,+net_raw",
            "--ambient-caps=-all,+net_raw",
            "--bounding-set=-all,+net_raw",
            "--no-new-privs",
            "--pdeathsig=KILL",
            "/usr/bin/java")
        .endsWith(
            "-cp",
            "/opt/a.jar:/opt/b",
            "org.example.Main",
            "decoy",
            "--interface",
            "decoy0",
            "--control",
            "/run/x/control.sock");
  }

  @Test
  void whoIsNotRootCannotBecomeAnybodyElse() {
    assertThat(command(Optional.empty()))
        .startsWith("setpriv", "--no-new-privs", "--pdeathsig=KILL", "/usr/bin/java")
        .noneMatch(word -> word.contains("uid") || word.contains("caps"));
  }

  @Test
  void itsOwnUserCountsBeforeNobody() {
    String nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin";
    String own = "utsusemi-decoy:x:990:991::/nonexistent:/usr/sbin/nologin";
    assertThat(UnixUser.choose(List.of("root:x:0:0:root:/root:/bin/bash", nobody)))
        .contains(new UnixUser("nobody", 65534, 65534));
    assertThat(UnixUser.choose(List.of(nobody, own)))
        .contains(new UnixUser("utsusemi-decoy", 990, 991));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utsusemi-decoy:x:0:991::/:/bin/sh",
        "utsusemi-decoy:x:990:0::/:/bin/sh",
        "utsusemi-decoy:x:-1:991::/:/bin/sh",
        "utsusemi-decoy:x:99999999999:991::/:/bin/sh",
        "utsusemi-decoy:x:990",
        ""
      })
  void neverRoot(String line) {
    assertThat(UnixUser.choose(List.of(line))).isEmpty();
  }

  @Test
  void waitsLongerAfterShortLivesAndShortlyAfterALongOne() {
    Backoff backoff = new Backoff();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      waits.add(backoff.afterLifeOf(Duration.ZERO).toMillis());
    }
    assertThat(waits).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    assertThat(backoff.afterLifeOf(Backoff.LONG_LIFE).toMillis()).isEqualTo(200);
  }

  @Test
  void cutsLinesWhateverThePieces() throws BabbleException {
    byte[] bytes = "eins\nzw\u00f6lf\n\nrest".getBytes(UTF_8);
    for (int piece = 1; piece <= bytes.length; piece++) {
      LineBuffer lines = new LineBuffer(6);
      List<String> cut = new ArrayList<>();
      for (int at = 0; at < bytes.length; at += piece) {
        cut.addAll(lines.add(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at))));
      }
      assertThat(cut).containsExactly("eins", "zw\u00f6lf", "");
    }
  }

  @Test
  void aLineThatIsTooLongIsRefusedBeforeItEnds() {
    LineBuffer lines = new LineBuffer(4);
    assertThatThrownBy(() -> lines.add(ByteBuffer.wrap("12345".getBytes(UTF_8))))
        .isInstanceOf(BabbleException.class)
        .hasMessage("it sent a line of more than 4 bytes");
  }

  @Test
  void aLineThatIsNoUtf8IsRefused() {
    byte[] bytes = {(byte) 0xc3, '\n'};
    assertThatThrownBy(() -> new LineBuffer(4).add(ByteBuffer.wrap(bytes)))
        .isInstanceOf(BabbleException.class);
  }

  @Test
  void outputIsBoundedInLengthAndRateAndHasNoControlCharacters() {
    StringBuilder output = new StringBuilder("a\u001b[31mb\n" + "x".repeat(2000) + "\n");
    output.append("y\n".repeat(100));
    List<String> log = new ArrayList<>();
    new OutputPump(new ByteArrayInputStream(output.toString().getBytes(UTF_8)), log::add, () -> 0)
        .run();
    assertThat(log).hasSize(OutputPump.LINES_PER_SECOND);
    assertThat(log.get(0)).isEqualTo("a?[31mb");
    assertThat(log.get(1)).hasSize(OutputPump.LONGEST);
  }

  @Test
  void leftOutLinesAreCounted() {
    int[] asked = {0};
    List<String> log = new ArrayList<>();
    String output = "y\n".repeat(25) + "z";
    // once at the start, once for each of the first 25 lines; then two seconds have gone by
    LongSupplier clock = () -> ++asked[0] <= 26 ? 0 : 2_000_000_000L;
    new OutputPump(new ByteArrayInputStream(output.getBytes(UTF_8)), log::add, clock).run();
    assertThat(log.subList(20, log.size())).containsExactly("5 lines left out", "z");
  }

  @Test
  void readsWhatSsPrints() {
    assertThat(PeerProcess.parse("u_str ESTAB 0      0      /run/x/control.sock 58286 * 58285 "))
        .contains(new PeerProcess.Pair("58286", "58285"));
    assertThat(PeerProcess.parse("")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"mark\":1 | \"mark\":4096",
        "\"mark\":1 | \"mark\":-1",
        "\"sourcePort\":0 | \"sourcePort\":65536",
        "\"targetPort\":0 | \"targetPort\":-1",
        "\"count\":1 | \"count\":0",
        "\"count\":1 | \"count\":9000000000000000000",
        "\"summary\":\"s\" | \"summary\":\"a\\nb\"",
        "\"summary\":\"s\" | \"summary\":\"\\u00e4\"",
        "\"summary\":\"s\" | \"summary\":null",
        "\"protocol\":\"arp\" | \"protocol\":\"\\u0000\"",
        "\"kind\":\"ARP\" | \"kind\":null",
        "\"payload\":\"AQID\" | \"payload\":null",
        "\"at\":\"2026-11-23T10:00:00Z\", | ''",
        "\"sourceMac\":\"02:00:00:00:00:99\", | ''",
      })
  void aTouchOutOfItsRangeIsSeen(String good, String bad) throws Exception {
    String touch =
        "{\"at\":\"2026-11-23T10:00:00Z\",\"mark\":1,\"sourceMac\":\"02:00:00:00:00:99\","
            + "\"targetMac\":\"00:30:de:40:59:b7\",\"target\":\"plc\",\"kind\":\"ARP\","
            + "\"protocol\":\"arp\",\"sourcePort\":0,\"targetPort\":0,\"stateViolation\":false,"
            + "\"summary\":\"s\",\"payload\":\"AQID\",\"count\":1}";
    assertThat(MessageCheck.problem(PlaneCodec.decode(message(touch)))).isEmpty();
    assertThat(touch).contains(good);
    assertThat(MessageCheck.problem(PlaneCodec.decode(message(touch.replace(good, bad)))))
        .isPresent();
  }

  @Test
  void theGatewayOfANetworkWithTheLongestNameMayBeATarget() throws Exception {
    String touch =
        "{\"at\":\"2026-11-23T10:00:00Z\",\"mark\":1,\"sourceMac\":\"02:00:00:00:00:99\","
            + "\"targetMac\":\"00:30:de:40:59:b7\",\"target\":\"gateway of %s\",\"kind\":\"ARP\","
            + "\"protocol\":\"arp\",\"sourcePort\":0,\"targetPort\":0,\"stateViolation\":false,"
            + "\"summary\":\"s\",\"payload\":\"AQID\",\"count\":1}";
    String longest = String.format(touch, "n".repeat(63));
    assertThat(MessageCheck.problem(PlaneCodec.decode(message(longest)))).isEmpty();
    String longer = String.format(touch, "n".repeat(70));
    assertThat(MessageCheck.problem(PlaneCodec.decode(message(longer)))).isPresent();
  }

  private static String message(String touch) {
    return "{\"message\":\"touches\",\"touches\":[" + touch + "]}";
  }

  @Test
  void aHelloOutOfItsRangeIsSeen() throws Exception {
    String hello = "{\"message\":\"hello\",\"version\":\"1\",\"networkInterface\":\"d\"}";
    assertThat(MessageCheck.problem(PlaneCodec.decode(hello))).isEmpty();
    for (String bad : List.of("\"" + "x".repeat(65) + "\"", "null", "\"\\n\"")) {
      assertThat(MessageCheck.problem(PlaneCodec.decode(hello.replace("\"1\"", bad)))).isPresent();
    }
  }
}
