package io.sluice.samples.demo.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client program that runs against a clock: some retry for ever, so none runs without a limit.
 * Its output goes to files, so it can't be held up by nobody reading it.
 */
public final class ClientProcess implements AutoCloseable {
  private final List<String> command;
  private final Process process;
  private final Path out;
  private final Path err;

  /**
   * What came of a client.
   *
   * @param exit its exit code
   * @param out the file with its standard output
   * @param err what it wrote to standard error
   */
  public record Ending(int exit, Path out, String err) {
    public String text() throws IOException {
      return Files.readString(out);
    }
  }

  private ClientProcess(List<String> command, Process process, Path out, Path err) {
    this.command = List.copyOf(command);
    this.process = process;
    this.out = out;
    this.err = err;
  }

  public static ClientProcess start(List<String> command, Path folder) throws IOException {
    Path err = Files.createTempFile(folder, "client-", ".err");
    return start(command, folder, err, new ProcessBuilder(command).redirectError(err.toFile()));
  }

  private static ClientProcess start(
      List<String> command, Path folder, Path err, ProcessBuilder builder) throws IOException {
    Path out = Files.createTempFile(folder, "client-", ".out");
    Process process = builder.redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    return new ClientProcess(command, process, out, err);
  }

  /** Runs a client whose standard error goes where its standard output goes, in one order. */
  public static Ending runMerged(List<String> command, Path folder, Duration limit)
      throws IOException, InterruptedException {
    Path err = Files.createTempFile(folder, "client-", ".err");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    try (ClientProcess client = start(command, folder, err, builder)) {
      return client.await(limit);
    }
  }

  public static Ending run(List<String> command, Path folder, Duration limit)
      throws IOException, InterruptedException {
    try (ClientProcess client = start(command, folder)) {
      return client.await(limit);
    }
  }

  public Ending await(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          "%s did not end in %d s; it wrote: %s"
              .formatted(command, limit.toSeconds(), Files.readString(err)));
    }
    return new Ending(process.exitValue(), out, Files.readString(err));
  }

  /** Sends what Ctrl-C sends. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
