package io.sluice.samples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.samples.standin.StandInCluster;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sixty stand-ins and their clients in a process of their own, which ends with its input. */
final class OtherProcess implements AutoCloseable {
  private static final int CLUSTERS = 60;
  private static final Pattern NEXT = Pattern.compile("\"nextUri\":\"([^\"]+)\"");

  private final Process process;
  private final BufferedReader told;
  private final BufferedWriter telling;
  private final List<String> clusters;

  private OtherProcess(Process process) throws IOException {
    this.process = process;
    this.told = process.inputReader(UTF_8);
    this.telling = process.outputWriter(UTF_8);
    this.clusters = List.of(line().split(" ", -1));
  }

  static OtherProcess start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new OtherProcess(
        new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private String line() throws IOException {
    String line = told.readLine();
    if (line == null) {
      throw new EOFException("the other process has ended; its errors stand above");
    }
    return line;
  }

  /** Where the stand-ins listen. */
  List<String> clusters() {
    return clusters;
  }

  /** Submits statements that run on and on, and polls each once; returns when all run. */
  void ask(int port, int statements) throws IOException {
    telling.write(port + " " + statements + "\n");
    telling.flush();
    line();
  }

  @Override
  public void close() throws IOException {
    telling.close();
    process.destroy();
  }

  /** The other process: tells its clusters, then submits what it is asked for. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<StandInCluster> clusters =
        IntStream.range(0, CLUSTERS)
            .mapToObj(i -> StandInCluster.builder().name("c" + i).build().start())
            .toList();
    System.out.println(String.join(" ", clusters.stream().map(c -> c.url().toString()).toList()));
    var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] asked = line.split(" ", 2);
      try (HttpClient client =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        for (int i = 0; i < Integer.parseInt(asked[1]); i++) {
          submit(client, URI.create("http://127.0.0.1:" + asked[0] + "/v1/statement"), i);
        }
      }
      System.out.println("asked");
    }
    clusters.forEach(StandInCluster::close);
  }

  private static void submit(HttpClient client, URI front, int number)
      throws IOException, InterruptedException {
    String sql = "SELECT %d -- stand-in: run=held".formatted(number);
    HttpRequest.Builder post = HttpRequest.newBuilder(front).header("X-Trino-User", "u" + number);
    String page =
        client
            .send(
                post.POST(HttpRequest.BodyPublishers.ofString(sql)).build(),
                BodyHandlers.ofString())
            .body();
    Matcher next = NEXT.matcher(page);
    if (!next.find()) {
      throw new IOException("no page of a query: " + page);
    }
    client.send(
        HttpRequest.newBuilder(URI.create(next.group(1))).build(), BodyHandlers.discarding());
  }
}
