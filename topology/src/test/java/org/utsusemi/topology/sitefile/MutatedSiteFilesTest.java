package org.utsusemi.topology.sitefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.utsusemi.topology.sitefile.Draft.Branch;
import org.utsusemi.topology.sitefile.Draft.Twig;

/**
 * Every key of a good site file, made wrong in every way: each mutant is refused with the right
 * line and says what to write.
 */
class MutatedSiteFilesTest {
  /** How a message says what to write. */
  private static final Pattern ADVICE =
      Pattern.compile(
          "expected |: write |; write |add |keep one|leave (?:it|this) out|known here|make it|name another");

  private static final String BELL = "a\u0007b";

  @TempDir Path directory;
  private Plant plant;
  private String good;
  private final List<String> survivors = new ArrayList<>();
  private int mutants;

  @BeforeEach
  void layOut() throws IOException {
    plant = Plant.in(directory);
    good = Plant.text("good/every-key.yaml");
  }

  @AfterEach
  void nothingSurvives() {
    assertThat(survivors).isEmpty();
  }

  @Test
  void theGoodFileIsGoodInItsOtherForm() {
    assertThat(plant.read(Draft.of(good).write()).problems()).isEmpty();
  }

  @Test
  void theGoodFileHasEveryKeyThatTheParserKnows() {
    TreeSet<String> written = new TreeSet<>();
    forEveryKey((path, draft) -> written.add(KeyTable.pattern(path)));
    assertThat(KnownKeys.patterns(plant, good)).isNotEmpty().isSubsetOf(written);
  }

  @Test
  void missing() {
    forEveryKey(
        (path, draft) -> {
          if (KeyTable.isName(path)) {
            return;
          }
          Branch parent = draft.parentOf(path);
          String key = path.get(path.size() - 1);
          parent.twigs.remove(parent.indexOf(key));
          String text = draft.write();
          String within = String.join(".", path.subList(0, path.size() - 1));
          if (KeyTable.isRequired(path)) {
            refused(path, text, draft.startOf(within), "missing key '" + key + "'");
          } else if (KeyTable.missedElsewhere(path).isPresent()) {
            Map.Entry<String, String> problem = KeyTable.missedElsewhere(path).get();
            refused(path, text, place(draft, problem.getKey()), problem.getValue());
          } else {
            accepted(path, text);
          }
        });
    assertThat(mutants).isGreaterThan(100);
  }

  @Test
  void wrongType() {
    forEveryKey(
        (path, draft) -> {
          Twig twig = draft.at(path);
          boolean scalar = twig.value instanceof String;
          twig.value = twig.value instanceof Branch ? "wrong" : mapping();
          // a gateway may be a mapping: then it is the key inside that is wrong
          boolean gateway = scalar && path.get(path.size() - 1).equals("gateway");
          String text = draft.write();
          String says = gateway ? "unknown key 'x'; known here: ip" : "expected ";
          refused(path, text, draft.startOf(String.join(".", path)), says);
        });
    forEveryKey(
        (path, draft) -> {
          Twig twig = draft.at(path);
          if (!(twig.value instanceof List)) {
            twig.value = List.of(List.of("a", "b", "c"));
            refused(path, draft.write(), draft.lineOf(String.join(".", path)), "expected ");
          }
        });
    assertThat(mutants).isGreaterThan(200);
  }

  @Test
  void garbageAndOutOfRange() {
    TreeSet<String> covered = new TreeSet<>();
    forEveryKey(
        (path, draft) -> {
          Object value = draft.at(path).value;
          if (value instanceof Branch) {
            return;
          }
          String key = String.join(".", path);
          String pattern = KeyTable.pattern(path);
          covered.add(pattern);
          List<String> bad = new ArrayList<>(List.of("", BELL));
          bad.addAll(KeyTable.REFUSED.getOrDefault(pattern, List.of()));
          for (String text : bad) {
            for (int i = 0; i < (value instanceof List<?> list ? list.size() : 1); i++) {
              Draft mutant = Draft.of(good);
              Twig twig = mutant.at(path);
              twig.value = value instanceof List<?> list ? withItem(list, i, text) : text;
              refused(path, mutant.write(), mutant.lineOf(String.join(".", path)), key + ": ");
            }
          }
        });
    assertThat(KeyTable.REFUSED.keySet()).as("table of values outside").isEqualTo(covered);
    assertThat(mutants).isGreaterThan(350);
  }

