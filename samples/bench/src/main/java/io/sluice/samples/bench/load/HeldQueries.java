package io.sluice.samples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queries that are all in flight at once: each is submitted and waits until all are, then all read
 * their pages to the end. Each has a client of its own, a virtual thread.
 *
 * <p>For one thread: start, {@link #awaitSubmitted}, {@link #goOn}, {@link #awaitEnd}, close.
 */
public final class HeldQueries implements AutoCloseable {
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final URI proxy;
  private final int count;
  private final String sql;
  private final CountDownLatch submitted;
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpClient client;
  private final ExecutorService clients;
  private final List<Future<Result>> results = new ArrayList<>();

  /**
   * What came of a query.
   *
   * @param pages answers, the first one counted
   * @param bytes of all answers
   */
  public record Result(int pages, long bytes) {}

  /**
   * @param sql what each submits
   */
  public HeldQueries(URI proxy, int count, String sql) {
    this.proxy = proxy;
    this.count = count;
    this.sql = sql;
    this.submitted = new CountDownLatch(count);
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    this.clients = Executors.newVirtualThreadPerTaskExecutor();
  }

  /** Submits all. */
  public void start() {
    for (int i = 0; i < count; i++) {
      String user = "user-" + i;
      results.add(clients.submit(() -> run(user)));
    }
  }

  /** Waits until all are submitted or have failed. */
  public void awaitSubmitted() throws InterruptedException {
    submitted.await();
  }

  /** Lets all go on. */
  public void goOn() {
    released.countDown();
  }

  /** Waits some time; whether all have ended. */
  public boolean awaitEnd(Duration time) throws InterruptedException {
    clients.shutdown();
    return clients.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** What came of those that have finished; the rest are in {@code failures}. */
  public List<Result> finished(List<String> failures) throws InterruptedException {
    var finished = new ArrayList<Result>();
    for (Future<Result> result : results) {
      try {
        finished.add(result.get());
      } catch (ExecutionException e) {
        failures.add(String.valueOf(e.getCause()));
      }
    }
    return finished;
  }

  private Result run(String user) throws IOException, InterruptedException {
    HttpRequest statement =
        HttpRequest.newBuilder(proxy.resolve("/v1/statement"))
            .header("X-Trino-User", user)
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofString(sql))
            .build();
    byte[] page;
    try {
      page = ask(statement);
    } finally {
      submitted.countDown();
    }
    released.await();
    int pages = 1;
    long bytes = page.length;
    Matcher next = NEXT.matcher(text(page));
    while (next.find()) {
      URI uri = URI.create(next.group(1));
      page = ask(HttpRequest.newBuilder(uri).header("X-Trino-User", user).timeout(TIMEOUT).build());
      pages++;
      bytes += page.length;
      next = NEXT.matcher(text(page));
    }
    String last = text(page);
    if (!last.contains("\"state\":\"FINISHED\"") || last.contains("\"error\":")) {
      throw new IOException("last page: " + last.substring(0, Math.min(500, last.length())));
    }
    return new Result(pages, bytes);
  }

  private byte[] ask(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "%s: status %d: %s".formatted(request.uri(), answer.statusCode(), text(answer.body())));
    }
    return answer.body();
  }

  /** Pages are ASCII here; a megabyte stays a megabyte. */
  private static String text(byte[] page) {
    return new String(page, ISO_8859_1);
  }

  @Override
  public void close() {
    released.countDown();
    clients.shutdownNow();
    client.shutdownNow();
  }
}
