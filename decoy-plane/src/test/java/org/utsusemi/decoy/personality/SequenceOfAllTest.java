package org.utsusemi.decoy.personality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The sequence numbers of every fingerprint that the installed nmap has, by nmap's formulas. */
class SequenceOfAllTest {
  @Test
  void almostAllShowTheirOwnSpGcdAndIsr() throws IOException {
    assumeThat(NmapOsDb.INSTALLED).as("nmap is not installed: its data is needed").isReadable();
    int asked = 0;
    int hits = 0;
    List<String> missed = new ArrayList<>();
    for (NmapOsDb.Entry entry : new NmapOsDb(NmapOsDb.INSTALLED).entries(name -> true)) {
      Fingerprint fingerprint = entry.fingerprint();
      if (fingerprint.get("SEQ", "SP").isEmpty() || !fingerprint.answers("T1")) {
        continue;
      }
      SequencePlan plan = Model.sequencesOf(fingerprint);
      asked++;
      int own = 0;
      for (int host = 0; host < 4; host++) {
        own += shows(fingerprint, plan, 1000L * entry.line() + host) ? 1 : 0;
      }
      hits += own;
      if (own < 3) {
        missed.add(
            own
                + " of 4: line "
                + entry.line()
                + " "
                + fingerprint.toString().lines().findFirst().get());
      }
    }
    if (System.getProperty("missed") != null) {
      Files.write(java.nio.file.Path.of(System.getProperty("missed")), missed);
    }
    assertThat(asked).isGreaterThan(1000);
    assertThat((double) hits / (4 * asked)).as("%s", missed).isGreaterThan(0.96);
  }

  private static boolean shows(Fingerprint fingerprint, SequencePlan plan, long seed) {
    SequenceIndex seen = SequenceFinder.probe(plan, new SplittableRandom(seed), Mixer.mix(seed), 0);
    return fingerprint.get("SEQ", "SP").get().contains(seen.predictability())
        && fingerprint.get("SEQ", "GCD").get().contains(seen.divisor())
        && fingerprint.get("SEQ", "ISR").get().contains(seen.rate());
  }
}
