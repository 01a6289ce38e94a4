package io.sluice.samples.demo.compatibility;

import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The statements that every client runs, from {@code compatibility/statements.sql}: each step
 * begins with a line of {@code ---} and its name; {@code trino:} or {@code presto:} before the name
 * keeps it to that dialect. A semicolon at the end of a line parts a step's statements.
 *
 * @param steps the steps of one dialect, in order
 */
record Script(List<Step> steps) {
  Script {
    steps = List.copyOf(steps);
  }

  /**
   * Statements that belong together.
   *
   * @param name what the step is about
   * @param statements one or more, without a semicolon at the end
   */
  record Step(String name, List<String> statements) {
    Step {
      statements = List.copyOf(statements);
    }
  }

  /**
   * @param schema what the statements call {@code ${schema}}
   */
  static Script of(Dialect dialect, String schema) {
    try (InputStream file = Script.class.getResourceAsStream("/compatibility/statements.sql")) {
      if (file == null) {
        throw new IllegalStateException(
            "compatibility/statements.sql: missing (expected: beside the tests)");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return parse(text.replace("${schema}", schema), dialect);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script parse(String text, Dialect dialect) {
    var steps = new ArrayList<Step>();
    for (String part : ("\n" + text.strip()).split("\n--- ", -1)) {
      if (!part.isBlank()) {
        step(part, dialect).ifPresent(steps::add);
      }
    }
    return new Script(steps);
  }

  /** The step, unless it is the other dialect's. */
  private static Optional<Step> step(String part, Dialect dialect) {
    int end = part.indexOf('\n');
    String name = part.substring(0, end);
    for (Dialect one : Dialect.values()) {
      String prefix = one.name().toLowerCase(Locale.ROOT) + ": ";
      if (name.startsWith(prefix)) {
        if (one != dialect) {
          return Optional.empty();
        }
        name = name.substring(prefix.length());
      }
    }
    List<String> statements =
        Stream.of(part.substring(end + 1).split(";\n")).map(String::strip).toList();
    return Optional.of(new Step(name, statements));
  }
}
