package io.sluice.broker.selection;

import static io.sluice.broker.selection.Contenders.contender;
import static io.sluice.broker.selection.Contenders.contenders;
import static io.sluice.broker.selection.Contenders.names;
import static io.sluice.broker.selection.Contenders.slow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that give turns: exact, whatever comes in between. */
final class TurnsTest {
  private static final Wish WISH = new Wish("ann", "f", "");
  private static final int THREADS = 8;

  private final Selection roundRobin = Selection.named("round-robin", new Random(1)).orElseThrow();

  private String first(Selection selection, List<Contender> contenders) {
    return selection.order(contenders, WISH).getFirst().name().value();
  }

  @Test
  void roundRobin_givesEachItsTurn_andKeepsTheOthersInTheirs() {
    assertThat(names(roundRobin.order(contenders(3), WISH))).containsExactly("c1", "c2", "c3");
    assertThat(names(roundRobin.order(contenders(3), WISH))).containsExactly("c2", "c3", "c1");
    assertThat(names(roundRobin.order(contenders(3), WISH))).containsExactly("c3", "c1", "c2");
    assertThat(names(roundRobin.order(contenders(3), WISH))).containsExactly("c1", "c2", "c3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"round-robin", "least-loaded", "priority", "location-first"})
  void turns_areExact_underManyThreads(String policy) throws Exception {
    Selection selection = Selection.named(policy, new Random(1)).orElseThrow();
    List<Contender> contenders = contenders(60);
    int each = Frequencies.PICKS / THREADS;
    var frequencies = new Frequencies();
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var picked = new ArrayList<Future<List<String>>>();
      for (int thread = 0; thread < THREADS; thread++) {
        picked.add(
            threads.submit(() -> {
              var names = new ArrayList<String>();
              for (int i = 0; i < each; i++) {
                names.add(first(selection, contenders));
              }
              return names;
            }));
      }
      for (Future<List<String>> names : picked) {
        names.get().forEach(frequencies::add);
      }
    }
    for (Contender contender : contenders) {
      assertThat(frequencies.of(contender.name().value()))
          .isBetween(Frequencies.PICKS / 60, Frequencies.PICKS / 60 + 1);
    }
  }

  @Test
  void roundRobin_staysFair_whenStatementsDifferInWhatTheyMayUse() {
    List<Contender> all = contenders(4);
    List<Contender> some = all.subList(0, 2);
    var frequencies = new Frequencies();
    for (int i = 0; i < 1000; i++) {
      frequencies.add(first(roundRobin, all));
      frequencies.add(first(roundRobin, some));
    }
    // A rotating number would have given c1 and c2 all the statements that need them on top.
    assertThat(all)
        .allSatisfy(one -> assertThat(frequencies.of(one.name().value())).isBetween(499, 501));
  }

  @Test
  void roundRobin_takesInANewcomer_withoutARush() {
    for (int i = 0; i < 100; i++) {
      first(roundRobin, contenders(3));
    }
    var frequencies = new Frequencies();
    for (int i = 0; i < 8; i++) {
      frequencies.add(first(roundRobin, contenders(4)));
    }
    assertThat(List.of("c1", "c2", "c3", "c4"))
        .allSatisfy(name -> assertThat(frequencies.of(name)).isEqualTo(2));
  }

  @Test
  void roundRobin_letsOneInItsSlowStartPassTurnsOn() {
    List<Contender> contenders =
        List.of(contender("a"), slow("b", 0.25), contender("c"), contender("d"));
    var frequencies = Frequencies.of(() -> first(roundRobin, contenders));

    frequencies.agreeWith(Map.of("a", 1.0, "b", 0.25, "c", 1.0, "d", 1.0));
    assertThat(Math.abs(frequencies.of("a") - frequencies.of("d"))).isLessThanOrEqualTo(1);
    assertThat(names(roundRobin.order(contenders, WISH)))
        .containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void roundRobin_whereAllAreInTheirSlowStart_isAsExactAsEver() {
    List<Contender> contenders = List.of(slow("c1", 0.1), slow("c2", 0.1), slow("c3", 0.1));
    for (int i = 0; i < 30; i++) {
      assertThat(first(roundRobin, contenders)).isEqualTo("c" + (i % 3 + 1));
    }
  }
}
