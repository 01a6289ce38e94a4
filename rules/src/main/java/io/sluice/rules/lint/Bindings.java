package io.sluice.rules.lint;

import io.sluice.rules.language.Outline;
import io.sluice.rules.language.Outline.RuleStretch;
import io.sluice.rules.language.Problems;
import io.sluice.rules.language.Source;
import io.sluice.rules.language.Token;
import io.sluice.rules.language.Tokens;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that a rule binds and never uses. */
final class Bindings {
  private static final String RULES = ".drl";

  private final Report report;
  private final RuleFiles files;

  Bindings(Report report, RuleFiles files) {
    this.report = report;
    this.files = files;
  }

  void inspect(List<Subject> rules) {
    Map<String, Subject> byPlace = new HashMap<>();
    rules.forEach(rule -> byPlace.put(rule.rule().speaker().place().toString(), rule));
    for (RuleFile file : files.files()) {
      if (file.name().endsWith(RULES)) {
        var problems = new Problems(file);
        for (RuleStretch stretch : Outline.of(problems)) {
          Subject rule = byPlace.get(problems.place(stretch.start()).toString());
          if (rule != null) {
            inspect(rule, problems, stretch);
          }
        }
      }
    }
  }

  private void inspect(Subject rule, Problems problems, RuleStretch stretch) {
    List<Token> tokens = Tokens.of(problems, stretch.start(), stretch.end());
    Map<String, Integer> mentions = new HashMap<>();
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.NAME) {
        mentions.merge(token.text(), 1, Integer::sum);
      }
    }
    for (int i = 0; i + 1 < tokens.size(); i++) {
      Token name = tokens.get(i);
      boolean binds = name.kind() == Token.Kind.NAME && tokens.get(i + 1).is(":");
      if (binds && mentions.getOrDefault(name.text(), 0) == 1) {
        Source source = problems.source(name.start(), name.text());
        report.warn(
            rule,
            Code.UNUSED_BINDING,
            source,
            "'%s' is kept but never used (expected: a use in a later condition or after then, or no name)"
                .formatted(name.text()));
      }
    }
  }
}
