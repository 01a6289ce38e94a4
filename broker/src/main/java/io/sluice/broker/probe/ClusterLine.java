package io.sluice.broker.probe;

import io.sluice.broker.trust.ClusterTls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The connections for questions to one cluster, apart from the traffic and from other clusters. A
 * question ends at its deadline, whatever the cluster does: an alarm closes the connection.
 */
final class ClusterLine implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 4;
  private static final int MAX_ANSWER = 512 * 1024;
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(1);

  private final URI url;
  private final HttpHost host;
  private final ScheduledExecutorService alarms;
  private final CloseableHttpClient client;

  /**
   * A question.
   *
   * @param headers beside those of the framing
   * @param body what is sent with it, and as what
   */
  record Question(String method, String path, Map<String, String> headers, Optional<Body> body) {
    record Body(String text, ContentType type) {}

    /** For messages: no query, where a capability may stand. */
    String name() {
      return method + " " + path.replaceAll("\\?.*", "");
    }
  }

  /**
   * @param tls how to talk TLS; for https only
   * @param timeout the longest that a deadline can be away
   * @param alarms runs what ends questions; never blocked
   */
  ClusterLine(
      URI url, Optional<ClusterTls> tls, Duration timeout, ScheduledExecutorService alarms) {
    this.url = url;
    this.host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    this.alarms = alarms;
    Timeout limit = Timeout.of(timeout);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setMaxConnTotal(MAX_CONNECTIONS)
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(limit).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(limit)
                    .setSocketTimeout(limit)
                    .setTimeToLive(CONNECTION_LIFE)
                    .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                    .build());
    tls.ifPresent(trusted -> connections.setTlsSocketStrategy(strategy(trusted)));
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(limit)
                    .setResponseTimeout(limit)
                    .setRedirectsEnabled(false)
                    .build())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Sluice")
            .build();
  }

  /** The trust itself looks at host names, so that there is one message for all that is wrong. */
  private static DefaultClientTlsStrategy strategy(ClusterTls tls) {
    return new DefaultClientTlsStrategy(
        tls.context(),
        tls.verifyHost() ? HostnameVerificationPolicy.BUILTIN : HostnameVerificationPolicy.CLIENT,
        NoopHostnameVerifier.INSTANCE);
  }

  boolean secure() {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /**
   * Asks and waits for the whole answer.
   *
   * @throws IOException when there is none by the deadline, or one that is too long
   */
  Reply ask(Question question, Deadline deadline) throws IOException {
    return ask(
        question,
        deadline,
        response ->
            new Reply(
                question.name(),
                response.getCode(),
                value(response.getFirstHeader("WWW-Authenticate")),
                Arrays.stream(response.getHeaders("Set-Cookie")).map(Header::getValue).toList(),
                body(question, response)));
  }

  /** The status of the answer, whose body may be as long as it likes: it is not read. */
  int status(Question question, Deadline deadline) throws IOException {
    return ask(question, deadline, new Status());
  }

  private interface Reading<T> {
    T of(ClassicHttpResponse response) throws IOException;

    /** Whether it reads the answer to its end. */
    default boolean whole() {
      return true;
    }
  }

  private record Status() implements Reading<Integer> {
    @Override
    public Integer of(ClassicHttpResponse response) {
      return response.getCode();
    }

    @Override
    public boolean whole() {
      return false;
    }
  }

  private <T> T ask(Question question, Deadline deadline, Reading<T> reading) throws IOException {
    long left = deadline.leftNanos();
    if (left <= 0) {
      throw late(question);
    }
    HttpUriRequestBase request =
        new HttpUriRequestBase(question.method(), url.resolve(question.path()));
    question.headers().forEach(request::setHeader);
    question
        .body()
        .ifPresent(body -> request.setEntity(new StringEntity(body.text(), body.type())));
    Future<?> alarm = alarms.schedule(request::cancel, left, TimeUnit.NANOSECONDS);
    try {
      return read(client.executeOpen(host, request, null), reading, request);
    } catch (IOException e) {
      throw deadline.passed() ? late(question) : e;
    } catch (IllegalStateException e) {
      // What HttpClient throws when the alarm, or closing, comes between two of its steps.
      throw deadline.passed() ? late(question) : new IOException(question.name() + " broke off", e);
    } finally {
      alarm.cancel(false);
    }
  }

  /** Closing an answer reads it to its end; one that is not wanted is broken off. */
  private static <T> T read(
      ClassicHttpResponse response, Reading<T> reading, HttpUriRequestBase request)
      throws IOException {
    boolean wanted = false;
    try {
      T read = reading.of(response);
      wanted = reading.whole();
      return read;
    } finally {
      if (wanted) {
        response.close();
      } else {
        request.cancel();
      }
    }
  }

  private static String value(@Nullable Header header) {
    return header == null ? "" : header.getValue();
  }

  private static String body(Question question, ClassicHttpResponse response) throws IOException {
    if (response.getEntity() == null) {
      return "";
    }
    InputStream content = response.getEntity().getContent();
    byte[] body = content.readNBytes(MAX_ANSWER + 1);
    if (body.length > MAX_ANSWER) {
      throw new IOException(
          "%s answered more than %d bytes".formatted(question.name(), MAX_ANSWER));
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static IOException late(Question question) {
    return new IOException("%s: no answer in time (see health.timeout)".formatted(question.name()));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  static Question get(String path, Map<String, String> headers) {
    return new Question("GET", path, headers, Optional.empty());
  }

  static Question.Body text(String text) {
    return new Question.Body(text, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8));
  }
}
