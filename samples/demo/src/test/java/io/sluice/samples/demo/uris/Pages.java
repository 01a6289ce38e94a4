package io.sluice.samples.demo.uris;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.rules.fact.Dialect;
import io.sluice.samples.demo.uris.TlsFronts.Cluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A client that shows the bytes of pages. */
final class Pages implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;

  Pages(SSLContext tls) {
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  /**
   * One page.
   *
   * @param status of the answer
   * @param text as it is, without compression
   */
  record Page(int status, String text) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }
  }

  Page submit(URI server, Cluster cluster, String sql) throws IOException, InterruptedException {
    String prefix = cluster.engine().dialect() == Dialect.TRINO ? "X-Trino-" : "X-Presto-";
    return send(
        HttpRequest.newBuilder(server.resolve("/v1/statement"))
            .header(prefix + "User", "alice")
            .header(prefix + "Client-Tags", cluster.name())
            .POST(HttpRequest.BodyPublishers.ofString(sql)));
  }

  /** Asks for a page in that coding: gzip or identity. */
  Page get(URI uri, String coding) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri).header("Accept-Encoding", coding));
  }

  private Page send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(
            request.timeout(Duration.ofMinutes(1)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    boolean gzip =
        answer.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    byte[] body =
        gzip
            ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
            : answer.body();
    return new Page(answer.statusCode(), new String(body, UTF_8));
  }

  @Override
  public void close() {
    client.close();
  }
}
