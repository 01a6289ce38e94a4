package io.sluice.broker.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.probe.ClusterProbe;
import io.sluice.broker.probe.ClusterReport;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.hc.client5.http.classic.methods.HttpDelete;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks coordinators about themselves, apart from the traffic. Blocks, each question at most for the
 * configured time; safe for any number of threads, and one cluster never waits for another.
 */
public final class Coordinators implements ClusterProbe, QueryCanceller, AutoCloseable {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int MAX_CONNECTIONS_PER_CLUSTER = 4;
  private static final int MAX_CONNECTIONS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloseableHttpClient client;

  public Coordinators(Duration timeout) {
    Timeout limit = Timeout.of(timeout);
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(MAX_CONNECTIONS_PER_CLUSTER)
                    .setMaxConnTotal(MAX_CONNECTIONS)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(limit)
                            .setSocketTimeout(limit)
                            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(limit)
                    .setResponseTimeout(limit)
                    .setRedirectsEnabled(false)
                    .build())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("Sluice")
            .build();
  }

  /**
   * What a cluster says of itself.
   *
   * @throws IOException when it says nothing, or nothing that makes sense
   */
  @Override
  public ClusterReport probe(ClusterSpec spec, Optional<Dialect> detected, boolean withCatalogs)
      throws IOException {
    Dialect dialect = spec.dialect().or(() -> detected).orElse(Dialect.TRINO);
    return client.execute(
        new HttpGet(spec.url().resolve("/v1/info")), response -> report(response, dialect));
  }

  private static ClusterReport report(ClassicHttpResponse response, Dialect dialect)
      throws IOException {
    String body = body(response);
    if (response.getCode() != 200) {
      throw new IOException("GET /v1/info answered " + response.getCode() + " (expected: 200)");
    }
    JsonNode info = JSON.readTree(body);
    JsonNode version = info.at("/nodeVersion/version");
    if (!version.isTextual()) {
      throw new IOException("GET /v1/info answered something else than a coordinator would");
    }
    JsonNode id = info.path("coordinatorId");
    return new ClusterReport(
        version.asText(),
        Optional.of(dialect),
        id.isTextual() ? Optional.of(new CoordinatorId(id.asText())) : Optional.empty(),
        info.path("starting").asBoolean(false),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        List.of());
  }

  /** Whether a cluster knows a query; false as well when it does not say. */
  public boolean has(ClusterSpec spec, QueryId query) throws IOException {
    var question = new HttpGet(spec.url().resolve("/v1/query/" + query));
    question.setHeader(spec.dialect().orElse(Dialect.TRINO).headerPrefix() + "User", "sluice");
    return client.execute(
        question,
        response -> {
          EntityUtils.consume(response.getEntity());
          return response.getCode() == 200;
        });
  }

  @Override
  public void cancel(ClusterSpec spec, Optional<Dialect> dialect, QueryId query)
      throws IOException {
    var request = new HttpDelete(spec.url().resolve("/v1/query/" + query));
    request.setHeader(
        spec.dialect().or(() -> dialect).orElse(Dialect.TRINO).headerPrefix() + "User", "sluice");
    int status =
        client.execute(
            request,
            response -> {
              EntityUtils.consume(response.getEntity());
              return response.getCode();
            });
    if (status / 100 != 2 && status != 404 && status != 410) {
      throw new IOException("DELETE %s answered %d (expected: 204)".formatted(query, status));
    }
  }

  private static String body(ClassicHttpResponse response) throws IOException {
    try {
      return response.getEntity() == null
          ? ""
          : EntityUtils.toString(response.getEntity(), MAX_ANSWER);
    } catch (org.apache.hc.core5.http.ParseException e) {
      throw new IOException("an answer of unreadable content type", e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
