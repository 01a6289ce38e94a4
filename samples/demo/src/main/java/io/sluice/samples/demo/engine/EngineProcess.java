package io.sluice.samples.demo.engine;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A coordinator in a process of its own, which is its only worker too.
 *
 * <p>It can't outlive this process: it reads its standard input, a pipe from here, and halts when
 * that ends, be it by {@link #close} or because this process was killed.
 *
 * <p>Start, await and close from one thread; {@link #kill} and {@link #alive} from any.
 */
public final class EngineProcess implements AutoCloseable {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(250);
  private static final int LOG_LINES = 12;

  private final Installation installation;
  private final String name;
  private final int port;
  private final Path java;
  private final RunFolder run;
  private final List<String> settings;
  private volatile Optional<Process> process = Optional.empty();

  /**
   * @param installation the engine's jars
   * @param name the node's name: letters, digits and hyphens
   * @param port the port on loopback to listen on; must be free
   * @param java the java program to run it with
   * @param folder where its configuration and log go; must not exist or be empty
   */
  public EngineProcess(Installation installation, String name, int port, Path java, Path folder) {
    this(installation, name, port, java, folder, List.of());
  }

  /**
   * @param settings lines of its configuration beside the usual ones
   */
  public EngineProcess(
      Installation installation,
      String name,
      int port,
      Path java,
      Path folder,
      List<String> settings) {
    this.installation = installation;
    this.name = name;
    this.port = port;
    this.java = java;
    this.run = new RunFolder(folder.toAbsolutePath());
    this.settings = List.copyOf(settings);
  }

  public String name() {
    return name;
  }

  public Engine engine() {
    return installation.engine();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public Path log() {
    return run.log();
  }

  /** Starts the process; it is of use once {@link #awaitReady} returns. */
  public void start() throws IOException {
    run.write(installation, name, port, settings);
    process =
        Optional.of(
            new ProcessBuilder(command())
                .directory(run.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start());
  }

  /**
   * Waits until the coordinator takes statements.
   *
   * @throws EngineFailure when it has ended or the time is up; the end of its log is in the message
   */
  public void awaitReady(Duration timeout) throws IOException, InterruptedException {
    Process started = process.orElseThrow(() -> new IllegalStateException(name + ": not started"));
    long deadline = System.nanoTime() + timeout.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!answersReady(client)) {
        if (started.waitFor(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failure("ended with exit code " + started.exitValue());
        }
        if (System.nanoTime() > deadline) {
          throw failure("not ready after " + timeout.toSeconds() + " s");
        }
      }
    }
  }

  /** The process id; known once started. */
  public long pid() {
    return process.orElseThrow(() -> new IllegalStateException(name + ": not started")).pid();
  }

  public boolean alive() {
    return process.filter(Process::isAlive).isPresent();
  }

  /** Kills it as a crash would, and waits until it is gone. */
  public void kill() throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroyForcibly().waitFor();
    }
  }

  /** Ends it at once: it keeps nothing that an orderly shutdown would save. */
  @Override
  public void close() throws IOException {
    if (process.isEmpty()) {
      return;
    }
    Process ending = process.get();
    try {
      ending.getOutputStream().close();
      ending.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ending.destroyForcibly();
    }
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(java.toString());
    command.addAll(engine().jvmArguments());
    command.add("-Dconfig=" + run.configuration());
    command.add("-cp");
    command.add(installation.classPath());
    command.add(installation.launcher().toString());
    command.add(engine().version());
    return command;
  }

  private boolean answersReady(HttpClient client) throws IOException, InterruptedException {
    HttpRequest info =
        HttpRequest.newBuilder(url().resolve("/v1/info")).timeout(Duration.ofSeconds(2)).build();
    try {
      HttpResponse<String> answer = client.send(info, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 && answer.body().contains("\"starting\":false");
    } catch (ConnectException | HttpTimeoutException _) {
      return false;
    }
  }

  private EngineFailure failure(String what) throws IOException {
    List<String> lines = Files.exists(log()) ? Files.readAllLines(log()) : List.of();
    List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    return new EngineFailure(
        "%s: %s; the end of %s:\n  %s".formatted(name, what, log(), String.join("\n  ", end)));
  }
}
