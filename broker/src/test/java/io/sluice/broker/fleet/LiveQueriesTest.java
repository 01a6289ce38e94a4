package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.query.Asker;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveQueriesTest {
  private static final ClusterName A = new ClusterName("a");
  private static final ClusterName B = new ClusterName("b");
  private static final QueryId ONE = new QueryId("20261123_043710_00001_aaaaa");
  private static final Asker ANN = new Asker("ann", Set.of("data"), "f");
  private static final QueryId TWO = new QueryId("20261123_043710_00002_aaaaa");

  private final AtomicLong nanos = new AtomicLong();
  private final LiveQueries live = new LiveQueries(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    live.sweep();
  }

  @Test
  void queries_countForTheirCluster_untilTheyEnd() {
    live.began(ONE, A);
    live.began(TWO, A);
    assertThat(live.on(A)).isEqualTo(2);
    assertThat(live.on(B)).isZero();
    assertThat(live.clusterOf(ONE)).contains(A);

    live.ended(ONE);

    assertThat(live.on(A)).isEqualTo(1);
    assertThat(live.clusterOf(ONE)).isEmpty();
  }

  @Test
  void beginningAndEndingTwice_countOnce() {
    live.began(ONE, A);
    live.began(ONE, A);
    assertThat(live.on(A)).isEqualTo(1);

    live.ended(ONE);
    live.ended(ONE);

    assertThat(live.on(A)).isZero();
  }

  @Test
  void queryThatNobodyAsksFor_isForgotten_andNoLongerCounts() {
    live.began(ONE, A);
    live.began(TWO, A);

    pass(Duration.ofMinutes(4));
    assertThat(live.clusterOf(TWO)).contains(A);
    pass(Duration.ofMinutes(4));

    assertThat(live.clusterOf(ONE)).isEmpty();
    assertThat(live.clusterOf(TWO)).contains(A);
    assertThat(live.on(A)).isEqualTo(1);
  }

  @Test
  void queryWaits_untilAPageSaysThatItRuns() {
    live.began(ONE, A, ANN);
    assertThat(live.ofUser("ann")).isEqualTo(new LiveQueries.Count(0, 1));
    assertThat(live.ofTeam("data")).isEqualTo(new LiveQueries.Count(0, 1));

    live.polled(ONE, A, true);
    live.polled(ONE, A, false);
    live.polled(ONE, A, false);

    assertThat(live.ofUser("ann")).isEqualTo(new LiveQueries.Count(1, 0));
    assertThat(live.on(A)).isEqualTo(1);
    assertThat(live.ended(ONE)).isEqualTo(ANN);
    assertThat(live.ended(ONE)).isEqualTo(Asker.UNKNOWN);
    assertThat(live.ofUser("ann")).isEqualTo(new LiveQueries.Count(0, 0));
    assertThat(live.ofTeam("data")).isEqualTo(new LiveQueries.Count(0, 0));
  }

  @Test
  void queryOfAnEarlierProcess_countsForItsUser_onceThatIsKnown() {
    live.polled(ONE, A, false);
    live.polled(TWO, A, false);
    assertThat(live.withoutAsker(10)).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(live.on(A)).isEqualTo(2);

    live.asked(Set.of(ONE, TWO), Map.of(ONE, ANN));

    assertThat(live.ofUser("ann")).isEqualTo(new LiveQueries.Count(1, 0));
    assertThat(live.withoutAsker(10)).isEmpty();
    assertThat(live.on(A)).isEqualTo(2);
  }
}
