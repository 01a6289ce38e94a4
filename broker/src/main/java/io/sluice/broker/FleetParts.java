package io.sluice.broker;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.audit.ClusterTransition;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.HealthConfig;
import io.sluice.broker.fleet.CatalogRefresh;
import io.sluice.broker.fleet.Chooser;
import io.sluice.broker.fleet.ClusterTargets;
import io.sluice.broker.fleet.DrainDeadlines;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.broker.fleet.Health;
import io.sluice.broker.fleet.HealthProbes;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.fleet.ProbedCatalogs;
import io.sluice.broker.fleet.StateChange;
import io.sluice.broker.oauth.Handshakes;
import io.sluice.broker.operate.AskedOwners;
import io.sluice.broker.operate.ConfiguredFleet;
import io.sluice.broker.operate.FleetFile;
import io.sluice.broker.operate.FleetRegistry;
import io.sluice.broker.operate.FleetTables;
import io.sluice.broker.operate.StoredAffinity;
import io.sluice.broker.probe.Coordinators;
import io.sluice.broker.rollout.Rollouts;
import io.sluice.broker.store.AffinityTable;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.rules.ruleset.Targets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clusters and groups: who they are, how they are, who is chosen, and whose a query is. */
final class FleetParts {
  private static final Logger LOG = LoggerFactory.getLogger(FleetParts.class);

  final LiveQueries liveQueries;
  final Fleet fleet;
  final FleetFacts facts;
  final Rollouts rollouts;
  final FleetTables tables;
  final FleetRegistry registry;
  final Chooser chooser;
  final CatalogRefresh catalogRefresh;
  final Affinity affinity;
  final Handshakes handshakes;
  private final Coordinators coordinators;
  private final ClusterTargets targets;
  private final HealthProbes probes;
  private final ConfiguredFleet configured;

  FleetParts(
      BrokerConfig config, Surroundings surroundings, LiveQueries liveQueries, StoreParts kept) {
    InstantSource clock = surroundings.clock();
    HealthConfig health = config.health();
    this.liveQueries = liveQueries;
    this.fleet =
        new Fleet(
            config.groups(),
            config.rules().defaultGroup(),
            new Health.Hysteresis(
                health.failures(), health.successes(), health.interval(), health.slowStart()),
            liveQueries,
            clock,
            config.rules().zone());
    this.facts = new FleetFacts(fleet);
    this.rollouts = new Rollouts(kept.store, clock, FleetParts::draw);
    this.tables = FleetTables.in(kept.store, clock);
    this.configured = ConfiguredFleet.of(config);
    this.registry = new FleetRegistry(fleet, tables, configured, file(config));
    this.chooser = new Chooser(fleet, config.location(), FleetParts::draw, rollouts);
    var trust = new TrustFiles();
    this.coordinators =
        new Coordinators(System.getenv(), trust, health.timeout(), System::nanoTime);
    this.catalogRefresh =
        new ProbedCatalogs(
            coordinators, surroundings.background(), health.timeout(), Ticker.systemTicker());
    var ties = new StoredAffinity(new AffinityTable(kept.store));
    this.handshakes =
        new Handshakes(ties, fleet, surroundings.background(), clock, Ticker.systemTicker());
    this.affinity =
        new Affinity(
            fleet,
            ties,
            new AskedOwners(kept.decisions, coordinators),
            surroundings.background(),
            clock,
            Ticker.systemTicker(),
            config.front().transactionIdle());
    this.targets = new ClusterTargets(trust, health.timeout());
    this.probes =
        new HealthProbes(
            fleet,
            facts,
            targets,
            coordinators,
            affinity::learned,
            change -> kept.journal.append(transition(change, surroundings.replica())),
            new DrainDeadlines(liveQueries, coordinators, surroundings.background(), clock),
            surroundings.background(),
            health.interval(),
            health.timeout(),
            System::nanoTime,
            surroundings.random());
  }

  /** For what anybody may guess. */
  private static long draw() {
    return ThreadLocalRandom.current().nextLong();
  }

  private static ClusterTransition transition(StateChange change, String replica) {
    return new ClusterTransition(
        change.cluster(), change.from(), change.to(), change.at(), change.reason(), replica);
  }

  /** The file is read again in the environment in which it was read first. */
  private static Optional<FleetFile> file(BrokerConfig config) {
    return config
        .fleetFile()
        .map(path ->
            new FleetFile(path, ConfiguredFleet.of(config), ConfigReader.ofProcess()::read));
  }

  /** What rules may name as far as the configuration tells; the store may know more, or other. */
  Targets configuredTargets() {
    return configured.targets();
  }

  /** Learns who is there; nobody is asked yet. */
  void start(Started started) {
    started.add("fleet registry", registry);
    registry.start();
    started.add("rollouts", rollouts);
    rollouts.start();
    try {
      affinity.load();
    } catch (StoreException e) {
      LOG.warn(
          "Ties of earlier queries can't be read now; clusters will be asked: {}", e.getMessage());
    }
  }

  /** Asks each cluster how it is, without waiting for its answer. */
  void beginProbes(Started started) {
    started.add("coordinators", coordinators);
    started.add("name look-ups", targets);
    started.add("probes", probes);
    probes.begin();
  }

  /** Waits a moment for the answers, and asks again and again from now on. */
  void startProbes() {
    probes.start();
  }

  /** What is wrong with the file that the fleet comes from. */
  Optional<String> problem() {
    return registry.file().flatMap(FleetFile::problem);
  }
}
