package io.sluice.broker.version;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.RuleFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every rule set that was ever in force, and the activations in their order; the latest one is what
 * all replicas follow. Nothing is ever changed or deleted.
 *
 * <p>Safe for use by many threads and replicas; blocks. Each method throws {@link StoreException}
 * when it can't do its work.
 */
public interface RuleArchive {

  /** The archive in a database. */
  static RuleArchive in(Store store) {
    return new StoredRuleArchive(store);
  }

  /**
   * Keeps the content of a version that is not in force, such as a candidate; changes nothing when
   * it is known.
   */
  void keep(RuleFiles files, Instant at, String who);

  /** The content of a version. */
  Optional<KeptRuleSet> find(RuleSetVersion version);

  /** The activation that is in force; one indexed row. */
  Optional<ArchivedActivation> latest();

  /** Whether a version has ever been in force. */
  boolean wasActivated(RuleSetVersion version);

  /**
   * Lists activations, newest first.
   *
   * @param before only those with a lower number: that of the last one of the page before
   * @param limit how many at most, from 1
   */
  List<ArchivedActivation> activations(OptionalLong before, int limit);

  /**
   * Appends an activation, and keeps its files if they are new: both or nothing.
   *
   * @param expectedSequence the number of the latest activation that the caller knows, 0 for none;
   *     when the archive has a later one, nothing is appended
   */
  Appended append(long expectedSequence, Activation activation, RuleFiles files);
}
