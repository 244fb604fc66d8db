package org.utsusemi.decoy.compare.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SanitiserTest {
  private final Sanitiser sanitiser =
      new Sanitiser(List.of("10.77.1.10"), Instant.parse("2026-11-26T07:40:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Date: Thu, 26 Nov 2026 07:40:31 GMT; Date: <now>",
        "Last-Modified: Fri, 01 Mar 2024 12:00:00 GMT; Last-Modified: Fri, 01 Mar 2024 12:00:00 GMT",
        "Date: Thu, 26 Nov 2026 06:10:31 GMT; Date: Thu, 26 Nov 2026 06:10:31 GMT",
        "up since Thu Nov 26 07:38:00 2026; up since <now>",
        "it is 2026-11-26T07:41:00Z now; it is <now> now",
        "it is 2026-11-26 08:41:00.25+0100 now; it is <now> now",
        "Thu, 99 Nov 2026 07:40:31 GMT; Thu, 99 Nov 2026 07:40:31 GMT",
        "listens on 10.77.1.10:80; listens on <itself>:80",
        "peer 10.77.1.100; peer 10.77.1.100",
        "peer 110.77.1.10; peer 110.77.1.10",
      })
  void onlyWhatMustDifferIsTakenOut(String text, String clean) {
    assertThat(sanitiser.clean(text)).isEqualTo(clean);
  }
}
