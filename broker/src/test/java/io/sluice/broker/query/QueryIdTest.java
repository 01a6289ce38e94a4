package io.sluice.broker.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryIdTest {
  private static final String ID = "20261123_043710_00026_e9qzz";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/statement/queued/20261123_043710_00026_e9qzz/y5c34c5d1083a32b2f36aeb6c/2",
        "/v1/statement/executing/20261123_043710_00026_e9qzz/y5c34c5d1083a32b2f36aeb6c/0",
        "/v1/statement/executing/partialCancel/20261123_043710_00026_e9qzz/1/y5c34/7",
        "/v1/statement/queued/20261123_043710_00026_e9qzz/1?slug=x63628df081204f3a9827b41509e93b86",
        "/v1/stage/20261123_043710_00026_e9qzz.0",
        "/v1/query/20261123_043710_00026_e9qzz",
        "/v1/query/20261123_043710_00026_e9qzz/killed",
        "/ui/query.html?20261123_043710_00026_e9qzz",
        "/ui/api/query/20261123_043710_00026_e9qzz?pretty=true",
        "20261123_043710_00026_e9qzz",
        "/v1/query/x_20261123_043710_00026_e9qzz",
        "/12345678_1/20261123_043710_00026_e9qzz"
      })
  void find_anyPlaceInAUri_isTheId(String uri) {
    assertThat(QueryId.find(uri)).contains(new QueryId(ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/v1/info",
        "/v1/query",
        "/v1/query/20261123_043710_00026",
        "/v1/query/20261123_043710_00026_",
        "/v1/query/20261123_043710_00026_e9qz",
        "/v1/query/20261123_043710_00026_e9qzzz",
        "/v1/query/2026112_043710_00026_e9qzz",
        "/v1/query/120261123_043710_00026_e9qzz",
        "/v1/query/a20261123_043710_00026_e9qzz",
        "/v1/query/20261123__00026_e9qzz",
        "/v1/query/20261123_043710__e9qzz",
        "/v1/query/20261123-043710-00026-e9qzz",
        "/v1/query/20261123_043710_00026_E9QZZ"
      })
  void find_whatOnlyLooksLikeAnId_isNone(String uri) {
    assertThat(QueryId.find(uri)).isEmpty();
  }

  @Test
  void find_twoIds_isTheFirst() {
    assertThat(QueryId.find("/v1/query/" + ID + "?20261123_043710_00027_e9qzz"))
        .contains(new QueryId(ID));
  }

  @ParameterizedTest
  @CsvSource({
    "20261123_043710_00026_e9qzz, e9qzz",
    "20261123_043710_00026_22222, 22222",
    "20261123_043710_100026_abcde, abcde"
  })
  void coordinator_ofAnId_isItsLastPart(String id, String coordinator) {
    assertThat(new QueryId(id).coordinator()).contains(new CoordinatorId(coordinator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "q", "my_query_id", "20261123_043710_00026_e9qzz_", "a_b_c_e9qzz"})
  void coordinator_ofAnotherShape_isNone(String id) {
    assertThat(new QueryId(id).coordinator()).isEqualTo(Optional.empty());
  }
}
