package org.utsusemi.decoy.compare.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.utsusemi.decoy.compare.rule.Verdict.Outcome;

class RulesTest {
  private static List<String> values(String spaced) {
    return List.of(spaced.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    // what the original showed, what the clone showed, whether they differ
    "A A A, A A A, SAME",
    "A B A, B B B, SAME",
    "A A A, B B B, DIFFERENT",
    "A A A, A A B, SAME", // one round of several may be a lost packet
    "A A A, A B B, DIFFERENT",
    "A, B, DIFFERENT", // the only round counts
    "A A, A B, SAME",
    "A A A, A B C, DIFFERENT",
  })
  void aValueMustHaveBeenSeenBefore(String original, String copy, Outcome outcome) {
    assertThat(SeenBefore.PLAIN.judge(values(original), values(copy)).outcome()).isEqualTo(outcome);
  }

  @Test
  void valuesAreToldInWords() {
    Verdict verdict =
        new SeenBefore(Map.of("I", "increments", "Z", "always zero"))
            .judge(values("I I Z"), values("Z Z Z"));

    assertThat(verdict.original()).isEqualTo("increments (2×), always zero (1×)");
    assertThat(verdict.copy()).isEqualTo("always zero");
  }

  @ParameterizedTest
  @CsvSource({
    "256 260 262, 258 259 257, SAME",
    "256 260 262, 267 267 267, SAME", // five above the highest
    "256 260 262, 268 268 268, DIFFERENT",
    "256 260 262, 250 250 250, DIFFERENT",
    "256 260 262, 250 258 262, SAME", // the median counts
    "256 260 262, none none none, DIFFERENT",
    "none none none, none none none, SAME",
  })
  void anEstimateMustLieWithinTheWidenedSpread(String original, String copy, Outcome outcome) {
    assertThat(new WithinSpread(5, "").judge(values(original), values(copy)).outcome())
        .isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "1 1 2, 1 1 1, SAME",
    "1 1 1, 2 6 4, SAME",
    "1 1 1, 7 7 7, DIFFERENT",
    "64000 64000 128000, 64000 64000 64000, SAME",
    "64000 64000 64000, 1 1 1, DIFFERENT",
    "0 0 0, 0 0 0, SAME",
    "0 0 0, 1 1 1, DIFFERENT",
  })
  void aSmallMultipleOfAStepIsTheSame(String original, String copy, Outcome outcome) {
    assertThat(SameStep.STEP.judge(values(original), values(copy)).outcome()).isEqualTo(outcome);
  }

  private static List<String> times(Random random, int count, double median, double spread) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> String.valueOf(Math.round(median * Math.exp(spread * random.nextGaussian()))))
        .toList();
  }

  @Test
  void noiseIsNoDifferenceInTimes() {
    Random random = new Random(7);
    int wrong = 0;
    for (int i = 0; i < 1000; i++) {
      List<String> one = times(random, 40, 2000, 0.4);
      List<String> other = times(random, 40, 2300, 0.4);
      wrong += SameTimes.MICROSECONDS.judge(one, other).differs() ? 1 : 0;
    }
    assertThat(wrong).isZero();
  }

  @Test
  void aShiftOfTheMedianIsFound() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 1000; i++) {
      List<String> one = times(random, 40, 2000, 0.3);
      List<String> other = times(random, 40, 6000, 0.3);
      found += SameTimes.MICROSECONDS.judge(one, other).differs() ? 1 : 0;
    }
    assertThat(found).isEqualTo(1000);
  }

  @Test
  void aFewAnswersThatTookLongAreNoDifference() {
    List<String> steady = IntStream.range(0, 40).mapToObj(i -> "500").toList();
    List<String> disturbed = IntStream.range(0, 40).mapToObj(i -> i < 3 ? "90000" : "520").toList();

    assertThat(SameTimes.MICROSECONDS.judge(steady, disturbed).differs()).isFalse();
  }

  @Test
  void aMachineThatIsBusyIsNoDifference() {
    // half of the answers are as quick as ever
    List<String> quiet = IntStream.range(0, 40).mapToObj(i -> String.valueOf(100 + i)).toList();
    List<String> busy =
        IntStream.range(0, 40).mapToObj(i -> String.valueOf(i < 18 ? 300 + i : 3000 * i)).toList();

    assertThat(SameTimes.deviations(numbers(quiet), numbers(busy))).isLessThan(-SameTimes.SURE);
    assertThat(SameTimes.MICROSECONDS.judge(quiet, busy).differs()).isFalse();
  }

  private static double[] numbers(List<String> times) {
    return times.stream().mapToDouble(Double::parseDouble).toArray();
  }

  @Test
  void answersThatDoNotComeAreFound() {
    List<String> answered = IntStream.range(0, 40).mapToObj(i -> String.valueOf(500 - i)).toList();
    List<String> patchy =
        IntStream.range(0, 40).mapToObj(i -> i < 20 ? "no answer" : "" + (505 + i)).toList();

    assertThat(SameTimes.MICROSECONDS.judge(answered, patchy).differs()).isTrue();
  }

  @Test
  void silenceIsLongerThanAnyTime() {
    List<String> answered = IntStream.range(0, 20).mapToObj(i -> "500").toList();
    List<String> silent = IntStream.range(0, 20).mapToObj(i -> "no answer").toList();

    Verdict verdict = SameTimes.MICROSECONDS.judge(answered, silent);

    assertThat(verdict.differs()).isTrue();
    assertThat(verdict.copy()).isEqualTo("no answer");
    assertThat(SameTimes.MICROSECONDS.judge(silent, silent).differs()).isFalse();
  }

  @Test
  void fewSamplesAreNotJudged() {
    assertThat(SameTimes.MICROSECONDS.judge(values("1 2 3"), values("9000 9000 9000")).outcome())
        .isEqualTo(Outcome.NOT_JUDGED);
  }

  @Test
  void theRankTestIsTheTextbooks() {
    // U = 0 of 3×3 pairs: (0 − 4.5) / sqrt(9·7/12)
    double[] low = DoubleStream.of(1, 2, 3).toArray();
    double[] high = DoubleStream.of(4, 5, 6).toArray();

    assertThat(SameTimes.deviations(low, high)).isEqualTo(-1.964, within(0.001));
    assertThat(SameTimes.deviations(low, low)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "90000 90010 90020, 300000 300001 300002, SAME",
    "90000 90010 90020, 400000 400001 400002, DIFFERENT",
    "90000 90010 90020, 20000 20010 20020, DIFFERENT",
    "60 70 80, 3000 3001 3002, SAME",
    "5 900000 70, 3000 3001 3002, NOT_JUDGED", // starts anew for each connection
    "90000 90010 90020, none none none, NOT_JUDGED",
    "none 900000 none, 3000 none none, NOT_JUDGED", // one guess among contradictions
    "90000 90010, 400000 none, NOT_JUDGED",
    "none none none, none none none, SAME",
  })
  void uptimesAreComparedRoughly(String original, String copy, Outcome outcome) {
    assertThat(SameUptime.SECONDS.judge(values(original), values(copy)).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void aLineThatVariesInTheOriginalMayVaryInTheClone() {
    List<String> original = List.of("id: 17\nunits: 3", "id: 42\nunits: 3");

    assertThat(SameText.LINES.judge(original, List.of("id: 99\nunits: 3")).differs()).isFalse();
    assertThat(SameText.LINES.judge(original, List.of("id: 99\nunits: 4")).differs()).isTrue();
    assertThat(SameText.LINES.judge(original, List.of("id: 99")).differs()).isTrue();
  }
}
