package io.sluice.rules.lint;

import io.sluice.rules.language.Source;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was found so far. */
final class Report {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparing(Diagnostic::file)
          .thenComparingInt(Diagnostic::line)
          .thenComparingInt(Diagnostic::column);

  private final List<Diagnostic> found = new ArrayList<>();

  /** Something that is probably wrong with a rule as a whole. */
  void warn(Subject rule, Code code, String message) {
    add(Severity.WARNING, rule, code, rule.line(), rule.column(), message);
  }

  /** Something that is probably wrong with one of a rule's conditions. */
  void warn(Subject rule, Code code, Source source, String message) {
    add(Severity.WARNING, rule, code, source.line(), source.column(), message);
  }

  /** Something that is good to know. */
  void tell(Subject rule, Code code, String message) {
    add(Severity.INFO, rule, code, rule.line(), rule.column(), message);
  }

  /** Something about a condition that is good to know. */
  void tell(Subject rule, Code code, Source source, String message) {
    add(Severity.INFO, rule, code, source.line(), source.column(), message);
  }

  private void add(
      Severity severity, Subject rule, Code code, int line, int column, String message) {
    if (!rule.suppresses(code)) {
      found.add(
          new Diagnostic(
              severity, rule.file(), line, column, "%s [%s]".formatted(message, code.word())));
    }
  }

  /** All of it, by place. */
  List<Diagnostic> found() {
    return found.stream().distinct().sorted(BY_PLACE).toList();
  }
}
