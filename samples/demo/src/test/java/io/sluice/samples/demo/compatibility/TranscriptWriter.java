package io.sluice.samples.demo.compatibility;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a transcript. What is too long to read is kept as its start, its length and its digest:
 * still no byte of it can differ unseen.
 */
final class TranscriptWriter {
  private static final int LONGEST_LINE = 2000;
  private static final int MOST_LINES = 400;
  private static final int SHOWN_OF_MANY = 20;

  private final Masking masking;
  private final List<Transcript.Step> steps = new ArrayList<>();
  private List<String> lines = new ArrayList<>();

  /** What is done in a step; what it throws is part of the transcript. */
  interface Action {
    void run(TranscriptWriter out) throws SQLException;
  }

  TranscriptWriter(Masking masking) {
    this.masking = masking;
  }

  /** Does something and notes how it ended. */
  void step(String name, Action action) {
    attempt(action);
    end(name);
  }

  /** Does something within a step and notes an error; the step goes on. */
  void attempt(Action action) {
    try {
      action.run(this);
    } catch (SQLException e) {
      tell(SqlErrors.lines(e));
    } catch (RuntimeException e) {
      // Drivers also throw others for what they can't do: part of what a client shows.
      tell("throws %s: %s".formatted(e.getClass().getName(), e.getMessage()));
    }
  }

  /** Notes text of one or more lines. */
  void tell(String text) {
    masking.of(text).lines().map(TranscriptWriter::shortened).forEach(lines::add);
  }

  void tell(List<String> texts) {
    texts.forEach(this::tell);
  }

  /** Ends the step that the lines since the last one belong to. */
  void end(String name) {
    steps.add(new Transcript.Step(name, summarised(lines)));
    lines = new ArrayList<>();
  }

  Transcript transcript() {
    return new Transcript(steps);
  }

  private static List<String> summarised(List<String> all) {
    if (all.size() <= MOST_LINES) {
      return all;
    }
    var shown = new ArrayList<>(all.subList(0, SHOWN_OF_MANY));
    shown.add("… %d lines, %s".formatted(all.size(), digest(String.join("\n", all))));
    shown.addAll(all.subList(all.size() - SHOWN_OF_MANY, all.size()));
    return shown;
  }

  private static String shortened(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    return "%s… %d characters, %s".formatted(line.substring(0, 200), line.length(), digest(line));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256 " + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
