package io.sluice.broker.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.time.Instant;
import java.util.Optional;

/** A refusal's URL gives back what was put into it, and any other URL gives nothing. */
final class OwnQueryFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void poll_tellsTheErrorOfItsUrl_andBearsWithAnyUrl(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    OwnQuery own = OwnQuery.of(EngineError.rejected(text), Instant.EPOCH);
    String page = own.firstPage("http://h", Dialect.TRINO);
    String uri = page.split("\"nextUri\":\"http://h", 2)[1].split("\"", 2)[0];

    assertThat(OwnQuery.ofPoll(own.id(), uri)).isEqualTo(Optional.of(own));
    assertThat(OwnQuery.ofPoll(own.id(), text)).isNotNull();
    assertThat(OwnQuery.ofPoll(own.id(), "/v1/statement/queued/" + own.id() + "/" + text + "/1"))
        .isNotNull();
    assertThat(OwnQuery.ofPoll(new QueryId(text), uri)).isNotNull();
  }
}
