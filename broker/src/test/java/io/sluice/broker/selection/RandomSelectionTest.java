package io.sluice.broker.selection;

import static io.sluice.broker.selection.Contenders.contender;
import static io.sluice.broker.selection.Contenders.contenders;
import static io.sluice.broker.selection.Contenders.loaded;
import static io.sluice.broker.selection.Contenders.names;
import static io.sluice.broker.selection.Contenders.slow;
import static io.sluice.broker.selection.Contenders.weighted;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Policies that draw: 100,000 picks each, against what chance would give. */
final class RandomSelectionTest {
  private static final Wish WISH = new Wish("ann", "f", "");

  private final Random random = new Random(20_261_123);

  private Frequencies picks(String policy, List<Contender> contenders, int place) {
    Selection selection = Selection.named(policy, random).orElseThrow();
    return Frequencies.of(() -> selection.order(contenders, WISH).get(place).name().value());
  }

  @Test
  void random_picksEachAsOftenAsTheOthers() {
    picks("random", contenders(60), 0).areEqualOver(60);
  }

  @Test
  void random_picksEachAsOftenForTheSecondPlace() {
    picks("random", contenders(10), 1).areEqualOver(10);
  }

  @Test
  void random_sparesOneInItsSlowStart() {
    picks("random", List.of(contender("a"), contender("b"), slow("c", 0.1)), 0)
        .agreeWith(Map.of("a", 1.0, "b", 1.0, "c", 0.1));
  }

  @Test
  void random_doesNotWeigh() {
    picks("random", List.of(weighted("c1", 5), weighted("c2", 1)), 0).areEqualOver(2);
  }

  @Test
  void weightedRandom_picksByWeight() {
    var contenders =
        IntStream.rangeClosed(1, 12).mapToObj(i -> weighted("c" + i, i * 0.5)).toList();
    var weights = new HashMap<String, Double>();
    contenders.forEach(one -> weights.put(one.name().value(), one.weight()));

    picks("weighted-random", contenders, 0).agreeWith(weights);
  }

  @Test
  void weightedRandom_drawsTheSecondFromTheRest() {
    // The first was b with 3/4 or a with 1/4; with c's weight of 0.0001 hardly ever c.
    var second =
        picks(
            "weighted-random", List.of(weighted("a", 1), weighted("b", 3), weighted("c", 1e-9)), 1);
    second.agreeWith(Map.of("a", 3.0, "b", 1.0));
  }

  @Test
  void powerOfTwo_picksEachAsOften_whenAllHaveTheSameLoad() {
    picks("power-of-two", contenders(60), 0).areEqualOver(60);
  }

  @Test
  void powerOfTwo_takesTheBetterOfAnyTwo() {
    // The one with rank r of n by load wins against those n - r that are busier.
    int n = 8;
    var contenders =
        IntStream.rangeClosed(1, n).mapToObj(rank -> loaded("c" + rank, rank, 10)).toList();
    var pairsWon = new HashMap<String, Double>();
    for (int rank = 1; rank < n; rank++) {
      pairsWon.put("c" + rank, (double) (n - rank));
    }

    Frequencies picks = picks("power-of-two", contenders, 0);

    picks.agreeWith(pairsWon);
    assertThat(picks.of("c" + n)).isZero();
  }

  @Test
  void powerOfTwo_keepsAllAsAlternatives() {
    Selection selection = Selection.named("power-of-two", random).orElseThrow();
    assertThat(names(selection.order(contenders(5), WISH)))
        .containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "c5");
  }
}
