package io.sluice.samples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LargePageTest {
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

  @Test
  void largePage_isStreamedAndItsChecksumIsKept() throws IOException, InterruptedException {
    try (StandInCluster cluster = StandInCluster.builder().build().start();
        HttpClient client = HttpClient.newHttpClient()) {
      String sql = "SELECT 1 -- stand-in: pages=1, rows=3, pageBytes=256MiB";
      HttpRequest post =
          HttpRequest.newBuilder(cluster.url().resolve("/v1/statement"))
              .header("X-Trino-User", "alice")
              .POST(HttpRequest.BodyPublishers.ofString(sql))
              .build();
      URI first = next(client.send(post, HttpResponse.BodyHandlers.ofString()).body());
      URI data = next(get(client, first, HttpResponse.BodyHandlers.ofString()));

      var crc = new CRC32C();
      long bytes = 0;
      try (InputStream body = get(client, data, HttpResponse.BodyHandlers.ofInputStream())) {
        byte[] buffer = new byte[1 << 16];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
          crc.update(buffer, 0, count);
          bytes += count;
        }
      }

      assertThat(bytes).isBetween(255L << 20, 257L << 20);
      long size = bytes;
      assertThat(
              cluster.awaitExchange(
                  exchange -> exchange.bodyBytes() == size && exchange.complete(),
                  Duration.ofSeconds(10)))
          .isTrue();
      assertThat(cluster.exchanges().getLast().bodyCrc32c()).isEqualTo(crc.getValue());
    }
  }

  @Test
  void rows_areSpreadOverPagesWithoutGap() throws Script.Unreadable {
    Script script = Script.of("SELECT 1 -- stand-in: rows=10, pages=4");

    assertThat(script.firstRow(0)).isZero();
    assertThat(script.firstRow(1)).isEqualTo(3);
    assertThat(script.firstRow(2)).isEqualTo(6);
    assertThat(script.firstRow(3)).isEqualTo(8);
    assertThat(script.firstRow(4)).isEqualTo(10);
  }

  private static URI next(String page) {
    Matcher matcher = NEXT.matcher(page);
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group(1));
  }

  private static <T> T get(HttpClient client, URI uri, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), handler).body();
  }
}