  @Test
  void writtenTwice() {
    forEveryKey(
        (path, draft) -> {
          Branch parent = draft.parentOf(path);
          Twig twig = draft.at(path);
          parent.twigs.add(new Twig(twig.key, twig.value));
          String text = draft.write();
          String key = String.join(".", path);
          int first = draft.lineOf(key);
          int last = draft.lastLineOf(key);
          refused(path, text, first, "written again in line " + last + ": keep one");
          refused(path, text, last, "written already in line " + first + ": keep one");
        });
    forEveryKey(
        (path, draft) -> {
          if (KeyTable.DISTINCT.contains(KeyTable.pattern(path))) {
            Twig twig = draft.at(path);
            Object item = twig.value instanceof List<?> list ? list.get(0) : twig.value;
            twig.value = List.of(item, item);
            refused(
                path,
                draft.write(),
                draft.lineOf(String.join(".", path)),
                "'" + item + "' stands here twice: write it once");
          }
        });
    assertThat(mutants).isGreaterThan(200);
  }

  @Test
  void misspelt() {
    forEveryKey(
        (path, draft) -> {
          if (KeyTable.isName(path)) {
            return;
          }
          Twig twig = draft.at(path);
          String meant = twig.key;
          twig.key = meant + "x";
          String text = draft.write();
          int line = draft.lineOf(String.join(".", path) + "x");
          refused(
              path, text, line, "unknown key '" + twig.key + "': did you mean '" + meant + "'?");
        });
    assertThat(mutants).isGreaterThan(100);
  }

  @Test
  void dangling() {
    forEveryKey(
        (path, draft) -> {
          String kind = KeyTable.REFERENCES.get(KeyTable.pattern(path));
          if (kind == null) {
            return;
          }
          Object value = draft.at(path).value;
          for (int i = 0; i < (value instanceof List<?> list ? list.size() : 1); i++) {
            Draft mutant = Draft.of(good);
            String nowhere = kind.equals("switch") ? "nowhere:1" : "nowhere";
            Object item = value instanceof List<?> list ? list.get(i) : value;
            Object wrong = item instanceof List<?> pair ? withItem(pair, 1, nowhere) : nowhere;
            mutant.at(path).value =
                value instanceof List<?> list ? withItem(list, i, wrong) : wrong;
            String text = mutant.write();
            refused(path, text, mutant.lineOf(String.join(".", path)), "there is no " + kind + " ");
          }
        });
    assertThat(mutants).isGreaterThan(25);
  }

  /** A name that is taken away, or written otherwise, leaves what refers to it dangling. */
  @Test
  void renamed() {
    Map<String, String> referring =
        Map.of(
            "networks.control", "devices.plc1.ip",
            "switches.s2", "links",
            "devices.sis1", "conduits.trip.from",
            "services.goose", "conduits.trip.service",
            "conduits.maintain", "plant_states.maintenance.conduits",
            "plant_states.maintenance", "watchdog.then",
            "decoys.control", "decoys.controlx",
            "transitions.production", "transitions.productionx");
    referring.forEach(
        (name, reference) -> {
          List<String> path = List.of(name.split("\\."));
          Draft draft = Draft.of(good);
          draft.at(path).key += "x";
          String text = draft.write();
          String says = reference.endsWith(".ip") ? "lies in no network" : "there is no ";
          if (name.equals("networks.control")) {
            refused(path, text, draft.lineOf("decoys.phantom.behind"), "did you mean 'controlx'?");
          } else {
            refused(path, text, draft.lineOf(reference), says);
          }
        });
    assertThat(mutants).isEqualTo(referring.size());
  }

  private void forEveryKey(BiConsumer<List<String>, Draft> mutation) {
    for (List<String> path : paths(Draft.of(good).root(), List.of())) {
      mutation.accept(path, Draft.of(good));
    }
  }

  private static List<List<String>> paths(Branch branch, List<String> within) {
    List<List<String>> paths = new ArrayList<>();
    for (Twig twig : branch.twigs) {
      List<String> path = new ArrayList<>(within);
      path.add(twig.key);
      paths.add(path);
      if (twig.value instanceof Branch child) {
        paths.addAll(paths(child, path));
      }
    }
    return paths;
  }

  private static Branch mapping() {
    Branch branch = new Branch();
    branch.twigs.add(new Twig("x", "y"));
    return branch;
  }

  private static List<Object> withItem(List<?> list, int index, Object item) {
    List<Object> changed = new ArrayList<>(list);
    changed.set(index, item);
    return changed;
  }

  /** A trailing dash means where the mapping starts, and not its key. */
  private static int place(Draft draft, String path) {
    return path.endsWith("-")
        ? draft.startOf(path.substring(0, path.length() - 1))
        : draft.lineOf(path);
  }

  private void refused(List<String> path, String text, int line, String says) {
    mutants++;
    SiteFile.Result result = plant.read(text);
    boolean right =
        result.problems().stream()
            .filter(p -> p.at().line() == line && p.message().contains(says))
            .anyMatch(p -> ADVICE.matcher(p.message()).find());
    if (!right || result.site().isPresent()) {
      survivors.add(path + " line " + line + " " + says + " but " + result.problems());
    }
  }

  private void accepted(List<String> path, String text) {
    mutants++;
    SiteFile.Result result = plant.read(text);
    if (result.site().isEmpty()) {
      survivors.add(path + " is optional, but " + result.problems());
    }
  }
}
