package io.sluice.broker.uris;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.exchange.BodyEdit;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UriScannerTest {
  private static final Beginnings CLUSTER =
      Beginnings.of(
          ClusterSpec.of(
              new ClusterName("etl"), URI.create("http://trino-1:8080"), new GroupName("a")));

  private static final String PAGE =
      """
      {"id":"20261123_043946_00003_dsrxj","infoUri":"http://trino-1:8080/ui#/queries/1",
       "partialCancelUri" : "http://trino-1:8080/v1/partial","nextUri":"http://TRINO-1:8080/v1/next",
       "columns":[{"name":"nextUri","type":"varchar","uri":"http://trino-1:8080/c"}],
       "data":[[{"nextUri":"http://trino-1:8080/x"},"http://trino-1:8080/y","\\"\\\\"],["}]é",{"segments":
       [{"uri":"http://trino-1:8080/z"}]}]],
       "stats":{"nextUri":"http://trino-1:8080/s","rootStage":{"uri":"http://trino-1:8080/t"}},"warnings":[]}
      """;

  private static final String REWRITTEN =
      PAGE.replace("http://trino-1:8080/ui", "https://sluice/clusters/etl/ui")
          .replace("http://trino-1:8080/v1/partial", "https://sluice/v1/partial")
          .replace("http://TRINO-1:8080/v1/next", "https://sluice/v1/next");

  private static final String SPOOLED =
      """
      {"data":{"encoding":"json","uri":"http://trino-1:8080/a","segments":[{"type":"inline","data":"aGk="},
       {"type":"spooled","uri":"http://trino-1:8080/v1/spooled/download/x",
        "ackUri":"https://trino-1:8080/v1/spooled/ack/x","metadata":{"uri":"http://trino-1:8080/m"}},
       {"type":"spooled","uri":"https://s3.example.com/bucket/x","ackUri":"http://trino-1:8080"}]},
       "nextUri":"http://trino-1:8080/n"}
      """;

  private static final String SPOOLED_REWRITTEN =
      SPOOLED
          .replace("http://trino-1:8080/v1/spooled/d", "https://sluice/clusters/etl/v1/spooled/d")
          .replace("https://trino-1:8080/v1/spooled/a", "https://sluice/clusters/etl/v1/spooled/a")
          .replace("\"http://trino-1:8080\"", "\"https://sluice/clusters/etl\"")
          .replace("http://trino-1:8080/n", "https://sluice/n");

  private static UriScanner scanner() {
    return new UriScanner(
        CLUSTER, "https://sluice".getBytes(UTF_8), "https://sluice/clusters/etl".getBytes(UTF_8));
  }

  static byte[] through(BodyEdit edit, byte[] body, int... borders) throws IOException {
    var passed = new ByteArrayOutputStream();
    int from = 0;
    for (int border : borders) {
      take(edit.edit(ByteBuffer.wrap(body, from, border - from)), passed);
      from = border;
    }
    take(edit.edit(ByteBuffer.wrap(body, from, body.length - from)), passed);
    take(edit.end(), passed);
    return passed.toByteArray();
  }

  private static void take(ByteBuffer bytes, ByteArrayOutputStream passed) {
    while (bytes.hasRemaining()) {
      passed.write(bytes.get());
    }
  }

  private static String through(String text, int... borders) throws IOException {
    return new String(through(scanner(), text.getBytes(UTF_8), borders), UTF_8);
  }

  @Test
  void urisOfThePage_leadToTheBroker_andRowsStayAsTheyAre() throws IOException {
    assertThat(through(PAGE)).isEqualTo(REWRITTEN);
  }

  @Test
  void segments_nameTheirCluster_andThoseOfAnObjectStoreStay() throws IOException {
    assertThat(through(SPOOLED)).isEqualTo(SPOOLED_REWRITTEN);
  }

  @Test
  void piecesOfAnySize_makeTheSame() throws IOException {
    for (String page : new String[] {PAGE, SPOOLED}) {
      String whole = through(page);
      int length = page.getBytes(UTF_8).length;
      for (int border = 0; border <= length; border++) {
        assertThat(through(page, border)).as("cut at %d", border).isEqualTo(whole);
        int second = Math.min(length, border + 3);
        assertThat(through(page, border, second))
            .as("cut at %d, %d", border, second)
            .isEqualTo(whole);
      }
      int[] each = java.util.stream.IntStream.rangeClosed(1, length).toArray();
      assertThat(through(page, each)).isEqualTo(whole);
    }
  }

  @Test
  void pieceWithoutAUri_isNotCopied() {
    var piece = ByteBuffer.wrap("{\"id\":\"x\",\"data\":[[1,2],[3,4]]".getBytes(UTF_8));

    assertThat(scanner().edit(piece)).isSameAs(piece);
  }

  @Test
  void piecesThatAreNotOnTheHeap_areReadAsWell() throws IOException {
    byte[] bytes = PAGE.getBytes(UTF_8);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    var passed = new ByteArrayOutputStream();
    UriScanner scanner = scanner();

    take(scanner.edit(direct), passed);
    take(scanner.end(), passed);

    assertThat(passed.toString(UTF_8)).isEqualTo(REWRITTEN);
    assertThat(direct.hasRemaining()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"http://trino-1:8080/x\"",
        "[{\"nextUri\":\"http://trino-1:8080/x\"}]",
        "{\"nextUri\":[\"http://trino-1:8080/x\"]}",
        "{\"nextUri\":{\"nextUri\":\"http://trino-1:8080/x\"}}",
        "{\"nextUri\":null,\"error\":\"http://trino-1:8080/x\"}",
        "{\"nextUri\":\"http://trino-1:80801/x\"}",
        "{\"nextUri\":\"http://trino-1:8080.example.com/x\"}",
        "{\"nextUri\":\"http://trino-1:8080@evil/x\"}",
        "{\"nextUri\":\"\"}",
        "{\"nextUri\":\"http:\\/\\/trino-1:8080/x\"}",
        "{\"nextUri\\u0000\":\"http://trino-1:8080/x\"}",
        "{\"partialCancelUriX\":\"http://trino-1:8080/x\"}",
        "{\"data\":[{\"segments\":[{\"uri\":\"http://trino-1:8080/x\"}]}]}",
        "{\"data\":{\"segments\":{\"a\":{\"uri\":\"http://trino-1:8080/x\"}}}}",
        "{\"data\":{\"segments\":[[\"uri\",\"http://trino-1:8080/x\"]]}}",
        "{}{\"nextUri\":\"http://trino-1:8080/x\"}",
        "}}}{\"nextUri\":\"http://trino-1:8080/x\"}",
        "]{\"nextUri\":\"http://trino-1:8080/x\"}",
        "{\"nextUri\":\"http://trino-1:80",
        "{\"nextUri\":\"http://tr\\",
        "<html>nextUri</html>",
        "{\"a\":\"\\\"nextUri\\\":\\\"http://trino-1:8080/\"}"
      })
  void everythingElse_passesAsItIs(String body) throws IOException {
    assertThat(through(body)).isEqualTo(body);
    for (int border = 0; border <= body.length(); border++) {
      assertThat(through(body, border)).as("cut at %d", border).isEqualTo(body);
    }
  }

  @Test
  void stageThatPrestoNamesByAnInnerAddress_isAtTheBroker() throws IOException {
    assertThat(through("{\"partialCancelUri\":\"http://10.1.2.3:8081/v1/stage/1.0\"}"))
        .isEqualTo("{\"partialCancelUri\":\"https://sluice/v1/stage/1.0\"}");
    String odd = "{\"partialCancelUri\":\"ftp://10.1.2.3/x\",\"a\":0}";
    assertThat(through(odd)).isEqualTo(odd);
    String endless = "{\"partialCancelUri\":\"http://%s/v1\"}".formatted("a".repeat(500));
    assertThat(through(endless)).isEqualTo(endless);
  }

  @Test
  void deepNesting_costsNothing() throws IOException {
    String deep = "{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(through(deep + ",\"nextUri\":\"http://trino-1:8080/n\"}"))
        .isEqualTo(deep + ",\"nextUri\":\"https://sluice/n\"}");
  }
}
