package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.topology.model.Traffic;

/** The reference page and the parser know the same keys. */
class ReferenceDocumentTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "site-file.md");
  private static final Pattern HEADING = Pattern.compile("## (?:`(.*)`|.*)");
  private static final Pattern ROW = Pattern.compile("\\| `([a-zA-Z0-9_.-]+)` \\|.*");

  @TempDir Path directory;
  private Plant plant;

  @BeforeEach
  void layOut() throws IOException {
    plant = Plant.in(directory);
  }

  @Test
  void everyKeyIsDocumentedAndNoOther() throws IOException {
    String good = Plant.text("good/every-key.yaml");
    assertThat(keyRows().keySet()).isEqualTo(KnownKeys.patterns(plant, good));
  }

  @Test
  void whatIsNotInForceIsMarked() throws IOException {
    Map<String, String> rows = keyRows();
    List<Notice> notices = plant.read(Plant.text("good/every-key.yaml")).notices();
    assertThat(notices).isNotEmpty();
    for (Notice notice : notices) {
      String path = notice.message().replaceFirst(": .*", "");
      String pattern = KeyTable.pattern(List.of(path.split("\\.")));
      if (notice.message().contains("not in force yet") && !pattern.equals("decoys.*")) {
        assertThat(rows.get(pattern)).as(path).contains("**not yet**");
      }
    }
  }

  @Test
  void everyWellKnownServiceIsDocumented() throws IOException {
    String page = Files.readString(PAGE);
    for (String name : WellKnownServices.names()) {
      String traffic =
          WellKnownServices.find(name).orElseThrow().traffic().stream()
              .map(ReferenceDocumentTest::text)
              .collect(Collectors.joining(", "));
      assertThat(page).contains("| `" + name + "` | " + traffic + " |\n");
    }
  }

  private static String text(Traffic traffic) {
    if (traffic instanceof Traffic.Tcp tcp) {
      return "tcp " + tcp.ports();
    }
    if (traffic instanceof Traffic.Udp udp) {
      return "udp " + udp.ports();
    }
    return traffic instanceof Traffic.Layer2 layer2
        ? String.format("ethertype 0x%04x", layer2.ethertype())
        : "ping";
  }

  /** The rows of the page's tables of keys, by path. */
  private static Map<String, String> keyRows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    String prefix = "";
    boolean services = false;
    for (String line : Files.readAllLines(PAGE)) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        prefix = heading.group(1) == null ? "" : heading.group(1) + ".";
        services = line.contains("Well-known");
      } else if (row.matches() && !services) {
        rows.put((prefix + row.group(1)).replace("NAME", "*"), line);
      }
    }
    return rows;
  }
}
