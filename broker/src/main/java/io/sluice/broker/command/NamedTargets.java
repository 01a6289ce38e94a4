package io.sluice.broker.command;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.ruletest.RuleTests;
import io.sluice.rules.table.DecisionTable;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What exists where nobody says what does: the names that the rules and their tests have. */
final class NamedTargets {
  private static final Pattern LITERAL = Pattern.compile("\"([^\"\\n]*)\"");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern ROUTING =
      Pattern.compile("\\b(?:route|fallback)\\s*\\(([^;\\n]*)\\)");

  private NamedTargets() {}

  /** Every name that the rules have in quotation marks, and those of the tests. */
  static Targets any(RuleFiles files, RuleTests tests) {
    Targets named = tests.named(files);
    Set<GroupName> groups = new HashSet<>(named.groups());
    Set<ClusterName> clusters = new HashSet<>(named.clusters());
    for (RuleFile file : files.files()) {
      Matcher literals = LITERAL.matcher(text(file));
      while (literals.find()) {
        Matcher names = NAME.matcher(literals.group(1));
        while (names.find()) {
          groups.add(new GroupName(names.group()));
          clusters.add(new ClusterName(names.group()));
        }
      }
    }
    return new Targets(groups, clusters);
  }

  /** Cells have no quotation marks; the rules that are written from them do. */
  private static String text(RuleFile file) {
    return DecisionTable.isTable(file.name())
        ? DecisionTable.read(file).rules().text()
        : file.text();
  }

  /** The groups that the rules send statements to by name, and those of the tests. */
  static Set<GroupName> routed(RuleFiles files, RuleTests tests) {
    Set<GroupName> groups = new HashSet<>(tests.named(files).groups());
    for (RuleFile file : files.files()) {
      Matcher words = ROUTING.matcher(text(file));
      while (words.find()) {
        Matcher literals = LITERAL.matcher(words.group(1));
        while (literals.find()) {
          if (NAME.matcher(literals.group(1)).matches()) {
            groups.add(new GroupName(literals.group(1)));
          }
        }
      }
    }
    return groups;
  }
}
