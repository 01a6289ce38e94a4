package io.sluice.broker;

import io.sluice.admin.replay.CandidateRules;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.Decider;
import io.sluice.broker.deciding.RuleCounters;
import io.sluice.broker.deciding.RuleDirectory;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.ruletrial.RuleTrials;
import io.sluice.broker.teams.TeamsFile;
import io.sluice.broker.teams.UserGroups;
import io.sluice.broker.version.KeptRuleSet;
import io.sluice.broker.version.MemoryFile;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.SqlAnalyzer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who decides: the rules in force and those on trial, the users' teams, and the decider. */
final class RuleParts {
  private static final Duration ANALYSIS = Duration.ofSeconds(2);

  final RuleSetCheck check;
  final RuleReload rules;
  final RuleTrials trials;
  private final BrokerConfig config;
  private final StoreParts kept;
  private final int threads;
  private Optional<TeamsFile> teams = Optional.empty();

  /** What decides, once rules are in force. */
  record Deciding(Decider decider, RuleCounters counters, UserGroups userGroups) {}

  RuleParts(
      BrokerConfig config,
      RuleSetCheck check,
      Surroundings surroundings,
      StoreParts kept,
      FleetParts clusters) {
    this.config = config;
    this.check = check;
    this.kept = kept;
    // Deciding is CPU work, as carrying is; it gets as many threads.
    this.threads = Math.max(2, config.front().ioThreads());
    this.rules =
        new RuleReload(
            new RuleDirectory(config.rules().directory()),
            check::check,
            clusters.fleet::targets,
            kept.rules,
            new MemoryFile(config.store().journal().directory().resolve("rules-memory.json")),
            config.rules().writable(),
            surroundings.replica(),
            surroundings.clock(),
            threads);
    this.trials =
        new RuleTrials(
            kept.store,
            version -> kept.rules.find(version).map(KeptRuleSet::files),
            check::check,
            clusters.fleet::targets,
            () -> rules.active().ruleSet().version(),
            surroundings.clock(),
            threads);
  }

  /**
   * Begins to compile the rules, which takes a while.
   *
   * @param expected what rules may name, as far as is known without the store
   */
  void begin(Started started, Targets expected) {
    started.add("rules", rules);
    rules.begin(expected);
  }

  /**
   * Loads teams and rules, and makes ready to decide.
   *
   * @throws StartFailure when there are no rules or teams that could be used
   */
  Deciding start(Started started) throws StartFailure {
    teams = loadTeams(started);
    loadRules();
    started.add("rule trials", trials);
    trials.start();
    var decider =
        new Decider(
            rules::evaluators,
            trials::decidesFor,
            new SqlAnalyzer(config.sql().limits()),
            config.sql().analysisMemory(),
            kept.learned::of,
            // Twice: the active rules take over when a canary's candidate has used up its budget.
            ANALYSIS.plus(config.rules().budget().multipliedBy(2)),
            threads);
    started.add("decider", decider);
    decider.start();
    return new Deciding(
        decider,
        new RuleCounters(() -> rules.active().ruleSet()),
        teams.<UserGroups>map(it -> it).orElse(UserGroups.NONE));
  }

  private void loadRules() throws StartFailure {
    List<Diagnostic> problems = rules.load();
    if (!problems.isEmpty()) {
      throw new StartFailure(
          "rules.directory: %s can't be used, and no earlier version is known (mend the rules, or start with an empty directory):%n%s"
              .formatted(config.rules().directory(), lines(problems)));
    }
  }

  private Optional<TeamsFile> loadTeams(Started started) throws StartFailure {
    Optional<Path> file = config.userGroups().file();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return switch (TeamsFile.load(file.get())) {
      case TeamsFile.Load.Failed failed ->
          throw new StartFailure(
              "userGroups.file: %s can't be used (mend it, or take the key out):%n%s"
                  .formatted(file.get(), lines(failed.problems())));
      case TeamsFile.Load.Loaded loaded -> {
        started.add("user groups", loaded.teams());
        yield Optional.of(loaded.teams());
      }
    };
  }

  private static String lines(List<?> problems) {
    return problems.stream()
        .map(Object::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /** Follows changes of the files from now on. */
  void follow() {
    rules.start();
    teams.ifPresent(TeamsFile::start);
  }

  /** What is wrong with the file of the teams. */
  Optional<String> teamsProblem() {
    return teams.flatMap(TeamsFile::problem);
  }

  /** The files of a candidate that is known here; of a posted one those that were posted. */
  Optional<RuleFiles> filesOf(CandidateRules candidate) {
    RuleFiles active = rules.active().files();
    return switch (candidate) {
      case CandidateRules.Posted posted -> Optional.of(posted.files());
      case CandidateRules.Active _ -> Optional.of(active);
      case CandidateRules.Known known ->
          Optional.of(active)
              .filter(files -> files.version().equals(known.version()))
              .or(() -> kept.rules.find(known.version()).map(KeptRuleSet::files));
    };
  }
}
