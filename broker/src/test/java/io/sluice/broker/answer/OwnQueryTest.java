package io.sluice.broker.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnQueryTest {
  private static final Instant AT = Instant.parse("2026-11-23T04:37:10Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String polled(OwnQuery query) throws IOException {
    JsonNode first = JSON.readTree(query.firstPage("http://broker:8080", Dialect.TRINO));
    String next = URI.create(first.path("nextUri").asText()).getRawPath();
    QueryId id = QueryId.find(next).orElseThrow();
    assertThat(OwnQuery.owns(id)).isTrue();
    OwnQuery again = OwnQuery.ofPoll(id, next).orElseThrow();
    assertThat(again).isEqualTo(query);
    return again.lastPage("http://broker:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "with | bars | and \"quotes\"", "Zürich 東京 🚰", "a\nb", "", "%s"})
  void message_survivesTheWayThroughTheUrl(String message) throws IOException {
    JsonNode last = JSON.readTree(polled(OwnQuery.of(EngineError.rejected(message), AT)));

    assertThat(last.at("/error/message").asText()).isEqualTo(message);
    assertThat(last.at("/error/errorName").asText()).isEqualTo("PERMISSION_DENIED");
    assertThat(last.at("/stats/state").asText()).isEqualTo("FAILED");
    assertThat(last.has("nextUri")).isFalse();
  }

  @Test
  void longMessage_isCutOnce() throws IOException {
    OwnQuery query = OwnQuery.of(EngineError.noCluster("x".repeat(5000)), AT);

    assertThat(JSON.readTree(polled(query)).at("/error/message").asText())
        .startsWith("xxx")
        .endsWith("x...")
        .hasSizeLessThan(1600);
  }

  @Test
  void ids_haveTheEnginesShape_andDiffer() {
    OwnQuery one = OwnQuery.of(EngineError.rejected("no"), AT);
    OwnQuery two = OwnQuery.of(EngineError.rejected("no"), AT);

    assertThat(one.id().value()).matches("20261123_043710_\\d{5}_sluic");
    assertThat(one.id()).isNotEqualTo(two.id());
  }

  @Test
  void firstPage_saysWhatTheClientsEngineWouldSay() throws IOException {
    OwnQuery query = OwnQuery.of(EngineError.rejected("no"), AT);

    assertThat(
            JSON.readTree(query.firstPage("http://b", Dialect.TRINO)).at("/stats/state").asText())
        .isEqualTo("QUEUED");
    assertThat(
            JSON.readTree(query.firstPage("http://b", Dialect.PRESTO)).at("/stats/state").asText())
        .isEqualTo("WAITING_FOR_PREREQUISITES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/statement/queued/20261123_043710_00001_sluic",
        "/v1/statement/queued/20261123_043710_00001_sluic/",
        "/v1/statement/queued/20261123_043710_00001_sluic/AAAA/1",
        "/v1/statement/queued/20261123_043710_00001_sluic/!!!/1",
        "/v1/query/20261123_043710_00001_sluic"
      })
  void inventedPoll_isNoQuery(String uri) {
    assertThat(OwnQuery.ofPoll(new QueryId("20261123_043710_00001_sluic"), uri)).isEmpty();
  }

  @Test
  void idsOfClusters_areNotOwned() {
    assertThat(OwnQuery.owns(new QueryId("20261123_043710_00001_e9qzz"))).isFalse();
    assertThat(OwnQuery.owns(new QueryId("something_sluic"))).isFalse();
  }
}
