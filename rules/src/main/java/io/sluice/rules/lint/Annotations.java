package io.sluice.rules.lint;

import io.sluice.rules.language.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What stands between a rule's name and its conditions. */
final class Annotations {
  private final Report report;
  private final List<String> required;

  Annotations(Report report, List<String> required) {
    this.report = report;
    this.required = required;
  }

  void inspect(List<Subject> rules) {
    Map<String, Subject> byName = new HashMap<>();
    for (Subject rule : rules) {
      Map<String, String> metadata = rule.rule().speaker().metadata();
      for (String annotation : required) {
        if (metadata.getOrDefault(annotation, "").isBlank()) {
          report.warn(
              rule,
              Code.MISSING_ANNOTATION,
              "it has no @%s (expected: @%s(\"…\") after its name)"
                  .formatted(annotation, annotation));
        }
      }
      rule.suppressed().stream()
          .filter(code -> !Code.words().contains(code))
          .forEach(code ->
              report.warn(
                  rule,
                  Code.UNKNOWN_SUPPRESSION,
                  "@suppress: there is no finding '%s'; %s"
                      .formatted(code, Nearest.hint(code, Code.words()))));
      Subject first = byName.putIfAbsent(rule.name().toLowerCase(Locale.ROOT), rule);
      if (first != null) {
        report.warn(
            rule,
            Code.SIMILAR_NAME,
            "its name differs only in upper and lower case from %s (expected: another name)"
                .formatted(first.described()));
      }
    }
  }
}
