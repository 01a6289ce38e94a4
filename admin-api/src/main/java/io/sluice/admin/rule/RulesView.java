package io.sluice.admin.rule;

import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
 * @param directoryVersion the version of the files on disk, while they can be read
 * @param difference why the files on disk are not the active ones, while they are not
 * @param activation the number of the latest activation in the store that this broker knows of
 * @param writable whether the files are changed over REST
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
    List<DiagnosticView> diagnostics,
    Optional<RuleSetVersion> directoryVersion,
    Optional<String> difference,
    OptionalLong activation,
    boolean writable) {
  public RulesView {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
    trials = List.copyOf(trials);
    diagnostics = List.copyOf(diagnostics);
  }
}
