package io.sluice.rules.drools;

import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.ClassPolicy;
import io.sluice.rules.language.FactTypes;
import io.sluice.rules.language.Outline;
import io.sluice.rules.language.Outline.RuleStretch;
import io.sluice.rules.language.Problems;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.ParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * Reads one rule file: outline, parse with Drools' own parser, then check each part of the parsed
 * tree against what rules may do. Whatever is not known here is an error, never passed over.
 */
final class DrlReader {
  private static final Set<String> GLOBALS =
      Set.of("Decision", "io.sluice.rules.decision.Decision");
  private static final Set<String> PACKAGES =
      Set.of("io.sluice.rules.fact", "io.sluice.rules.decision");
  private static final String DIALECT = "io.sluice.rules.fact.Dialect";

  private final FactTypes factTypes = new FactTypes();
  private final Targets targets;
  private final ClassPolicy classes;

  DrlReader(Targets targets, ClassPolicy classes) {
    this.targets = targets;
    this.classes = classes;
  }

  /**
   * The file's rules; what is wrong goes to its problems.
   *
   * @param names the rules of the set that have been read, by name; gets those of this file
   */
  List<CheckedRule> read(RuleFile file, Problems problems, Map<String, RulePlace> names) {
    List<RuleStretch> stretches = Outline.of(problems);
    if (problems.anyErrors()) {
      return List.of();
    }
    Optional<PackageDescr> parsed = parse(file, problems);
    if (parsed.isEmpty()) {
      return List.of();
    }
    checkFile(parsed.get(), problems);
    List<RuleDescr> descriptions = parsed.get().getRules();
    if (descriptions.size() != stretches.size()) {
      problems.error(0, "the file can't be read as rules (expected: rule, when, then, end)");
      return List.of();
    }
    var rules = new ArrayList<CheckedRule>();
    for (int i = 0; i < stretches.size(); i++) {
      checkName(descriptions.get(i).getName(), stretches.get(i), problems, names);
      var reader = new RuleReader(problems, factTypes, targets, classes, stretches.get(i));
      reader.read(descriptions.get(i)).ifPresent(rules::add);
    }
    return rules;
  }

  private static void checkName(
      String name, RuleStretch stretch, Problems problems, Map<String, RulePlace> names) {
    RulePlace first = names.putIfAbsent(name, problems.place(stretch.start()));
    if (first != null) {
      problems.error(
          stretch.start(),
          "rule '%s' stands in %s already (expected: another name)".formatted(name, first));
    }
  }

  private static Optional<PackageDescr> parse(RuleFile file, Problems problems) {
    var parser = new DrlParser(LanguageLevelOption.DRL6);
    try {
      PackageDescr parsed = parser.parse(false, file.text());
      if (!parser.hasErrors() && parsed != null) {
        return Optional.of(parsed);
      }
    } catch (DroolsParserException e) {
      problems.error(0, "the file can't be read as rules: %s".formatted(e.getMessage()));
      return Optional.empty();
    } catch (StackOverflowError e) { // The parser recurses, for instance for each sign of !!!!x.
      problems.error(0, "the file is nested too deeply (expected: simpler conditions)");
      return Optional.empty();
    }
    parser.getErrors().stream()
        .findFirst()
        .ifPresentOrElse(
            error -> note(error, problems),
            () -> problems.error(0, "the file can't be read as rules"));
    return Optional.empty();
  }

  /** Only the first error is told: the others follow from it. */
  private static void note(DroolsError error, Problems problems) {
    int offset =
        error instanceof ParserError place ? problems.offset(place.getRow(), place.getCol()) : 0;
    problems.error(offset, SyntaxMessage.of(problems.text(), offset));
  }

  private void checkFile(PackageDescr parsed, Problems problems) {
    for (ImportDescr imported : parsed.getImports()) {
      if (!isKnown(imported.getTarget())) {
        problems.error(
            Math.max(imported.getStartCharacter(), 0), classes.refusal(imported.getTarget()));
      }
    }
    for (GlobalDescr global : parsed.getGlobals()) {
      if (!global.getIdentifier().equals("decision") || !GLOBALS.contains(global.getType())) {
        problems.error(
            Math.max(global.getStartCharacter(), 0),
            "global: '%s' is not known (expected: nothing, or global Decision decision)"
                .formatted(global.getIdentifier()));
      }
    }
    boolean more =
        !parsed.getFunctionImports().isEmpty()
            || !parsed.getAccumulateImports().isEmpty()
            || !parsed.getFunctions().isEmpty()
            || !parsed.getTypeDeclarations().isEmpty()
            || !parsed.getEnumDeclarations().isEmpty()
            || !parsed.getEntryPointDeclarations().isEmpty()
            || !parsed.getWindowDeclarations().isEmpty()
            || !parsed.getAttributes().isEmpty()
            || parsed.getUnit() != null;
    if (more) {
      problems.error(
          0, "the file holds more than rules (expected: only package, import, global and rule)");
    }
  }

  private boolean isKnown(String target) {
    int dot = target.lastIndexOf('.');
    if (dot < 0 || target.equals(DIALECT) || classes.find(target).isPresent()) {
      return dot >= 0;
    }
    String name = target.substring(dot + 1);
    boolean known = name.equals("*") || name.equals("Decision") || factTypes.find(name).isPresent();
    return known && PACKAGES.contains(target.substring(0, dot));
  }
}
