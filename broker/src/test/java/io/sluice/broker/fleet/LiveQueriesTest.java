package io.sluice.broker.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LiveQueriesTest {
  private static final ClusterName A = new ClusterName("a");
  private static final ClusterName B = new ClusterName("b");
  private static final QueryId ONE = new QueryId("20261123_043710_00001_aaaaa");
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
}
