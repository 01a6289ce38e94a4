package io.sluice.admin.version;

import io.sluice.rules.decision.RuleSetVersion;
import java.time.Instant;
import java.util.List;

/**
 * A version with its content, as GET answers it.
 *
 * @param version its name
 * @param active whether it is in force
 * @param firstSeenAt when the store first got it
 * @param firstSeenBy who brought it
 * @param files its files by name
 */
record VersionView(
    RuleSetVersion version,
    boolean active,
    Instant firstSeenAt,
    String firstSeenBy,
    List<VersionFile> files) {
  VersionView {
    files = List.copyOf(files);
  }

  static VersionView of(KeptVersion kept) {
    return new VersionView(
        kept.files().version(),
        kept.active(),
        kept.firstSeenAt(),
        kept.firstSeenBy(),
        kept.files().files().stream().map(VersionFile::of).toList());
  }
}
