package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterChange;
import io.sluice.admin.cluster.ClusterReplacement;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterView;
import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.cluster.DrainRequest;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.group.GroupSpec;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.store.ClusterEdit;
import io.sluice.broker.store.ClusterEntry;
import io.sluice.broker.store.ClusterTable;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.Companions;
import io.sluice.broker.store.DrainOrder;
import io.sluice.broker.store.Objection;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clusters as operators see and change them: in the store first, then in the live fleet. */
public final class ClusterOperations implements Clusters {
  /** A change that lost a race is tried again; two operators seldom race more than once. */
  private static final int TRIES = 3;

  private final Fleet fleet;
  private final ClusterTable table;
  private final FleetRegistry registry;
  private final RuleReferences references;
  private final FleetChecks checks;
  private final InstantSource clock;

  public ClusterOperations(
      Fleet fleet,
      FleetTables tables,
      FleetRegistry registry,
      RuleReferences references,
      InstantSource clock) {
    this.fleet = fleet;
    this.table = tables.clusters();
    this.registry = registry;
    this.references = references;
    this.checks = new FleetChecks(fleet.defaultGroup());
    this.clock = clock;
  }

  @Override
  public List<ClusterView> list() {
    return fleet.clusters().stream()
        .sorted(Comparator.comparing(FleetCluster::name))
        .map(this::view)
        .toList();
  }

  @Override
  public Optional<ClusterView> find(ClusterName name) {
    String etag = registry.etag(name);
    return fleet.find(name).map(cluster -> ClusterViews.of(cluster, etag));
  }

  private ClusterView view(FleetCluster cluster) {
    String etag = registry.etag(cluster.name());
    return ClusterViews.of(cluster, etag);
  }

  @Override
  public ClusterChange create(ClusterSpec spec, String who) {
    return unlessOfTheFile(() ->
        outcome(
                spec.name(),
                table.insert(
                    spec.name(), SpecJson.write(spec), ClusterWish.ACTIVE, companions(spec), who),
                this::done)
            .orElseGet(ClusterChange.AlreadyExists::new));
  }

  @Override
  public ClusterChange replace(
      ClusterReplacement replacement, Precondition precondition, String who) {
    ClusterName name = replacement.spec().name();
    return unlessOfTheFile(() ->
        change(
            name,
            Optional.of(precondition),
            entry -> {
              ClusterSpec spec = replacement.over(SpecJson.read(name, entry.spec()));
              return table.update(
                  name, SpecJson.write(spec), entry.wish(), entry.version(), companions(spec), who);
            },
            this::done));
  }

  /** The groups that it names come into being with it. */
  private Companions companions(ClusterSpec spec) {
    return new Companions(
        spec.memberships().stream()
            .map(Membership::group)
            .collect(Collectors.toMap(group -> group, g -> GroupJson.write(GroupSpec.of(g)))),
        checks.fits(spec));
  }

  @Override
  public ClusterChange delete(ClusterName name, Precondition precondition, String who) {
    Optional<ClusterView> last = find(name);
    return unlessOfTheFile(() ->
        change(
            name,
            Optional.of(precondition),
            entry -> {
              List<Objection> against = againstDelete(name);
              return against.isEmpty()
                  ? table.delete(name, entry.version(), who)
                  : new ClusterEdit.Forbidden(against);
            },
            entry -> {
              registry.sync();
              return last.<ClusterChange>map(ClusterChange.Done::new)
                  .orElseGet(ClusterChange.NotFound::new);
            }));
  }

  /** Queries that would lose their cluster, unless it was switched off; rules that name it. */
  private List<Objection> againstDelete(ClusterName name) {
    Optional<Objection> busy =
        fleet
            .find(name)
            .filter(cluster -> cluster.status().wish() != ClusterWish.INACTIVE)
            .filter(cluster -> cluster.running() > 0)
            .map(cluster ->
                Objection.of(
                    "%d of its queries are alive (drain it first, or deactivate it to give them up)"
                        .formatted(cluster.running())));
    List<Objection> named =
        references.to(name).stream().map(rule -> Objection.of(rule + " names it")).toList();
    return Stream.concat(busy.stream(), named.stream()).toList();
  }

  @Override
  public ClusterChange drain(ClusterName name, DrainRequest request, String who) {
    boolean plain = request.equals(DrainRequest.PLAIN);
    return wish(
        name,
        ClusterWish.DRAINING,
        who,
        plain,
        entry ->
            entry.wish() == ClusterWish.DRAINING && plain
                ? new ClusterEdit.Done(entry)
                : table.drain(name, order(entry, request), entry.version(), who));
  }

