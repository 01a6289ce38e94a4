package io.sluice.samples.demo.compatibility;

import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.client.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An engine's command line. A start takes it over a second, so one process runs all statements;
 * between the steps it executes a statement that nobody prepared, whose error parts the output.
 */
abstract class CliCompatibility extends CompatibilityContract {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final Pattern MARK =
      Pattern.compile("Query \\S+ failed: Prepared statement not found: kit_step_(\\d+)\\R");

  /** The step whose client shows the headers that it sends and gets. */
  static final String WIRE = "the headers of the wire";

  private static final int NEARLY_TOO_LONG = 900_000;
  private static final int TOO_LONG = 1_100_000;

  /** What only a command line must get right: where a statement ends. */
  private static final Map<String, String> SPLITTING =
      Map.of(
          "semicolons without statements", ";; ;\n",
          "statements in one line", "SELECT 1; SELECT 2;SELECT 3;\n",
          "semicolons that end nothing", "SELECT 'a;b', \"c;d\" FROM (VALUES 1) AS t(\"c;d\");\n",
          "semicolons in comments", "SELECT 1 -- not; here\n /* nor; here */ + 1;\n",
          "comments only", "-- nothing\n;\n/* nothing */;\n");

  CliCompatibility(Endpoints endpoints) {
    super(endpoints);
  }

  /** The program with its own arguments. */
  abstract List<String> program();

  /** The arguments that some further processes get, by the name of their step. */
  abstract Map<String, List<String>> further();

  @Override
  final String installed() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sluice-kit-");
    var command = new ArrayList<>(program());
    command.add("--version");
    return ClientProcess.run(command, folder, LIMIT).text().strip();
  }

  @Override
  final Transcript run(Side side) throws IOException, InterruptedException {
    TranscriptWriter out = side.writer();
    statements(side, out);
    for (Map.Entry<String, List<String>> one :
        further().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      out.tell("> " + String.join(" ", one.getValue()));
      ClientProcess.Ending ending = process(side, one.getValue());
      out.tell(one.getKey().equals(WIRE) ? distinct(side, ending.text()) : ending.text());
      out.tell("exit code " + ending.exit());
      out.end(one.getKey());
    }
    return out.transcript();
  }

  /** The lines without their repetitions: how often a client polls is a matter of time. */
  private static String distinct(Side side, String text) {
    return side.masking().of(text).lines().distinct().sorted().collect(Collectors.joining("\n"));
  }

  private void statements(Side side, TranscriptWriter out)
      throws IOException, InterruptedException {
    List<Script.Step> steps = steps(side);
    var text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append("EXECUTE kit_step_").append(i).append(";\n");
      text.append(String.join("\n;\n", steps.get(i).statements()));
    }
    text.append("EXECUTE kit_step_").append(steps.size()).append(";\n");
    Path file = Files.writeString(side.folder().resolve("statements.sql"), text);

    ClientProcess.Ending ending =
        process(
            side,
            List.of(
                "--catalog",
                "tpch",
                "--schema",
                "tiny",
                "--source",
                "kit",
                "--ignore-errors",
                "--output-format",
                "CSV_HEADER",
                "--file",
                file.toString()));
    split(ending.text(), steps, out);
    out.tell("exit code " + ending.exit());
    out.end("end of the file");
  }

  /** Gives each step what stands between its mark and the next; a lost mark fails. */
  private static void split(String text, List<Script.Step> steps, TranscriptWriter out) {
    Matcher mark = MARK.matcher(text);
    int begin = 0;
    int next = 0;
    while (mark.find()) {
      if (next > 0) {
        Script.Step step = steps.get(next - 1);
        out.tell("> " + String.join(";\n> ", step.statements()));
        out.tell(text.substring(begin, mark.start()));
        out.end(step.name());
      }
      if (Integer.parseInt(mark.group(1)) != next) {
        throw new AssertionError("mark: %s (expected: %d)".formatted(mark.group(1), next));
      }
      begin = mark.end();
      next++;
    }
    if (next != steps.size() + 1) {
      throw new AssertionError(
          "marks: %d (expected: %d); the output ends with: %s"
              .formatted(next, steps.size() + 1, text.substring(Math.max(0, text.length() - 500))));
    }
  }

  private static List<Script.Step> steps(Side side) {
    var steps = new ArrayList<Script.Step>();
    for (Script.Step step : side.script().steps()) {
      var ended = new ArrayList<>(step.statements());
      ended.add("");
      steps.add(new Script.Step(step.name(), ended));
    }
    SPLITTING.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(raw -> steps.add(new Script.Step(raw.getKey(), List.of(raw.getValue()))));
    steps.add(transaction("a transaction", "SELECT 1", "COMMIT"));
    steps.add(transaction("a transaction rolled back", "SELECT 1", "ROLLBACK"));
    steps.add(new Script.Step("no transaction", List.of("COMMIT", "")));
    steps.add(new Script.Step("a long text", List.of(Texts.ofLength(NEARLY_TOO_LONG), "")));
    steps.add(new Script.Step("too long a text", List.of(Texts.ofLength(TOO_LONG), "")));
    return steps;
  }

  private static Script.Step transaction(String name, String... statements) {
    var all = new ArrayList<>(List.of("START TRANSACTION READ ONLY"));
    all.addAll(List.of(statements));
    all.add("");
    return new Script.Step(name, all);
  }

  private ClientProcess.Ending process(Side side, List<String> arguments)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(List.of("env", "TRINO_PASSWORD=secret", "PRESTO_PASSWORD=secret"));
    command.addAll(program());
    command.addAll(List.of("--server", side.server().toString(), "--user", Side.USER));
    command.addAll(arguments);
    return ClientProcess.runMerged(command, side.folder(), LIMIT);
  }
}
