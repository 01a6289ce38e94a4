package io.sluice.samples.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.samples.bench.machine.ChildProcess;
import io.sluice.samples.bench.machine.Lab;
import io.sluice.samples.bench.machine.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The client: wrk with one thread, whose connections each ask again when they have an answer. */
public final class Wrk {
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Lab lab;
  private final Program program;
  private final int texts;

  private Wrk(Lab lab, Program program, int texts) {
    this.lab = lab;
    this.program = program;
    this.texts = texts;
  }

  /**
   * The one that is installed.
   *
   * @param texts how many different statements it submits, in turn
   */
  public static Wrk find(Lab lab, int texts) throws IOException {
    return new Wrk(lab, Program.find("wrk", "wrk"), texts);
  }

  public String version() throws IOException, InterruptedException {
    return program.version(lab, "-v");
  }

  /** Runs one workload; {@code queryId} is that of a query that the proxy has routed. */
  public WrkReport run(Workload workload, URI proxy, String queryId, int connections, int seconds)
      throws IOException, InterruptedException {
    return run(
        workload.toString(),
        workload.scripts(),
        proxy,
        workload.connections(connections),
        seconds,
        Map.of("BENCH_PATH", workload.path(queryId)));
  }

  /**
   * Runs whole queries: statements, each with polls of its own.
   *
   * @param polls how many polls of each statement
   * @param pauseMillis how long each connection waits before each request; 0 for not at all
   */
  public WrkReport runQueries(URI proxy, int polls, int pauseMillis, int connections, int seconds)
      throws IOException, InterruptedException {
    return run(
        "queries",
        List.of("statements", "mix"),
        proxy,
        connections,
        seconds,
        Map.of(
            "BENCH_POLLS",
            Integer.toString(polls),
            "BENCH_PAUSE_MILLIS",
            Integer.toString(pauseMillis)));
  }

  private WrkReport run(
      String name,
      List<String> scripts,
      URI proxy,
      int connections,
      int seconds,
      Map<String, String> settings)
      throws IOException, InterruptedException {
    var environment = new HashMap<String, String>(settings);
    environment.put("BENCH_TEXTS", Integer.toString(texts));
    ChildProcess process =
        ChildProcess.start(
            lab,
            "wrk-" + name,
            program.command(
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                script(name, scripts).toString(),
                proxy.toString()),
            environment);
    try {
      return WrkReport.parse(process.awaitEnd(Duration.ofSeconds(seconds).plus(GRACE)));
    } finally {
      lab.end(process);
    }
  }

  private Path script(String name, List<String> parts) throws IOException {
    var text = new StringBuilder();
    for (String part : parts) {
      text.append(resource(part + ".lua"));
    }
    text.append(resource("figures.lua"));
    return Files.writeString(lab.folder().resolve(name + ".lua"), text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream resource = Wrk.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException(name + ": not on the class path");
      }
      return new String(resource.readAllBytes(), UTF_8);
    }
  }
}