  /** A drain that is under way goes on; its deadline is counted from now. */
  private DrainOrder order(ClusterEntry entry, DrainRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new DrainOrder(
        entry.drain().map(DrainOrder::since).orElse(now),
        request.deadline().map(now::plus),
        request.cancel());
  }

  @Override
  public ClusterChange activate(ClusterName name, String who) {
    return wish(name, ClusterWish.ACTIVE, who);
  }

  @Override
  public ClusterChange deactivate(ClusterName name, String who) {
    return wish(name, ClusterWish.INACTIVE, who);
  }

  private ClusterChange wish(ClusterName name, ClusterWish wish, String who) {
    return wish(
        name,
        wish,
        who,
        true,
        entry ->
            entry.wish() == wish
                ? new ClusterEdit.Done(entry)
                : table.update(name, entry.spec(), wish, entry.version(), who));
  }

  /**
   * @param plain whether a new entry with the wish says it all
   * @param edit of an entry that is there
   */
  private ClusterChange wish(
      ClusterName name,
      ClusterWish wish,
      String who,
      boolean plain,
      Function<ClusterEntry, ClusterEdit> edit) {
    Optional<FleetCluster> ofTheFile =
        registry.file().isPresent() ? fleet.find(name) : Optional.empty();
    if (registry.file().isPresent() && ofTheFile.isEmpty()) {
      return new ClusterChange.NotFound();
    }
    return storing(() -> {
      if (ofTheFile.isPresent() && table.find(name).isEmpty()) {
        String spec = SpecJson.write(ofTheFile.get().spec());
        Optional<ClusterChange> first =
            outcome(name, table.insert(name, spec, wish, who), this::done);
        if (first.isPresent() && plain) {
          return first.get();
        }
      }
      return change(name, Optional.empty(), edit, this::done);
    });
  }

  private ClusterChange change(
      ClusterName name,
      Optional<Precondition> precondition,
      Function<ClusterEntry, ClusterEdit> edit,
      Function<ClusterEntry, ClusterChange> outcome) {
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<ClusterEntry> entry = table.find(name);
      if (entry.isEmpty()) {
        return new ClusterChange.NotFound();
      }
      String etag = FleetRegistry.text(entry.get().version());
      if (precondition.isPresent() && !precondition.get().admits(etag)) {
        return new ClusterChange.Stale(etag);
      }
      Optional<ClusterChange> change = outcome(name, edit.apply(entry.get()), outcome);
      if (change.isPresent()) {
        return change.get();
      }
    }
    return new ClusterChange.Refused(
        "cluster %s is being changed by others all the time; try again".formatted(name));
  }

  /** What came of an edit; nothing when somebody else was quicker. */
  private static Optional<ClusterChange> outcome(
      ClusterName name, ClusterEdit edit, Function<ClusterEntry, ClusterChange> done) {
    return switch (edit) {
      case ClusterEdit.Done it -> Optional.of(done.apply(it.entry()));
      case ClusterEdit.Forbidden forbidden -> Optional.of(forbidden(name, forbidden.objections()));
      case ClusterEdit.Conflict _, ClusterEdit.Missing _ -> Optional.empty();
    };
  }

  private static ClusterChange forbidden(ClusterName name, List<Objection> objections) {
    if (objections.getFirst().field().isEmpty()) {
      return new ClusterChange.Refused(Refusals.of("cluster " + name, objections));
    }
    return new ClusterChange.Invalid(
        objections.stream().map(it -> new FieldProblem(it.field(), it.why())).toList());
  }

  private ClusterChange unlessOfTheFile(Supplier<ClusterChange> change) {
    return registry.file().isPresent()
        ? new ClusterChange.Refused(Refusals.of(registry.file().get()))
        : storing(change);
  }

  private static ClusterChange storing(Supplier<ClusterChange> change) {
    try {
      return change.get();
    } catch (StoreException e) {
      throw new UnavailableException("the store can't keep the change: " + e.getMessage(), e);
    }
  }

  private ClusterChange done(ClusterEntry entry) {
    registry.sync();
    return find(entry.name())
        .<ClusterChange>map(ClusterChange.Done::new)
        .orElseGet(ClusterChange.NotFound::new);
  }
}
