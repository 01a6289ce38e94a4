package io.sluice.broker.followup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.rules.fact.ClusterName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UnpolledTest {
  private static final QueryId QUERY = new QueryId("20261123_043353_00000_idsw2");
  private static final String PATH = "/v1/statement/queued/" + QUERY + "/y7d6a/1";
  private static final Resubmission STATEMENT =
      new Resubmission() {
        @Override
        public ClusterName cluster() {
          return new ClusterName("a");
        }

        @Override
        public boolean elsewhere(
            QueryId lost,
            boolean reachable,
            String why,
            Lane lane,
            ClientResponse client,
            Origin origin) {
          return false;
        }

        @Override
        public void abandon() {}
      };

  private final AtomicLong now = new AtomicLong(42);
  private final Unpolled unpolled = new Unpolled(100_000, now::get);

  private void keep(Unpolled where, QueryId query, String uri, long bytes) {
    where.keep(query, uri, bytes, where.deadline(), STATEMENT);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://broker:8080/v1/statement/queued/q/y12/1",
        "https://[::1]:8080/v1/statement/queued/q/y12/1",
        "/v1/statement/queued/q/y12/1",
        "http://broker/v1/statement/queued/q/1?slug=x12"
      })
  void firstPoll_takesTheStatementOut_once(String nextUri) {
    String uri = nextUri.substring(nextUri.indexOf("/v1/"));
    keep(unpolled, QUERY, nextUri, 100);

    assertThat(unpolled.take(QUERY, uri).map(Unpolled.Kept::statement)).contains(STATEMENT);
    assertThat(unpolled.take(QUERY, uri)).isEmpty();
    assertThat(unpolled.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/statement/queued/20261123_043353_00000_idsw2/y7d6a/2",
        "/v1/statement/executing/20261123_043353_00000_idsw2/y7d6a/1",
        "/v1/statement/queued/20261123_043353_00000_idsw2/yother/1",
        "/v1/query/20261123_043353_00000_idsw2"
      })
  void otherRequests_takeNothing(String uri) {
    keep(unpolled, QUERY, PATH, 100);

    assertThat(unpolled.take(QUERY, uri)).isEmpty();
    assertThat(unpolled.size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://broker", "http://broker/v1/statement/executing/q/y1/1"})
  void nextUriOfAnotherLook_isNotKept(String nextUri) {
    keep(unpolled, QUERY, nextUri, 100);

    assertThat(unpolled.size()).isZero();
  }

  @Test
  void minute_isTheEnd_evenWhenItWasPutBackMeanwhile() {
    keep(unpolled, QUERY, PATH, 100);
    pass(Duration.ofSeconds(59));
    Unpolled.Kept kept = unpolled.take(QUERY, PATH).orElseThrow();
    assertThat(unpolled.putBack(QUERY, kept)).isTrue();
    pass(Duration.ofSeconds(1));

    assertThat(unpolled.take(QUERY, PATH)).isEmpty();
    assertThat(unpolled.putBack(QUERY, kept)).isFalse();
    assertThat(unpolled.size()).isZero();
  }

  @Test
  void pollIsKnown_whateverStoodBeforeTheBrokersPathInTheAddress() {
    keep(unpolled, QUERY, "https://sql.example/gw/clusters/a" + PATH, 100);
    assertThat(unpolled.take(QUERY, PATH)).isPresent();

    keep(unpolled, QUERY, "https://gateway.example/?uri=aHR0cDovLzEyNy4wLjAuMTox", 100);
    assertThat(unpolled.size()).isZero();
  }

  @Test
  void cancelledQuery_isForgotten() {
    keep(unpolled, QUERY, PATH, 100);
    unpolled.forget(QUERY);

    assertThat(unpolled.take(QUERY, PATH)).isEmpty();
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i < 1000; i++) {
      keep(unpolled, new QueryId("20261123_043353_%05d_idsw2".formatted(i)), PATH, 16_000);
    }

    assertThat(unpolled.size()).isBetween(1, 5);
  }

  @Test
  void statementThatIsTooLargeForAll_isNotKept() {
    keep(unpolled, QUERY, PATH, 100_000);

    assertThat(unpolled.size()).isZero();
  }

  @Test
  void noMemory_keepsNothing() {
    var none = new Unpolled(0, now::get);
    keep(none, QUERY, PATH, 0);

    assertThat(none.size()).isZero();
  }
}
