package io.sluice.samples.demo.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
  private final Masking masking = new Masking("127.0.0.1:41234", "kit_0a1b2c3d");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Query 20261123_162854_00005_5eg9p failed: no | Query <query> failed: no",
        "http://127.0.0.1:41234/ui/#20261123_162854_00005_5eg9p | http://<server>/ui/#<query>",
        "Table 'memory.kit_0a1b2c3d.t' does not exist | Table 'memory.<schema>.t' does not exist",
        "Nov 23, 2026 4:28:53 PM org.jline.utils.Log logr | <time> org.jline.utils.Log logr",
        "<-- 200 OK http://127.0.0.1:41234/v1/statement (9ms) | <-- 200 OK http://<server>/v1/statement (<time>)",
        "Date: Mon, 23 Nov 2026 16:43:32 GMT | Date: <time>",
        "headers={content-length=[22], date=[Mon, 23 Nov 2026 21:39:28 GMT]} | headers={content-length=[22], date=[<time>]}",
        "Unknown transaction ID: 17b3339c-6234-4201-9f07-2aae3cf4c35b. | Unknown transaction ID: <transaction>.",
        "Value is not a number: [B@536ef2e9 | Value is not a number: [B@<identity>",
        "/v1/statement/queued/20261123_162854_00005_5eg9p/y55dd88a9f68acabab323c417a6af76167b9ebc9d/2 | /v1/statement/queued/<query>/<slug>/<poll>",
      })
  void whatTwoRunsCannotShare_isMasked(String text, String masked) {
    assertThat(masking.of(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Another address than the client's own: the engine's, seen through the broker.
        "http://127.0.0.1:41235/v1/statement/queued",
        "2024-02-29 01:02:03.456 Europe/Berlin",
        "12151fd2-7586-11e9-8f9e-2a86e4085a59",
        "\"20261123\",\"162854\"",
        "line 1:8: Column 'nosuch' cannot be resolved",
        "error 47, state 42S22, java.sql.SQLException: Query failed",
        "X-Trino-Set-Session: query_max_run_time=7m",
        "Connection: keep-alive",
        "Content-Length: 8",
        "memory.kit_ffffffff.t",
        "a date: Mon, 23 Nov 2026 16:43:32 GMT",
        "it took (9ms)",
        "CREATE TABLE: 25 rows",
      })
  void whatAClientMayNotLose_isKept(String text) {
    assertThat(masking.of(text)).isEqualTo(text);
  }

  @Test
  void changedRow_errorOrHeader_isStillSeen() {
    for (String[] pair :
        new String[][] {
          {"\"1\",\"x\"", "\"1\",\"y\""},
          {
            "Query 20261123_162854_00005_5eg9p failed: a",
            "Query 20261123_162854_00006_5eg9p failed: b"
          },
          {"Vary: Accept-Encoding", "Vary: Origin"},
          {
            "<-- 200 OK http://127.0.0.1:41234/x (9ms)",
            "<-- 502 Bad Gateway http://127.0.0.1:41234/x (9ms)"
          },
        }) {
      assertThat(masking.of(pair[0])).isNotEqualTo(masking.of(pair[1]));
    }
  }
}
