package io.sluice.admin.rule;

import io.sluice.rules.ruleset.Diagnostic;

/**
 * Something wrong, or worth a look, in the rule files: {@link Diagnostic} on the wire.
 *
 * @param severity an ERROR keeps the files from becoming active; a WARNING is probably a mistake,
 *     an INFO good to know
 * @param file the file's name; empty when it concerns the whole set
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param message what is wrong and how to mend it
 */
public record DiagnosticView(
    Diagnostic.Severity severity, String file, int line, int column, String message) {

  public static DiagnosticView of(Diagnostic diagnostic) {
    return new DiagnosticView(
        diagnostic.severity(),
        diagnostic.file(),
        diagnostic.line(),
        diagnostic.column(),
        diagnostic.message());
  }
}
