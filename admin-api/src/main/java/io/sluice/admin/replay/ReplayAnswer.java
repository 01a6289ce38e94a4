package io.sluice.admin.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.problem.ProblemKind;
import io.sluice.admin.problem.UnavailableException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what a replay tells while it runs. A write that fails means that the client has gone: then
 * the replay ends.
 */
final class ReplayAnswer implements StreamingOutput {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final RunningReplay replay;
  private final JsonMapper mapper;
  private final Form form;

  /** How it is written. */
  enum Form {
    /** The report alone; white space before it keeps the connection in use. */
    ONE_OBJECT,
    /** A line for each look at the progress, and at last one with the report or a problem. */
    LINES
  }

  ReplayAnswer(RunningReplay replay, JsonMapper mapper, Form form) {
    this.replay = replay;
    this.mapper = mapper;
    this.form = form;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try (replay) {
      Optional<ReplayReportView> report = replay.await(EVERY);
      while (report.isEmpty()) {
        write(out, "progress", replay.progress());
        report = replay.await(EVERY);
      }
      write(out, "progress", replay.progress());
      if (form == Form.LINES) {
        write(out, "report", report.get());
      } else {
        out.write(mapper.writeValueAsBytes(report.get()));
      }
    } catch (UnavailableException e) {
      failed(out, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    }
  }

  private void failed(OutputStream out, UnavailableException e) throws IOException {
    if (form == Form.ONE_OBJECT) {
      // The status has been sent: an answer that breaks off is what is left to say.
      throw new IOException(e.getMessage(), e);
    }
    write(out, "problem", ProblemKind.UNAVAILABLE.because(String.valueOf(e.getMessage())));
  }

  private void write(OutputStream out, String name, Object value) throws IOException {
    String line = form == Form.LINES ? mapper.writeValueAsString(Map.of(name, value)) + "\n" : "\n";
    out.write(line.getBytes(UTF_8));
    out.flush();
  }
}
