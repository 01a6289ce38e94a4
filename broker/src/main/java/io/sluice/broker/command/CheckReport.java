package io.sluice.broker.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Compilation.Compiled;
import io.sluice.rules.ruleset.Compilation.Refused;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of checking a folder of rules: findings by file, then a sum. */
final class CheckReport {
  private final Path directory;
  private final Compilation compilation;
  private final List<Diagnostic> found;

  CheckReport(Path directory, Compilation compilation) {
    this.directory = directory;
    this.compilation = compilation;
    this.found =
        switch (compilation) {
          case Compiled compiled -> compiled.warnings();
          case Refused refused -> refused.diagnostics();
        };
  }

  /**
   * The exit code.
   *
   * @param strict whether a warning is as bad as an error
   */
  int code(boolean strict) {
    boolean bad = compilation instanceof Refused || (strict && count(Severity.WARNING) > 0);
    return bad ? ExitCode.FINDINGS : ExitCode.GOOD;
  }

  void print(Terminal terminal) {
    Map<String, List<Diagnostic>> byFile =
        found.stream()
            .collect(Collectors.groupingBy(Diagnostic::file, TreeMap::new, Collectors.toList()));
    byFile.forEach((file, findings) -> {
      terminal.err().println(terminal.bold(directory.resolve(file).toString()));
      findings.forEach(finding -> terminal.err().println(line(terminal, finding)));
    });
    terminal.out().println(sum());
    terminal.out().flush();
  }

  private static String line(Terminal terminal, Diagnostic finding) {
    String place = finding.line() == 0 ? "" : finding.line() + ":" + Math.max(1, finding.column());
    return "  %-7s %s: %s"
        .formatted(place, terminal.coloured(finding.severity()), finding.message());
  }

  private String sum() {
    String counts =
        List.of(
                counted(Severity.ERROR, "error"),
                counted(Severity.WARNING, "warning"),
                counted(Severity.INFO, "hint"))
            .stream()
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return switch (compilation) {
      case Compiled compiled ->
          "%s: good: %s, version %s%s"
              .formatted(
                  directory,
                  Words.count(compiled.ruleSet().rules().size(), "rule"),
                  compiled.ruleSet().version(),
                  counts.isEmpty() ? "" : ", " + counts);
      case Refused _ -> "%s: refused: %s".formatted(directory, counts);
    };
  }

  private String counted(Severity severity, String word) {
    int count = count(severity);
    return count == 0 ? "" : Words.count(count, word);
  }

  private int count(Severity severity) {
    return (int) found.stream().filter(finding -> finding.severity() == severity).count();
  }

  String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (compilation) {
      case Compiled compiled ->
          json.put("good", true)
              .put("version", compiled.ruleSet().version().hash())
              .put("rules", compiled.ruleSet().rules().size());
      case Refused refused -> json.put("good", false).put("version", refused.version().hash());
    }
    ArrayNode diagnostics = json.putArray("diagnostics");
    for (Diagnostic finding : found) {
      diagnostics
          .addObject()
          .put("severity", finding.severity().name())
          .put("file", finding.file())
          .put("line", finding.line())
          .put("column", finding.column())
          .put("message", finding.message());
    }
    return json.toPrettyString() + "\n";
  }
}
