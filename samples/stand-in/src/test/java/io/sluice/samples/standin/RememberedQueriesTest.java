package io.sluice.samples.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RememberedQueriesTest {
  private static void run(StandInCluster cluster, int statements) throws IOException {
    try (Wire wire = new Wire(cluster)) {
      for (int i = 0; i < statements; i++) {
        Optional<URI> next = wire.post("SELECT " + i, MisbehaviourTest.ALICE).next();
        while (next.isPresent()) {
          next = wire.get(next.get()).next();
        }
      }
    }
  }

  @Test
  void startedStatements_areTold_asLongAsNoneIsForgotten() throws IOException {
    try (var cluster = StandInCluster.builder().rememberedQueries(3).build().start()) {
      run(cluster, 3);

      assertThat(cluster.startedStatements()).containsExactly("SELECT 0", "SELECT 1", "SELECT 2");
    }
  }

  @Test
  void startedStatements_areNoLongerTold_onceSomeAreForgotten() throws IOException {
    try (var cluster = StandInCluster.builder().rememberedQueries(3).build().start()) {
      run(cluster, 4);

      assertThat(cluster.queryIds()).hasSizeLessThan(4);
      assertThatThrownBy(cluster::startedStatements)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("rememberedQueries above 3");
    }
  }
}
