package io.sluice.admin.trial;

import io.sluice.admin.cluster.ClusterChange;
import io.sluice.admin.cluster.ClusterReplacement;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ClusterState;
import io.sluice.admin.cluster.ClusterView;
import io.sluice.admin.cluster.Clusters;
import io.sluice.admin.cluster.DrainRequest;
import io.sluice.admin.cluster.DrainView;
import io.sluice.admin.cluster.SpecView;
import io.sluice.admin.cluster.WindowView;
import io.sluice.admin.precondition.Precondition;
import io.sluice.admin.problem.FieldProblem;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Clusters that keep the contract of the port; each change makes a new version. */
public final class ClustersInMemory implements Clusters {
  private final Map<ClusterName, ClusterView> byName = new TreeMap<>();
  private final Map<ClusterName, ClusterSpec> specs = new TreeMap<>();
  private final Map<ClusterName, DrainView> drains = new TreeMap<>();
  private final List<String> authors = new ArrayList<>();
  private int version;

  /** Who asked for each change. */
  public synchronized List<String> authors() {
    return List.copyOf(authors);
  }

  @Override
  public synchronized List<ClusterView> list() {
    return List.copyOf(byName.values());
  }

  @Override
  public synchronized Optional<ClusterView> find(ClusterName name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public synchronized ClusterChange create(ClusterSpec spec, String who) {
    authors.add(who);
    if (byName.containsKey(spec.name())) {
      return new ClusterChange.AlreadyExists();
    }
    Optional<ClusterView> twin =
        byName.values().stream().filter(other -> other.spec().url().equals(spec.url())).findFirst();
    return twin.<ClusterChange>map(other ->
            new ClusterChange.Invalid(
                List.of(
                    new FieldProblem(
                        "url",
                        "'%s' (expected: one of its own; %s has it)"
                            .formatted(spec.url(), other.spec().name())))))
        .orElseGet(() -> put(spec, ClusterState.STARTING));
  }

  @Override
  public synchronized ClusterChange replace(
      ClusterReplacement replacement, Precondition precondition, String who) {
    authors.add(who);
    ClusterName name = replacement.spec().name();
    return change(
        name,
        precondition,
        was -> put(replacement.over(Objects.requireNonNull(specs.get(name))), was.state()));
  }

  /** What is kept of a cluster, credentials too. */
  public synchronized ClusterSpec spec(String name) {
    return Objects.requireNonNull(specs.get(new ClusterName(name)));
  }

  @Override
  public synchronized ClusterChange delete(
      ClusterName name, Precondition precondition, String who) {
    authors.add(who);
    return change(
        name,
        precondition,
        was -> {
          if (was.state() == ClusterState.DRAINING) {
            return new ClusterChange.Refused("cluster " + name + ": draining (expected: drained)");
          }
          byName.remove(name);
          return new ClusterChange.Done(was);
        });
  }

  @Override
  public synchronized ClusterChange drain(ClusterName name, DrainRequest request, String who) {
    authors.add(who);
    drains.put(
        name,
        new DrainView(
            Samples.AT, request.deadline().map(Samples.AT::plus), request.cancel(), false, 3));
    return state(name, ClusterState.DRAINING);
  }

  @Override
  public synchronized ClusterChange activate(ClusterName name, String who) {
    authors.add(who);
    return state(name, ClusterState.STARTING);
  }

  @Override
  public synchronized ClusterChange deactivate(ClusterName name, String who) {
    authors.add(who);
    return state(name, ClusterState.INACTIVE);
  }

  private ClusterChange state(ClusterName name, ClusterState state) {
    return change(
        name,
        new Precondition.AnyVersion(),
        was -> put(Objects.requireNonNull(specs.get(name)), state));
  }

  private ClusterChange change(
      ClusterName name, Precondition precondition, Function<ClusterView, ClusterChange> change) {
    ClusterView was = byName.get(name);
    if (was == null) {
      return new ClusterChange.NotFound();
    }
    return precondition.admits(was.etag())
        ? change.apply(was)
        : new ClusterChange.Stale(was.etag());
  }

  private ClusterChange put(ClusterSpec spec, ClusterState state) {
    version++;
    specs.put(spec.name(), spec);
    ClusterView view =
        new ClusterView(
            SpecView.of(spec),
            state,
            Samples.AT,
            "",
            state == ClusterState.DRAINING
                ? Optional.ofNullable(drains.get(spec.name()))
                : Optional.empty(),
            Optional.of(new WindowView("0 2 * * 0", Samples.AT, Samples.AT, false)),
            "483",
            Optional.of(Dialect.TRINO),
            "e9qzz",
            3,
            1,
            OptionalInt.of(0),
            4,
            OptionalInt.of(5),
            OptionalDouble.of(0.25),
            OptionalDouble.empty(),
            Optional.of(Set.of("hive")),
            List.of(),
            OptionalLong.of(60_000),
            "v" + version);
    byName.put(spec.name(), view);
    return new ClusterChange.Done(view);
  }
}
