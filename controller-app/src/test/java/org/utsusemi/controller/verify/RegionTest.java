package org.utsusemi.controller.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.utsusemi.controller.rules.Field;
import org.utsusemi.controller.rules.Match;

/** Against the plain counting of all packets of two small fields. */
class RegionTest {
  private static final Field A = Field.VLAN_PCP;
  private static final Field B = Field.ICMPV4_CODE;
  private static final int A_VALUES = 8;
  private static final int B_VALUES = 256;

  private static Match any(Random random) {
    return Match.ANY
        .with(A, random.nextInt(A_VALUES), random.nextInt(A_VALUES))
        .with(B, random.nextInt(B_VALUES), random.nextInt(B_VALUES) & random.nextInt(B_VALUES));
  }

  private static boolean covers(Match match, int a, int b) {
    return covers(match, A, a) && covers(match, B, b);
  }

  private static boolean covers(Match match, Field field, long value) {
    return match.get(field).map(bits -> (value & bits.mask()) == bits.value()).orElse(true);
  }

  @Test
  void whatIsLeftIsLeft() {
    Random random = new Random(3);
    int empty = 0;
    for (int round = 0; round < 20_000; round++) {
      Match first = any(random);
      Match second = any(random);
      List<Match> without = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        without.add(any(random));
      }
      Optional<Cube> witness =
          Region.of(Cube.of(first))
              .minus(without.subList(0, without.size() / 2).stream().map(Cube::of).toList())
              .and(Cube.of(second))
              .map(r -> r.minus(without.stream().map(Cube::of).toList()))
              .flatMap(Region::witness);
      boolean expected = false;
      for (int a = 0; a < A_VALUES && !expected; a++) {
        for (int b = 0; b < B_VALUES && !expected; b++) {
          int x = a;
          int y = b;
          expected =
              covers(first, a, b)
                  && covers(second, a, b)
                  && without.stream().noneMatch(one -> covers(one, x, y));
        }
      }
      assertThat(witness.isPresent())
          .as("%s and %s without %s", first, second, without)
          .isEqualTo(expected);
      if (witness.isPresent()) {
        Match packet = witness.get().packet();
        int a = packet.get(A).map(bits -> (int) bits.value()).orElse(0);
        int b = packet.get(B).map(bits -> (int) bits.value()).orElse(0);
        assertThat(covers(first, a, b) && covers(second, a, b)).isTrue();
        assertThat(without).noneMatch(one -> covers(one, a, b));
      } else {
        empty++;
      }
    }
    assertThat(empty).as("rounds in which nothing was left").isBetween(2000, 18_000);
  }
}
