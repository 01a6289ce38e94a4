package io.sluice.broker.version;

import io.sluice.broker.store.StoreException;
import io.sluice.broker.version.DirectoryContent.Found;
import io.sluice.broker.version.DirectoryContent.Unreadable;
import io.sluice.broker.version.RuleEdit.Edited;
import io.sluice.rules.decision.RuleSetVersion;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which rule set is in force on this replica. There are two who may say: the archive, whose
 * latest activation all replicas follow, and this replica's directory, whenever its content has
 * changed since the replica last looked; that becomes an activation itself. So an edit of the files
 * counts everywhere, a rollback is not undone by files that nobody touched, and without a store the
 * directory still counts.
 *
 * <p>Everything happens on one thread, one event after the other. Longer than other files because
 * the events share what they know.
 */
public final class RuleCourse {
  private static final Logger LOG = LoggerFactory.getLogger(RuleCourse.class);
  private static final int TRIES = 100;

  private final RuleArchive archive;
  private final RuleSwitch rules;
  private final Optional<RuleOutput> output;
  private final String replica;
  private final InstantSource clock;
  private final LiveMemory memory;
  private final ArchiveDelivery delivery;

  private DirectoryContent directory = new Found(new RuleFiles(List.of()));
  private Optional<ArchivedActivation> latest = Optional.empty();
  private Optional<Refusal> ofDirectory = Optional.empty();
  private Optional<Refusal> ofArchive = Optional.empty();
  private Optional<String> outputProblem = Optional.empty();

  /** A set that should be in force and can't be used. */
  private record Refusal(Optional<RuleSetVersion> version, List<Diagnostic> diagnostics) {}

  /**
   * @param output where to write the set in force, when the broker owns the directory; then the
   *     directory only says what is in force as long as the archive is empty
   * @param replica names this replica in the archive
   */
  public RuleCourse(
      RuleArchive archive,
      MemoryStore memories,
      RuleSwitch rules,
      Optional<RuleOutput> output,
      String replica,
      InstantSource clock) {
    this.archive = archive;
    this.rules = rules;
    this.output = output;
    this.replica = replica;
    this.clock = clock;
    this.memory = new LiveMemory(memories);
    this.delivery = new ArchiveDelivery(archive, memory);
  }

  /**
   * Brings the first set into force: what the directory says if it has news, else what the archive
   * says, else the set that was in force last.
   *
   * @return empty when a set is in force; else what is wrong with all that was tried
   */
  public List<Diagnostic> start(DirectoryContent found) {
    memory.load();
    directory = found;
    boolean storeUp = reach();
    if (storeUp && latest.map(ArchivedActivation::sequence).orElse(0L) != memory.get().sequence()) {
      memory.change(ReplicaMemory::passOver);
    }
    switch (found) {
      case Unreadable unreadable -> refuse(unreadable);
      case Found content -> startWith(content.files(), storeUp);
    }
    if (rules.version().isEmpty()) {
      followAny(storeUp);
    }
    if (rules.version().isEmpty() && ofDirectory.isEmpty() && found instanceof Found content) {
      tryDirectory(content.files(), Claim.IF_UNKNOWN);
    }
    if (rules.version().isEmpty()) {
      return diagnostics();
    }
    settleOrLookAgain(found);
    writeOut();
    follow();
    return List.of();
  }

  /** Looks at the store, after it got what waits for it. */
  private boolean reach() {
    try {
      delivery.deliver();
      latest = archive.latest();
      return true;
    } catch (StoreException e) {
      LOG.debug("The store can't be asked for the rules in force", e);
      return false;
    }
  }

  private void startWith(RuleFiles files, boolean storeUp) {
    try {
      claim(files.version(), storeUp).ifPresent(claim -> tryDirectory(files, claim));
    } catch (StoreException e) {
      LOG.warn("The store went away during the start: {}", e.getMessage());
    }
  }

  private Optional<Claim> claim(RuleSetVersion version, boolean storeUp) {
    ReplicaMemory known = memory.get();
    boolean news = known.isNews(version);
    if (storeUp && latest.isEmpty()) {
      return news ? Optional.of(Claim.ALWAYS) : Optional.empty();
    }
    if (storeUp && (output.isPresent() || latest.get().version().equals(version))) {
      return Optional.empty();
    }
    if (!known.hasSeenDirectory()) {
      return unseenClaim(version, storeUp);
    }
    boolean goesOn =
        !storeUp && known.last().map(RememberedSet::version).equals(Optional.of(version));
    return news && output.isEmpty() && !goesOn ? Optional.of(Claim.ALWAYS) : Optional.empty();
  }

