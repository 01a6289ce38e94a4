package io.sluice.rules.difference;

import io.sluice.rules.language.Outline;
import io.sluice.rules.language.Outline.RuleStretch;
import io.sluice.rules.language.Problems;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.Map;
import java.util.TreeMap;

/**
 * The text of each rule, by name. Rules of a file that can't be read are left out, so this works
 * for sets that no longer compile.
 */
final class RuleTexts {
  private static final String RULES = ".drl";
  private static final String END = "end";

  private RuleTexts() {}

  static Map<String, String> of(RuleFiles files) {
    var texts = new TreeMap<String, String>();
    for (RuleFile file : files.files()) {
      if (file.name().endsWith(RULES)) {
        for (RuleStretch rule : Outline.of(new Problems(file))) {
          int end = Math.min(rule.end() + END.length(), file.text().length());
          texts.put(name(rule), file.text().substring(rule.start(), end).replace("\r\n", "\n"));
        }
      }
    }
    return texts;
  }

  private static String name(RuleStretch rule) {
    if (rule.header().isEmpty()) {
      return "";
    }
    String text = rule.header().getFirst().text();
    boolean quoted = text.length() > 1 && (text.startsWith("\"") || text.startsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
