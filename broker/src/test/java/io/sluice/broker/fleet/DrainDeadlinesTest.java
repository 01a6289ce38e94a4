package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DrainDeadlinesTest {
  private static final ClusterName A = new ClusterName("a");
  private static final QueryId ONE = new QueryId("20261122_000000_00001_aaaaa");
  private static final QueryId TWO = new QueryId("20261122_000000_00002_aaaaa");
  private static final QueryId ELSEWHERE = new QueryId("20261122_000000_00003_bbbbb");

  private Instant now = Instant.EPOCH;
  private boolean answers = true;
  private final List<QueryId> cancelled = new ArrayList<>();
  private final LiveQueries liveQueries = new LiveQueries(Ticker.systemTicker());
  private final Fleet fleet =
      new Fleet(
          List.of(), new GroupName("adhoc"), new Health.Hysteresis(2, 2), liveQueries, () -> now);
  private final DrainDeadlines deadlines =
      new DrainDeadlines(
          liveQueries,
          (_, _, query) -> {
            cancelled.add(query);
            if (!answers) {
              throw new IOException("refused");
            }
          },
          Runnable::run,
          () -> now);

  @BeforeEach
  void fill() {
    fleet.add(Clusters.spec("a", "adhoc"), ClusterWish.ACTIVE);
    fleet.add(Clusters.spec("b", "adhoc"), ClusterWish.ACTIVE);
    liveQueries.began(ONE, A);
    liveQueries.began(ELSEWHERE, new ClusterName("b"));
  }

  private void drain(boolean cancel) {
    fleet.wish(
        A,
        ClusterWish.DRAINING,
        Optional.of(new DrainOrder(now, Optional.of(now.plusSeconds(60)), cancel)));
  }

  private void checkAt(int second) {
    now = Instant.EPOCH.plusSeconds(second);
    deadlines.check(fleet.clusters());
  }

  @Test
  void atItsDeadline_whatIsLeftIsCancelled_onceEach_andNothingElse() {
    drain(true);
    checkAt(59);
    assertThat(cancelled).isEmpty();

    checkAt(60);
    checkAt(61);
    assertThat(cancelled).containsExactly(ONE);
    liveQueries.began(TWO, A);
    checkAt(62);

    assertThat(cancelled).containsExactly(ONE, TWO);
  }

  @Test
  void cancellationThatFails_isTriedAgain() {
    answers = false;
    drain(true);
    checkAt(60);
    checkAt(61);
    answers = true;
    checkAt(62);
    checkAt(63);

    assertThat(cancelled).containsExactly(ONE, ONE, ONE);
  }

  @Test
  void nothingIsCancelled_whereTheOperatorDidNotSaySo_orTookItBack() {
    drain(false);
    checkAt(60);
    drain(true);
    fleet.wish(A, ClusterWish.ACTIVE);
    checkAt(600);

    assertThat(cancelled).isEmpty();
  }
}
