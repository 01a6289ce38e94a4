package io.sluice.samples.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process that was started for a measurement; its output goes to a file. */
public final class ChildProcess implements AutoCloseable {
  private static final Duration ORDERLY_END = Duration.ofSeconds(15);

  /** Connections break before the process that breaks them is gone. */
  private static final Duration ENDING = Duration.ofSeconds(2);

  private static final int LOG_LINES = 12;

  private final String name;
  private final Process process;
  private final Path log;

  /** Looks whether something has come about. */
  @FunctionalInterface
  public interface Probe<T> {
    Optional<T> look() throws IOException, InterruptedException;
  }

  private ChildProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process, which ends with the lab.
   *
   * @param name how messages call it; its output is in the lab's folder under this name
   * @param environment variables beside this process's own
   */
  public static ChildProcess start(
      Lab lab, String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Path log = lab.folder().resolve(name + ".log");
    var builder =
        new ProcessBuilder(command)
            .directory(lab.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return lab.add(new ChildProcess(name, builder.start(), log));
  }

  public long pid() {
    return process.pid();
  }

  /** This process and those that it has started, as they are now. */
  public List<Long> family() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** What it has written up to now. */
  public String output() throws IOException {
    return Files.readString(log);
  }

  /**
   * Waits until {@code probe} finds something.
   *
   * @param pause the time between two looks
   * @param what for the message, what is waited for
   * @throws BenchFailure when the process has ended or the time is up; the message has the end of
   *     its log
   */
  public <T> T await(Duration pause, Duration timeout, String what, Probe<T> probe)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<T> found = probe.look();
      if (found.isPresent()) {
        return found.get();
      }
      if (process.waitFor(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return probe
            .look()
            .orElseThrow(() ->
                failure("no %s, ended with exit code %d".formatted(what, process.exitValue())));
      }
      if (System.nanoTime() > deadline) {
        throw failure("no " + what + " after " + timeout.toSeconds() + " s");
      }
    }
  }

  /**
   * Waits for its end.
   *
   * @throws BenchFailure when it ends with another exit code than 0 or takes too long
   */
  public String awaitEnd(Duration timeout) throws IOException, InterruptedException {
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw failure("still runs after " + timeout.toSeconds() + " s");
    }
    if (process.exitValue() != 0) {
      throw failure("ended with exit code " + process.exitValue());
    }
    return output();
  }

  /**
   * Why {@code what} could not be done: with the end of its output when it has ended, which
   * explains most.
   */
  public BenchFailure explain(String what, IOException failure) throws InterruptedException {
    return process.waitFor(ENDING.toNanos(), TimeUnit.NANOSECONDS)
        ? failure("%s, then it ended with exit code %d".formatted(what, process.exitValue()))
        : new BenchFailure("%s: %s: %s".formatted(name, what, failure.getMessage()));
  }

  /** Asks it to end, and ends it and its children if it doesn't. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      process.waitFor(ORDERLY_END.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private BenchFailure failure(String what) {
    return new BenchFailure("%s: %s%n  %s".formatted(name, what, endOfOutput()));
  }

  private String endOfOutput() {
    try {
      List<String> lines = output().lines().toList();
      List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
      return String.join("\n  ", end);
    } catch (IOException e) {
      return "its output can't be read: " + e;
    }
  }
}
