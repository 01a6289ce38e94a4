package io.sluice.broker.operate;

import io.sluice.admin.group.GroupChange;
import io.sluice.admin.group.GroupMember;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.group.GroupView;
import io.sluice.admin.group.Groups;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.broker.store.GroupEdit;
import io.sluice.broker.store.GroupEntry;
import io.sluice.broker.store.GroupTable;
import io.sluice.broker.store.Objection;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.GroupName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The groups as operators see and change them: in the store first, then in the live fleet. A group
 * that is there without an entry, such as a default group that was configured later, gets one when
 * it is changed.
 */
public final class GroupOperations implements Groups {
  /** A change that lost a race is tried again; two operators seldom race more than once. */
  private static final int TRIES = 3;

  private final Fleet fleet;
  private final FleetFacts facts;
  private final FleetTables tables;
  private final GroupTable table;
  private final FleetRegistry registry;
  private final RuleReferences references;
  private final FleetChecks checks;

  public GroupOperations(
      Fleet fleet,
      FleetFacts facts,
      FleetTables tables,
      FleetRegistry registry,
      RuleReferences references) {
    this.fleet = fleet;
    this.facts = facts;
    this.tables = tables;
    this.table = tables.groups();
    this.registry = registry;
    this.references = references;
    this.checks = new FleetChecks(fleet.defaultGroup());
  }

  @Override
  public List<GroupView> list() {
    return fleet.groups().stream()
        .map(GroupSpec::name)
        .sorted(Comparator.naturalOrder())
        .flatMap(name -> find(name).stream())
        .toList();
  }

  @Override
  public Optional<GroupView> find(GroupName name) {
    String etag = registry.etag(name);
    return fleet.groups().stream()
        .filter(group -> group.name().equals(name))
        .findFirst()
        .map(group -> view(group, etag));
  }

  @Override
  public GroupChange create(GroupSpec spec, String who) {
    return storing(() ->
        find(spec.name()).isPresent()
            ? new GroupChange.AlreadyExists()
            : outcome(spec.name(), insert(spec, who), this::done)
                .orElseGet(GroupChange.AlreadyExists::new));
  }

  private GroupEdit insert(GroupSpec spec, String who) {
    return table.insert(spec.name(), GroupJson.write(spec), who, checks.fits(spec));
  }

  @Override
  public GroupChange replace(GroupSpec spec, Precondition precondition, String who) {
    return change(
        spec.name(),
        precondition,
        entry ->
            entry.isEmpty()
                ? insert(spec, who)
                : table.update(
                    spec.name(),
                    GroupJson.write(spec),
                    entry.get().version(),
                    who,
                    checks.fits(spec)),
        this::done);
  }

  @Override
  public GroupChange delete(GroupName name, Precondition precondition, String who) {
    Optional<GroupView> last = find(name);
    return change(
        name,
        precondition,
        entry -> {
          List<Objection> against = againstDelete(name);
          if (!against.isEmpty()) {
            return new GroupEdit.Forbidden(against);
          }
          return entry.isEmpty()
              ? new GroupEdit.Missing()
              : table.delete(name, entry.get().version(), who, checks.mayGo(name));
        },
        _ -> {
          registry.sync();
          return last.<GroupChange>map(GroupChange.Done::new).orElseGet(GroupChange.NotFound::new);
        });
  }

  /** All that leads to it, rules too; the table looks at the fleet once more as it deletes. */
  private List<Objection> againstDelete(GroupName name) {
    return Stream.concat(
            checks.mayGo(name).objections(tables.all()).stream(),
            references.to(name).stream().map(rule -> Objection.of(rule + " names it")))
        .toList();
  }

  private GroupChange change(
      GroupName name,
      Precondition precondition,
      Function<Optional<GroupEntry>, GroupEdit> edit,
      Function<GroupEntry, GroupChange> done) {
    return storing(() -> {
      for (int tried = 0; tried < TRIES; tried++) {
        Optional<GroupEntry> entry = table.find(name);
        if (entry.isEmpty() && find(name).isEmpty()) {
          return new GroupChange.NotFound();
        }
        String etag = FleetRegistry.text(entry.map(GroupEntry::version).orElse(null));
        if (!precondition.admits(etag)) {
          return new GroupChange.Stale(etag);
        }
        Optional<GroupChange> change = outcome(name, edit.apply(entry), done);
        if (change.isPresent()) {
          return change.get();
        }
      }
      return new GroupChange.Refused(
          "group %s is being changed by others all the time; try again".formatted(name));
    });
  }

  /** What came of an edit; nothing when somebody else was quicker. */
  private static Optional<GroupChange> outcome(
      GroupName name, GroupEdit edit, Function<GroupEntry, GroupChange> done) {
    return switch (edit) {
      case GroupEdit.Done it -> Optional.of(done.apply(it.entry()));
      case GroupEdit.Forbidden forbidden -> Optional.of(forbidden(name, forbidden.objections()));
      case GroupEdit.Conflict _, GroupEdit.Missing _ -> Optional.empty();
    };
  }

  private static GroupChange forbidden(GroupName name, List<Objection> objections) {
    return objections.getFirst().field().isEmpty()
        ? new GroupChange.Refused(Refusals.of("group " + name, objections))
        : new GroupChange.Invalid(
            objections.stream().map(it -> new FieldProblem(it.field(), it.why())).toList());
  }

  private GroupChange storing(Supplier<GroupChange> change) {
    if (registry.file().isPresent()) {
      return new GroupChange.Refused(Refusals.of(registry.file().get()));
    }
    try {
      return change.get();
    } catch (StoreException e) {
      throw new UnavailableException("the store can't keep the change: " + e.getMessage(), e);
    }
  }

  private GroupChange done(GroupEntry entry) {
    registry.sync();
    return find(entry.name())
        .<GroupChange>map(GroupChange.Done::new)
        .orElseGet(GroupChange.NotFound::new);
  }

  private GroupView view(GroupSpec spec, String etag) {
    Group load = facts.group(spec);
    return new GroupView(
        spec.name(),
        spec.selection(),
        spec.fallback(),
        spec.thresholds().maxQueued(),
        spec.thresholds().maxRunning(),
        spec.thresholds().maxCpu(),
        spec.name().equals(fleet.defaultGroup()),
        fleet.clustersOf(spec.name()).stream()
            .map(cluster -> new GroupMember(cluster.name(), cluster.state()))
            .toList(),
        load.available(),
        load.running(),
        load.queued(),
        load.capacity(),
        load.utilisation(),
        etag);
  }
}
