package io.sluice.rules.ruleset;

import java.util.Locale;

/**
 * Something wrong, or worth a look, at one place of a rule file.
 *
 * @param severity an ERROR keeps the set from becoming active; a WARNING is probably a mistake, an
 *     INFO good to know
 * @param file the file's name; empty when it concerns the whole set
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param message what is wrong and how to mend it, for readers who write rules, not Java
 */
public record Diagnostic(Severity severity, String file, int line, int column, String message) {

  /** How bad it is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO
  }

  @Override
  public String toString() {
    return "%s:%d:%d: %s: %s"
        .formatted(file, line, column, severity.name().toLowerCase(Locale.ROOT), message);
  }
}
