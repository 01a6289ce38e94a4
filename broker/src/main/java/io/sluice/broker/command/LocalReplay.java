package io.sluice.broker.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.replay.ReplayReportView;
import io.sluice.admin.wire.Json;
import io.sluice.broker.audit.FleetLoad;
import io.sluice.broker.audit.History;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleChecks;
import io.sluice.broker.replay.LiveReplay;
import io.sluice.broker.replay.ReplayPlan;
import io.sluice.broker.replay.ReplayRun;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Replays in this process, out of the store of a broker that does not run. */
public final class LocalReplay implements RuleReplaying {
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final BrokerConfig config;
  private final InstantSource clock;
  private final JsonMapper json = Json.mapper();

  /**
   * @param config names the store, and what rules may name
   * @param clock tells the time of day
   */
  public LocalReplay(BrokerConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Answer replay(Order order, Consumer<JsonNode> progress)
      throws IOException, InterruptedException {
    var limits = new EvaluationLimits(config.rules().budget(), config.rules().maxFirings());
    RuleSetCheck rules =
        RuleChecks.of(
            limits,
            ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime,
            config.rules().classes(),
            config.sql().limits(),
            config.rules().zone(),
            config.rules().required());
    return switch (rules.check(order.files(), config.targets())) {
      case Compilation.Refused refused ->
          new Answer.Refused(refused.diagnostics().stream().map(Diagnostic::toString).toList());
      case Compilation.Compiled compiled ->
          new Answer.Replayed(replayed(order, compiled.ruleSet(), progress));
    };
  }

  private JsonNode replayed(Order order, RuleSet candidate, Consumer<JsonNode> progress)
      throws IOException, InterruptedException {
    try (var store = new Store(settings())) {
      store.start();
      if (!store.awaitUp(OPEN)) {
        throw new IOException(
            "%s; while a broker runs, ask it: --broker URL"
                .formatted(store.state().problem().orElse("the store can't be opened")));
      }
      var history = new History(store);
      Instant now = clock.instant();
      var range =
          new History.Range(
              order.from(), order.to().orElse(now), order.user(), order.source(), order.group());
      var run = new ReplayRun(history, candidate, plan(range, order), System::nanoTime);
      try (var replay = new LiveReplay(run, range)) {
        run.start();
        return json.valueToTree(awaited(replay, progress));
      } catch (UnavailableException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private ReplayReportView awaited(LiveReplay replay, Consumer<JsonNode> progress)
      throws InterruptedException {
    Optional<ReplayReportView> report = replay.await(LOOK);
    while (report.isEmpty()) {
      progress.accept(json.valueToTree(replay.progress()));
      report = replay.await(LOOK);
    }
    progress.accept(json.valueToTree(replay.progress()));
    return report.get();
  }

  private StoreSettings settings() {
    StoreSettings defaults = StoreSettings.of(config.store().url());
    return new StoreSettings(
        config.store().url(),
        config.store().user(),
        config.store().password(),
        defaults.connections(),
        defaults.connectTimeout());
  }

  private ReplayPlan plan(History.Range range, Order order) {
    return new ReplayPlan(
        range,
        order.examples(),
        config.rules().defaultGroup(),
        idle(),
        config.rules().zone(),
        Runtime.getRuntime().availableProcessors());
  }

  /** What decisions without a record of the fleet see: all that is configured, without load. */
  private FleetLoad idle() {
    List<Group> groups =
        config.groups().stream()
            .map(group -> {
              List<ClusterSpec> members =
                  config.clusters().stream()
                      .filter(cluster -> cluster.in(group.name()).isPresent())
                      .toList();
              int capacity = members.stream().mapToInt(ClusterSpec::capacity).sum();
              return new Group(
                  group.name().value(), members.size(), members.size(), 0, 0, capacity, 0);
            })
            .toList();
    return new FleetLoad(groups, config.clusters().stream().map(LocalReplay::idle).toList());
  }

  private static Cluster idle(ClusterSpec cluster) {
    return new Cluster(
        cluster.name().value(),
        cluster.home().value(),
        "HEALTHY",
        "",
        cluster.location(),
        cluster.labels(),
        Set.of(),
        0,
        0,
        0,
        0,
        0,
        0);
  }
}
