package org.utsusemi.decoy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has Jazzer look for inputs that make a target throw, hang for seconds, or fill the heap. The
 * system property {@code fuzz.seconds} says how long in all: below five minutes all targets share
 * one process, above each has one of its own. What is found lies in {@code target/fuzz}: it belongs
 * into {@code src/test/resources/fuzz/TARGET}, and the code needs mending.
 */
class FuzzIT {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 30);
  private static final int ALONE_FROM = 300;

  /** Fewer were no search. */
  private static final long LEAST_INPUTS = 300;

  private static final String ENTRY = JazzerEntry.class.getName();
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in");

  @TempDir private Path directory;

  @TestFactory
  List<DynamicTest> finds() {
    List<String> names =
        SECONDS < ALONE_FROM ? List.of("all") : new ArrayList<>(Targets.ALL.keySet());
    return names.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> fuzz(name, SECONDS / names.size())))
        .toList();
  }

  private void fuzz(String name, int seconds) throws IOException, InterruptedException {
    Path corpus = Files.createDirectory(directory.resolve(name));
    Path results = Files.createDirectories(Path.of("target", "fuzz", name));
    int number = 0;
    for (byte[] seed : JazzerEntry.seeds(name)) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    Path log = results.resolve("log.txt");
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // what piles up from one input to the next does not fit for long
                "-Xmx256m",
                "-Dfuzz.target=" + name,
                "-Dlogback.configurationFile=logback-fuzz.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + ENTRY,
                "--instrumentation_includes=org.utsusemi.**",
                "--reproducer_path=" + results,
                "-artifact_prefix=" + results + "/",
                "-max_total_time=" + seconds,
                "-timeout=10",
                "-rss_limit_mb=1500",
                "-max_len=8192",
                corpus.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = jazzer.waitFor();
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertThat(exit).as("exit of %s:%n%s", name, end(said)).isZero();
    Matcher done = DONE.matcher(said);
    assertThat(done.find()).as("finished %s:%n%s", name, end(said)).isTrue();
    assertThat(Long.parseLong(done.group(1))).as("inputs of %s", name).isGreaterThan(LEAST_INPUTS);
    System.out.println("fuzzed " + name + ": " + done.group(1) + " inputs in " + seconds + " s");
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - 5000));
  }
}
