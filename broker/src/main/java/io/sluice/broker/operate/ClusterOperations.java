package io.sluice.broker.operate;

import io.sluice.admin.cluster.ClusterChange;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterView;
import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.cluster.DrainRequest;
import io.sluice.admin.cluster.DrainView;
import io.sluice.admin.cluster.SpecView;
import io.sluice.admin.cluster.WindowView;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.fleet.Drain;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.fleet.Standing;
import io.sluice.broker.maintenance.Window;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.store.ClusterEdit;
import io.sluice.broker.store.ClusterEntry;
import io.sluice.broker.store.ClusterTable;
import io.sluice.broker.store.ClusterWish;
import io.sluice.broker.store.DrainOrder;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.ClusterName;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The clusters as operators see and change them: in the store first, then in the live fleet. */
public final class ClusterOperations implements Clusters {
  /** A change that lost a race is tried again; two operators seldom race more than once. */
  private static final int TRIES = 3;

  private static final String UNSTORED = "0";

  private final Fleet fleet;
  private final ClusterTable table;
  private final FleetRegistry registry;
  private final InstantSource clock;

  public ClusterOperations(
      Fleet fleet, ClusterTable table, FleetRegistry registry, InstantSource clock) {
    this.fleet = fleet;
    this.table = table;
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public List<ClusterView> list() {
    Map<ClusterName, ClusterEntry> entries = storedOrNone();
    return fleet.clusters().stream()
        .sorted(Comparator.comparing(FleetCluster::name))
        .map(cluster -> view(cluster, etag(Optional.ofNullable(entries.get(cluster.name())))))
        .toList();
  }

  @Override
  public Optional<ClusterView> find(ClusterName name) {
    return fleet.find(name).map(cluster -> view(cluster, etag(entryOrNone(name))));
  }

  /** Reading goes on without the store; only the versions for changes are missing then. */
  private Map<ClusterName, ClusterEntry> storedOrNone() {
    try {
      return table.all().stream().collect(Collectors.toMap(ClusterEntry::name, entry -> entry));
    } catch (StoreException e) {
      return Map.of();
    }
  }

  private Optional<ClusterEntry> entryOrNone(ClusterName name) {
    try {
      return table.find(name);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  private static String etag(Optional<ClusterEntry> entry) {
    return entry.map(found -> Long.toString(found.version())).orElse(UNSTORED);
  }

  @Override
  public ClusterChange create(ClusterSpec spec, String who) {
    return storing(() ->
        switch (table.insert(spec.name(), SpecJson.write(spec), ClusterWish.ACTIVE, who)) {
          case ClusterEdit.Done done -> done(done.entry());
          case ClusterEdit.Conflict _ -> new ClusterChange.AlreadyExists();
          case ClusterEdit.Missing _ -> new ClusterChange.NotFound();
        });
  }

  @Override
  public ClusterChange replace(ClusterSpec spec, Precondition precondition, String who) {
    return change(
        spec.name(),
        Optional.of(precondition),
        entry ->
            table.update(spec.name(), SpecJson.write(spec), entry.wish(), entry.version(), who),
        this::done);
  }

  @Override
  public ClusterChange delete(ClusterName name, Precondition precondition, String who) {
    Optional<ClusterView> last = find(name);
    return change(
        name,
        Optional.of(precondition),
        entry -> table.delete(name, entry.version(), who),
        entry -> {
          registry.sync();
          return last.<ClusterChange>map(ClusterChange.Done::new)
              .orElseGet(ClusterChange.NotFound::new);
        });
  }

  @Override
  public ClusterChange drain(ClusterName name, DrainRequest request, String who) {
    return change(
        name,
        Optional.empty(),
        entry ->
            entry.wish() == ClusterWish.DRAINING && request.equals(DrainRequest.PLAIN)
                ? new ClusterEdit.Done(entry)
                : table.drain(name, order(entry, request), entry.version(), who),
        this::done);
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
    return change(
        name,
        Optional.empty(),
        entry ->
            entry.wish() == wish
                ? new ClusterEdit.Done(entry)
                : table.update(name, entry.spec(), wish, entry.version(), who),
        this::done);
  }

  private ClusterChange change(
      ClusterName name,
      Optional<Precondition> precondition,
      Function<ClusterEntry, ClusterEdit> edit,
      Function<ClusterEntry, ClusterChange> outcome) {
    return storing(() -> {
      for (int tried = 0; tried < TRIES; tried++) {
        Optional<ClusterEntry> entry = table.find(name);
        if (entry.isEmpty()) {
          return new ClusterChange.NotFound();
        }
        String etag = etag(entry);
        if (precondition.isPresent() && !precondition.get().admits(etag)) {
          return new ClusterChange.Stale(etag);
        }
        if (edit.apply(entry.get()) instanceof ClusterEdit.Done done) {
          return outcome.apply(done.entry());
        }
      }
      return new ClusterChange.Refused(
          "cluster %s is being changed by others all the time; try again".formatted(name));
    });
  }

  private ClusterChange storing(Supplier<ClusterChange> change) {
    try {
      return change.get();
    } catch (StoreException e) {
      throw new UnavailableException("the store can't keep the change: " + e.getMessage(), e);
    }
  }

  private ClusterChange done(ClusterEntry entry) {
    registry.sync();
    return fleet
        .find(entry.name())
        .<ClusterChange>map(
            cluster -> new ClusterChange.Done(view(cluster, Long.toString(entry.version()))))
        .orElseGet(ClusterChange.NotFound::new);
  }

  private ClusterView view(FleetCluster cluster, String etag) {
    FleetCluster.Status status = cluster.status();
    Standing standing = cluster.standing();
    int running = cluster.running();
    return new ClusterView(
        SpecView.of(status.spec(), status.dialect()),
        standing.state(),
        standing.since(),
        standing.reason(),
        cluster.drain().map(ClusterOperations::drain),
        cluster.maintenance().map(this::window),
        status.version(),
        status.coordinatorId().map(CoordinatorId::value).orElse(""),
        running,
        0,
        running,
        OptionalLong.empty(),
        etag);
  }

  private static DrainView drain(Drain drain) {
    return new DrainView(
        drain.since(), drain.deadline(), drain.cancel(), drain.overdue(), drain.left());
  }

  private WindowView window(Window window) {
    return new WindowView(
        window.of().cron(),
        window.from(),
        window.until(),
        window.contains(clock.instant()));
  }
}
