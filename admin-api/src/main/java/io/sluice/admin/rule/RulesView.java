package io.sluice.admin.rule;

import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The active rule set, and what the last attempt to load the files found.
 *
 * @param directory the rules directory
 * @param state whether the active rules are the ones on disk
 * @param version the active version
 * @param loadedAt when it became active in this process
 * @param files its files by name
 * @param rules its rules in the order of their files and lines
 * @param rejected the version of the files on disk while they are broken
 * @param trials the candidates that are on trial beside it
 * @param diagnostics of the last attempt: errors while broken, else warnings
 */
public record RulesView(
    String directory,
    RuleSetState state,
    RuleSetVersion version,
    Instant loadedAt,
    List<RuleFileView> files,
    List<RuleView> rules,
    Optional<RuleSetVersion> rejected,
    List<RunningTrial> trials,
    List<DiagnosticView> diagnostics) {
  public RulesView {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    trials = List.copyOf(trials);
    diagnostics = List.copyOf(diagnostics);
  }
}
