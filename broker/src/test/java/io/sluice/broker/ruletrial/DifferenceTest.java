package io.sluice.broker.ruletrial;

import static io.sluice.broker.ruletrial.Verdicts.ACTIVE;
import static io.sluice.broker.ruletrial.Verdicts.CANDIDATE;
import static io.sluice.broker.ruletrial.Verdicts.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
  private static Set<Difference> between(Outcome one, Outcome other) {
    return Difference.between(Verdicts.of(ACTIVE, one), Verdicts.of(CANDIDATE, other));
  }

  @Test
  void equal_verdicts_of_different_versions_do_not_differ() {
    assertThat(between(route("etl"), route("etl"))).isEmpty();
    assertThat(between(new Outcome.Unrouted(), new Outcome.Unrouted())).isEmpty();
    assertThat(between(new Outcome.Reject("no"), new Outcome.Reject("no"))).isEmpty();
  }

  @Test
  void outcomes_differ_by_their_kind_first() {
    assertThat(between(route("etl"), new Outcome.Unrouted())).containsExactly(Difference.OUTCOME);
    assertThat(between(route("etl"), new Outcome.Reject("no"))).containsExactly(Difference.OUTCOME);
    assertThat(between(new Outcome.Reject("no"), new Outcome.Reject("never")))
        .containsExactly(Difference.MESSAGE);
  }

  @Test
  void routes_differ_in_each_of_their_parts() {
    var other =
        new Outcome.Route(
            new GroupName("adhoc"),
            List.of(new GroupName("etl")),
            true,
            Optional.of(new ClusterName("adhoc-1")),
            Optional.of("round-robin"));

    assertThat(between(route("etl"), other))
        .containsExactly(
            Difference.GROUP,
            Difference.FALLBACKS,
            Difference.STRICT,
            Difference.PIN,
            Difference.SELECTION);
  }

  @Test
  void additions_differ_but_notes_do_not() {
    Verdict bare = Verdicts.of(ACTIVE, route("etl"));
    var noted =
        new Verdict(bare.outcome(), Map.of(), Set.of(), List.of("a note"), bare.explanation());
    var full =
        new Verdict(
            bare.outcome(),
            Map.of("query_priority", "1"),
            Set.of("routed"),
            OptionalInt.of(5),
            Optional.of(Duration.ofMinutes(5)),
            List.of(),
            bare.explanation());

    assertThat(Difference.between(bare, noted)).isEmpty();
    assertThat(Difference.between(bare, full))
        .containsExactly(
            Difference.SESSION, Difference.TAGS, Difference.PRIORITY, Difference.MAX_QUEUED);
  }
}
