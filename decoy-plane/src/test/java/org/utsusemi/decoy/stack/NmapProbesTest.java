package org.utsusemi.decoy.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.utsusemi.decoy.personality.Fingerprint;
import org.utsusemi.decoy.personality.HostStates;
import org.utsusemi.decoy.personality.Model;
import org.utsusemi.decoy.personality.NmapOsDb;
import org.utsusemi.decoy.personality.Wanted;

/** Fingerprints that the installed nmap has, from first to last, asked for as nmap would. */
class NmapProbesTest {
  /** All of them take a minute: {@code -Dutsusemi.every=1}. */
  private static final int EVERY = Integer.getInteger("utsusemi.every", 5);

  private static List<String> differences(Fingerprint fingerprint, int seed) {
    Model model = Model.of(fingerprint);
    Bench bench =
        new Bench(
            new Plant(
                new EchoService(),
                new EchoService(),
                model.on(seed, seed * 31L, Optional.empty(), new HostStates(4))),
            Limits.DEFAULT,
            1_700_000_000_000_000_000L + seed * 7_777_777L);
    return new Wanted(fingerprint).differences(new NmapProbes(bench).ask());
  }

  @Test
  void almostAllAreFound() throws IOException {
    assumeThat(NmapOsDb.INSTALLED).as("nmap is not installed: its data is needed").isReadable();
    List<String> missed = new ArrayList<>();
    int asked = 0;
    int number = 0;
    for (NmapOsDb.Entry entry : new NmapOsDb(NmapOsDb.INSTALLED).entries(name -> true)) {
      if (number++ % EVERY != 0 || !Model.of(entry.fingerprint()).unmeetable().isEmpty()) {
        continue;
      }
      asked++;
      List<String> differences = differences(entry.fingerprint(), entry.line());
      if (!differences.isEmpty()) {
        missed.add("line " + entry.line() + " " + entry.name() + ": " + differences);
      }
    }
    String file = System.getProperty("utsusemi.missed");
    if (file != null) {
      Files.write(Path.of(file), missed);
    }
    assertThat(asked).isGreaterThan(1000);
    assertThat((double) missed.size() / asked).as("%s", missed).isLessThan(0.02);
  }

  @Test
  void anotherStackIsNotTakenForThis() {
    String text = Model.EMBEDDED.fingerprint().toString();
    assertThat(differences(Fingerprint.parse(text), 1)).isEmpty();
    assertThat(
            new Wanted(Fingerprint.parse(text.replace("T=40", "T=80").replace("CC=N", "CC=Y")))
                .differences(
                    new NmapProbes(
                            new Bench(
                                new Plant(
                                    new EchoService(),
                                    new EchoService(),
                                    Model.EMBEDDED.on(1, 2, Optional.empty(), new HostStates(4)))))
                        .ask()))
        .contains("T1.T=40", "ECN.CC=N");
  }
}