  private Optional<Claim> unseenClaim(RuleSetVersion version, boolean storeUp) {
    if (storeUp) {
      return archive.wasActivated(version) ? Optional.empty() : Optional.of(Claim.ALWAYS);
    }
    return Optional.of(output.isPresent() ? Claim.IF_EMPTY : Claim.IF_UNKNOWN);
  }

  /** The last good version: of the archive, or else the local copy. */
  private void followAny(boolean storeUp) {
    if (storeUp) {
      try {
        followArchive();
      } catch (StoreException e) {
        LOG.warn("The store went away during the start: {}", e.getMessage());
      }
    }
    Optional<RememberedSet> last = memory.get().last();
    if (rules.version().isEmpty() && last.isPresent()) {
      RuleFiles files = last.get().files();
      if (check(files, last.get().targets()) instanceof Compilation.Compiled checked) {
        force(checked, files);
        LOG.info("Rules version {} was in force last and is again", files.version());
      }
    }
  }

  private void followArchive() {
    var tried = new HashSet<RuleSetVersion>();
    for (ArchivedActivation candidate : archive.activations(OptionalLong.empty(), 20)) {
      if (tried.add(candidate.version()) && take(candidate)) {
        return;
      }
    }
  }

  /** What the directory holds has been looked at, so only a change of it counts from now on. */
  private void settleOrLookAgain(DirectoryContent found) {
    if (!(found instanceof Found content) || ofDirectory.isPresent() || output.isPresent()) {
      return;
    }
    RuleFiles files = content.files();
    boolean refusedBefore =
        memory.get().refused().filter(r -> r.version().equals(files.version())).isPresent();
    if (refusedBefore && check(files, rules.targets()) instanceof Compilation.Refused refused) {
      ofDirectory = Optional.of(new Refusal(Optional.of(files.version()), refused.diagnostics()));
    } else {
      memory.change(known -> known.settle(files.version()));
    }
  }

  /** The directory may have changed. */
  public void directoryChanged(DirectoryContent found) {
    directory = found;
    switch (found) {
      case Unreadable unreadable -> refuse(unreadable);
      case Found content -> directoryChanged(content.files());
    }
    publish();
  }

  private void directoryChanged(RuleFiles files) {
    RuleSetVersion version = files.version();
    if (rules.version().equals(Optional.of(version))) {
      if (ofDirectory.isPresent()) {
        LOG.info("The rules on disk are again those that are active, version {}", version);
      }
      ofDirectory = Optional.empty();
      memory.change(known -> known.settle(version));
    } else if (output.isPresent()) {
      ofDirectory = Optional.empty();
      LOG.warn(
          "{} of the rules directory is not activated: rules.writable is true, so files are changed over REST",
          version);
    } else if (memory.get().isNews(version)) {
      tryDirectory(files, Claim.ALWAYS);
    } else if (memory.get().settled().equals(Optional.of(version))) {
      ofDirectory = Optional.empty();
      memory.change(known -> known.settle(version));
    }
  }

  private void tryDirectory(RuleFiles files, Claim claim) {
    Targets targets = rules.targets();
    switch (check(files, targets)) {
      case Compilation.Compiled checked -> {
        var activation =
            new Activation(
                files.version(),
                clock.instant(),
                "directory of " + replica,
                "",
                ActivationOrigin.DIRECTORY,
                targets);
        ofDirectory = Optional.empty();
        ofArchive = Optional.empty();
        force(checked, files);
        memory.change(known ->
            known
                .settle(files.version())
                .inForce(new RememberedSet(files, targets))
                .owing(new WaitingActivation(activation, files, claim)));
        deliverIfPossible();
      }
      case Compilation.Refused refused -> {
        ofDirectory = Optional.of(new Refusal(Optional.of(files.version()), refused.diagnostics()));
        memory.change(known -> known.refuse(files.version()));
        LOG.error("The rules in the directory have errors; {}", stays());
        refused.diagnostics().forEach(diagnostic -> LOG.error("  {}", diagnostic));
      }
    }
  }

  private void deliverIfPossible() {
    if (!reach()) {
      LOG.warn("The store is away: other replicas follow once it is back");
    }
  }

  private void refuse(Unreadable unreadable) {
    var refusal = new Refusal(Optional.empty(), List.of(unreadable.problem()));
    if (!ofDirectory.equals(Optional.of(refusal))) {
      LOG.error("{}; {}", unreadable.problem().message(), stays());
    }
    ofDirectory = Optional.of(refusal);
  }

  private String stays() {
    return rules
        .version()
        .map(version -> "version %s stays active".formatted(version))
        .orElse("the last good ones are looked for");
  }

