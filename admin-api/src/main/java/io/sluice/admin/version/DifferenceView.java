package io.sluice.admin.version;

import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.difference.RuleSetDifference;
import java.util.List;

/**
 * What changed from one version to another.
 *
 * @param from the version that is compared with
 * @param to the version that was asked for
 * @param files the files that differ, by name
 * @param rulesAdded the rules that are new
 * @param rulesRemoved the rules that are gone
 * @param rulesChanged the rules whose text differs
 */
record DifferenceView(
    RuleSetVersion from,
    RuleSetVersion to,
    List<FileDifferenceView> files,
    List<String> rulesAdded,
    List<String> rulesRemoved,
    List<String> rulesChanged) {
  DifferenceView {
    files = List.copyOf(files);
    rulesAdded = List.copyOf(rulesAdded);
    rulesRemoved = List.copyOf(rulesRemoved);
    rulesChanged = List.copyOf(rulesChanged);
  }

  static DifferenceView of(RuleSetVersion from, RuleSetVersion to, RuleSetDifference difference) {
    return new DifferenceView(
        from,
        to,
        difference.files().stream()
            .map(file -> new FileDifferenceView(file.name(), file.change(), file.unified()))
            .toList(),
        difference.rulesAdded(),
        difference.rulesRemoved(),
        difference.rulesChanged());
  }
}
