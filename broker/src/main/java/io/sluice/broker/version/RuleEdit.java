package io.sluice.broker.version;

import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.Optional;

/**
 * A change of the rules that someone asks for. It may be applied several times, each time to what
 * others have made of the rules meanwhile, until it is the one that comes first.
 */
@FunctionalInterface
public interface RuleEdit {
  Edited apply(RuleFiles current);

  /** What becomes of the files. */
  sealed interface Edited {
    /** They are to be these; when they are those already, nothing happens. */
    record To(RuleFiles files) implements Edited {}

    /**
     * The change is not meant for what is there.
     *
     * @param current the file that it was about, as it is; empty when there is none
     */
    record Declined(Optional<RuleFile> current) implements Edited {}
  }
}