  /** Groups or clusters came or went: what could not be used may be good now. */
  public void targetsChanged() {
    boolean waiting =
        memory.get().refused().filter(ReplicaMemory.RefusedDirectory::waiting).isPresent();
    if (waiting && ofDirectory.isPresent() && directory instanceof Found content) {
      tryDirectory(content.files(), Claim.ALWAYS);
    }
    if (ofArchive.isPresent()) {
      memory.change(known -> known.at(0));
      follow();
    }
    publish();
  }

  /** Brings the archive and this replica in step; does nothing while the store is away. */
  public void follow() {
    try {
      delivery.deliver();
      Optional<ArchivedActivation> now = archive.latest();
      if (now.isEmpty()) {
        archiveWhatIsInForce();
      } else if (now.get().sequence() != memory.get().sequence()) {
        latest = now;
        take(now.get());
      } else {
        latest = now;
      }
    } catch (StoreException e) {
      LOG.debug("The rules could not be compared with the store", e);
    }
    if (outputProblem.isPresent()) {
      writeOut();
    }
    publish();
  }

  /** A store that has never seen an activation: a new one. */
  private void archiveWhatIsInForce() {
    memory
        .get()
        .last()
        .ifPresent(set -> {
          var activation =
              new Activation(
                  set.version(),
                  clock.instant(),
                  "directory of " + replica,
                  "was in force before this store was new",
                  ActivationOrigin.DIRECTORY,
                  set.targets());
          memory.change(
              known -> known.owing(new WaitingActivation(activation, set.files(), Claim.IF_EMPTY)));
          delivery.deliver();
          latest = archive.latest();
        });
  }

  /** Brings an archived set into force; what can't be used is told, and tried with new targets. */
  private boolean take(ArchivedActivation next) {
    if (rules.version().equals(Optional.of(next.version()))) {
      ofArchive = Optional.empty();
      memory.change(known -> known.at(next.sequence()).passOver());
      return true;
    }
    RuleFiles files =
        archive
            .find(next.version())
            .map(KeptRuleSet::files)
            .orElseThrow(() ->
                new IllegalStateException(
                    "rule_version: %s is missing (expected: a row for each activation)"
                        .formatted(next.version())));
    return switch (check(files, next.activation().targets())) {
      case Compilation.Compiled checked -> {
        takeOver(checked, files, next);
        LOG.info(
            "Rules version {} is active: activation {} by {}",
            next.version(),
            next.sequence(),
            next.activation().who());
        yield true;
      }
      case Compilation.Refused refused -> {
        ofArchive = Optional.of(new Refusal(Optional.of(next.version()), refused.diagnostics()));
        memory.change(known -> known.at(next.sequence()));
        LOG.error(
            "Rules version {} is in force on other replicas and can't be used here; {}",
            next.version(),
            stays());
        refused.diagnostics().forEach(diagnostic -> LOG.error("  {}", diagnostic));
        yield false;
      }
    };
  }

  private void takeOver(
      Compilation.Compiled checked, RuleFiles files, ArchivedActivation activation) {
    ofArchive = Optional.empty();
    latest = Optional.of(activation);
    force(checked, files);
    var set = new RememberedSet(files, activation.activation().targets());
    memory.change(known -> known.at(activation.sequence()).passOver().inForce(set));
    writeOut();
  }

  /** Compiles with what exists, and with what existed when the set was first checked. */
  private Compilation check(RuleFiles files, Targets before) {
    Targets now = rules.targets();
    var groups = new HashSet<>(now.groups());
    groups.addAll(before.groups());
    var clusters = new HashSet<>(now.clusters());
    clusters.addAll(before.clusters());
    return rules.check(files, new Targets(groups, clusters));
  }

  /**
   * Changes the rules of all replicas. What others do at the same time is kept: the change is
   * applied to what they made, until it is the next one in the archive.
   *
   * @throws StoreException when the store can't keep it; nothing changed then
   */
  public ChangeOutcome change(RuleEdit edit, String who, String why, ActivationOrigin origin) {
    for (int tried = 0; tried < TRIES; tried++) {
      delivery.deliver();
      Optional<ArchivedActivation> base = archive.latest();
      RuleFiles current = filesOf(base);
      switch (edit.apply(current)) {
        case Edited.Declined declined -> {
          return new ChangeOutcome.Declined(declined.current());
        }
        case Edited.To to when to.files().version().equals(current.version()) -> {
          follow();
          return new ChangeOutcome.Active(current.version(), base, List.of());
        }
        case Edited.To to -> {
          Optional<ChangeOutcome> outcome = change(base, to.files(), who, why, origin);
          if (outcome.isPresent()) {
            publish();
            return outcome.get();
          }
        }
      }
    }
    return new ChangeOutcome.Busy();
  }

  /** Checks, archives and activates; empty when someone else was quicker. */
  private Optional<ChangeOutcome> change(
      Optional<ArchivedActivation> base,
      RuleFiles files,
      String who,
      String why,
      ActivationOrigin origin) {
    Targets targets = rules.targets();
    return switch (rules.check(files, targets)) {
      case Compilation.Refused refused ->
          Optional.of(new ChangeOutcome.Refused(refused.diagnostics()));
      case Compilation.Compiled checked -> {
        var activation =
            new Activation(files.version(), clock.instant(), who, why, origin, targets);
        long number = base.map(ArchivedActivation::sequence).orElse(0L);
        if (archive.append(number, activation, files) instanceof Appended.Done done) {
          takeOver(checked, files, done.activation());
          LOG.info("Rules version {} is active: {} by {}", files.version(), origin, who);
          yield Optional.of(
              new ChangeOutcome.Active(
                  files.version(), Optional.of(done.activation()), checked.warnings()));
        }
        checked.ruleSet().close();
        yield Optional.empty();
      }
    };
  }

  private RuleFiles filesOf(Optional<ArchivedActivation> activation) {
    Optional<RememberedSet> last = memory.get().last();
    if (activation.isEmpty()) {
      return last.map(RememberedSet::files).orElseGet(() -> new RuleFiles(List.of()));
    }
    RuleSetVersion version = activation.get().version();
    return last.filter(set -> set.version().equals(version))
        .map(RememberedSet::files)
        .or(() -> archive.find(version).map(KeptRuleSet::files))
        .orElseThrow(() ->
            new IllegalStateException(
                "rule_version: %s is missing (expected: a row for each activation)"
                    .formatted(version)));
  }

  /** Writes the set in force to the directory, if the broker owns it; edits are archived before. */
  private void writeOut() {
    Optional<RememberedSet> last = memory.get().last();
    if (output.isEmpty() || last.isEmpty()) {
      return;
    }
    RuleFiles files = last.get().files();
    try {
      if (!directory.equals(new Found(files))) {
        keepEdits(files.version());
        output.get().write(files);
        directory = new Found(files);
      }
      ofDirectory = Optional.empty();
      outputProblem = Optional.empty();
      memory.change(known -> known.settle(files.version()));
    } catch (IOException | StoreException e) {
      if (outputProblem.isEmpty()) {
        LOG.warn("The files of rules version {} can't be written", files.version(), e);
      }
      outputProblem = Optional.of("the files can't be written: " + e.getMessage());
    }
  }

  private void keepEdits(RuleSetVersion next) {
    if (directory instanceof Found content) {
      RuleSetVersion there = content.files().version();
      if (!there.equals(next) && memory.get().isNews(there)) {
        archive.keep(content.files(), clock.instant(), "directory of " + replica);
        LOG.warn("Version {} of the rules directory is kept and written over", there);
      }
    }
  }

  private List<Diagnostic> diagnostics() {
    var all = new ArrayList<Diagnostic>();
    ofDirectory.ifPresent(refusal -> all.addAll(refusal.diagnostics()));
    ofArchive.ifPresent(refusal -> all.addAll(refusal.diagnostics()));
    return all;
  }

  private void force(Compilation.Compiled checked, RuleFiles files) {
    rules.force(checked, files, stateBeside(files.version()));
  }

  private void publish() {
    rules.version().ifPresent(version -> rules.tell(stateBeside(version)));
  }

  private CourseState stateBeside(RuleSetVersion version) {
    Optional<RuleSetVersion> there =
        directory instanceof Found content
            ? Optional.of(content.files().version())
            : Optional.empty();
    return new CourseState(
        there,
        difference(there, version),
        latest,
        ofDirectory.or(() -> ofArchive).map(refusal -> refusal.version().orElse(version)),
        diagnostics(),
        memory.get().waiting().size());
  }

  private String difference(Optional<RuleSetVersion> there, RuleSetVersion version) {
    if (there.isEmpty() || there.get().equals(version)) {
      return "";
    }
    if (ofDirectory.isPresent()) {
      return "the files in the directory have errors";
    }
    if (outputProblem.isPresent()) {
      return outputProblem.get();
    }
    if (output.isPresent()) {
      return "rules.writable is true: files are changed over REST, and the next change writes over"
          + " what was edited in the directory";
    }
    return latest
        .map(last ->
            "activation %d (%s by %s) counts until the directory changes"
                .formatted(last.sequence(), last.activation().origin(), last.activation().who()))
        .orElse("the set that was in force last counts until the directory changes");
  }
}
