package io.sluice.broker;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.admin.AdminAddress;
import io.sluice.admin.AdminPorts;
import io.sluice.admin.AdminServer;
import io.sluice.admin.replay.CandidateRules;
import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.audit.AuditDelivery;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.ClusterTransition;
import io.sluice.broker.audit.DecisionIds;
import io.sluice.broker.audit.DecisionLog;
import io.sluice.broker.audit.FleetRecorder;
import io.sluice.broker.audit.History;
import io.sluice.broker.audit.Journal;
import io.sluice.broker.audit.JournalSettings;
import io.sluice.broker.audit.TransitionLog;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.ConfigReader;
import io.sluice.broker.config.FrontConfig;
import io.sluice.broker.deciding.Decider;
import io.sluice.broker.deciding.RuleCounters;
import io.sluice.broker.deciding.RuleDirectory;
import io.sluice.broker.deciding.RuleReload;
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
import io.sluice.broker.followup.FollowUps;
import io.sluice.broker.followup.QueueLimits;
import io.sluice.broker.followup.Unpolled;
import io.sluice.broker.front.FrontExchange;
import io.sluice.broker.front.FrontServices;
import io.sluice.broker.front.OwnPages;
import io.sluice.broker.front.Traffic;
import io.sluice.broker.operate.AskedOwners;
import io.sluice.broker.operate.CandidatePromotion;
import io.sluice.broker.operate.ChangeOperations;
import io.sluice.broker.operate.ClusterOperations;
import io.sluice.broker.operate.ConfiguredFleet;
import io.sluice.broker.operate.DecisionOperations;
import io.sluice.broker.operate.FleetFile;
import io.sluice.broker.operate.FleetRegistry;
import io.sluice.broker.operate.FleetTables;
import io.sluice.broker.operate.GroupOperations;
import io.sluice.broker.operate.HealthOperations;
import io.sluice.broker.operate.HistoryOperations;
import io.sluice.broker.operate.ReplayOperations;
import io.sluice.broker.operate.RuleOperations;
import io.sluice.broker.operate.RuleReferences;
import io.sluice.broker.operate.SourceOperations;
import io.sluice.broker.operate.StoredAffinity;
import io.sluice.broker.operate.SwitchOperations;
import io.sluice.broker.operate.TrialOperations;
import io.sluice.broker.operate.ValidationOperations;
import io.sluice.broker.operate.VersionOperations;
import io.sluice.broker.probe.Coordinators;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.reactor.ReactorLimits;
import io.sluice.broker.rollout.Rollouts;
import io.sluice.broker.ruletrial.RuleTrials;
import io.sluice.broker.statement.QueryFacts;
import io.sluice.broker.statement.SubmissionLimits;
import io.sluice.broker.statement.Submissions;
import io.sluice.broker.store.AffinityTable;
import io.sluice.broker.store.ChangeTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreException;
import io.sluice.broker.store.StoreSettings;
import io.sluice.broker.teams.TeamsFile;
import io.sluice.broker.teams.UserGroups;
import io.sluice.broker.trust.TrustFiles;
import io.sluice.broker.usage.GatheredUsage;
import io.sluice.broker.usage.LearnedCosts;
import io.sluice.broker.version.KeptRuleSet;
import io.sluice.broker.version.MemoryFile;
import io.sluice.broker.version.RuleArchive;
import io.sluice.rules.check.RuleSetCheck;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.sql.SqlAnalyzer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker: all parts, made in the order in which they need each other, started in that order and
 * closed in the other. Longer than other files because every part is named here once, and nowhere
 * else.
 */
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final Duration STORE_AT_START = Duration.ofSeconds(3);
  private static final Duration ANALYSIS = Duration.ofSeconds(2);
  private static final Duration USAGE_INTERVAL = Duration.ofSeconds(5);
  private static final int STORE_CONNECTIONS = 8;
  private static final int REPLAY_THREADS = 2;

  private final BrokerConfig config;
  private final Started started = new Started();
  private final InstantSource clock = InstantSource.system();
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final Traffic traffic = new Traffic();
  private final Store store;
  private final Journal journal;
  private final AuditDelivery delivery;
  private final DecisionLog log;
  private final Fleet fleet;
  private final FleetFacts facts;
  private final Chooser chooser;
  private final CatalogRefresh catalogRefresh;
  private final GatheredUsage usage;
  private final LearnedCosts learned;
  private final FleetRegistry registry;
  private final FleetTables fleetTables;
  private final Coordinators coordinators;
  private final Affinity affinity;
  private final ClusterTargets targets;
  private final HealthProbes probes;
  private final Rollouts rollouts;
  private final Unpolled unpolled;
  private volatile @Nullable Reactor reactor;
  private final RuleSetCheck check;
  private final RuleArchive archive;
  private InetSocketAddress frontAddress = InetSocketAddress.createUnresolved("", 0);
  private InetSocketAddress adminAddress = InetSocketAddress.createUnresolved("", 0);

  public Broker(BrokerConfig config, RuleSetCheck check) {
    this.config = config;
    this.check = check;
    this.store =
        new Store(
            new StoreSettings(
                config.store().url(),
                config.store().user(),
                config.store().password(),
                STORE_CONNECTIONS,
                Duration.ofSeconds(1)));
    this.archive = RuleArchive.in(store);
    this.journal = new Journal(journalSettings(config));
    var liveQueries = new LiveQueries(Ticker.systemTicker());
    var random = new SecureRandom();
    this.usage =
        new GatheredUsage(
            store, liveQueries, clock, new BigInteger(64, random).toString(36), USAGE_INTERVAL);
    this.learned = new LearnedCosts(store, background, Ticker.systemTicker());
    AuditStore audit = AuditStore.in(store, List.of(usage, learned));
    this.delivery = new AuditDelivery(journal, audit);
    this.log = new DecisionLog(journal, audit);
    this.fleet =
        new Fleet(
            config.groups(),
            config.rules().defaultGroup(),
            new Health.Hysteresis(
                config.health().failures(),
                config.health().successes(),
                config.health().interval(),
                config.health().slowStart()),
            liveQueries,
            clock,
            config.rules().zone());
    this.facts = new FleetFacts(fleet);
    this.rollouts = new Rollouts(store, clock, () -> ThreadLocalRandom.current().nextLong());
    this.fleetTables = FleetTables.in(store, clock);
    this.registry =
        new FleetRegistry(fleet, fleetTables, ConfiguredFleet.of(config), fleetFile(config));
    this.chooser =
        new Chooser(
            fleet, config.location(), () -> ThreadLocalRandom.current().nextLong(), rollouts);
    var trust = new TrustFiles();
    this.coordinators =
        new Coordinators(System.getenv(), trust, config.health().timeout(), System::nanoTime);
    this.catalogRefresh =
        new ProbedCatalogs(
            coordinators, background, config.health().timeout(), Ticker.systemTicker());
    this.affinity =
        new Affinity(
            fleet,
            new StoredAffinity(new AffinityTable(store)),
            new AskedOwners(log, coordinators),
            background,
            clock,
            Ticker.systemTicker(),
            config.front().transactionIdle());
    this.unpolled = new Unpolled(config.front().resubmitMemory(), Ticker.systemTicker());
    this.targets = new ClusterTargets(trust, config.health().timeout());
    this.probes =
        new HealthProbes(
            fleet,
            facts,
            targets,
            coordinators,
            affinity::learned,
            change -> journal.append(transition(change)),
            new DrainDeadlines(liveQueries, coordinators, background, clock),
            background,
            config.health().interval(),
            config.health().timeout(),
            System::nanoTime,
            random);
  }

  private static ClusterTransition transition(StateChange change) {
    return new ClusterTransition(
        change.cluster(), change.from(), change.to(), change.at(), change.reason(), replica());
  }

  /** The file is read again in the environment in which it was read first. */
  private static Optional<FleetFile> fleetFile(BrokerConfig config) {
    return config
        .fleetFile()
        .map(path ->
            new FleetFile(path, ConfiguredFleet.of(config), ConfigReader.ofProcess()::read));
  }

  private static JournalSettings journalSettings(BrokerConfig config) {
    JournalSettings defaults = JournalSettings.in(config.store().journal().directory());
    return new JournalSettings(
        defaults.directory(),
        defaults.segmentBytes(),
        config.store().journal().maxBytes(),
        defaults.memoryBytes(),
        defaults.maxSqlCharacters());
  }

  /**
   * Starts everything; clients are served when it returns.
   *
   * @throws IOException when something can't start; what had started is closed again
   */
  public void start() throws IOException {
    try {
      startAll();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startAll() throws IOException {
    started.add("background", background::shutdownNow);
    startStore();
    Optional<TeamsFile> teams = loadTeams();
    RuleReload rules = loadRules();
    RuleTrials trials = startTrials(rules);
    Decider decider = startDecider(rules, trials);
    started.add("coordinators", coordinators);
    started.add("name look-ups", targets);
    started.add("probes", probes);
    probes.start();
    UserGroups userGroups = teams.<UserGroups>map(it -> it).orElse(UserGroups.NONE);
    var counters = new RuleCounters(() -> rules.active().ruleSet());
    frontAddress = startFront(decider, trials, counters, userGroups);
    adminAddress =
        startAdmin(
            rules, trials, counters, decider, userGroups, () -> teams.flatMap(TeamsFile::problem));
    rules.start();
    teams.ifPresent(TeamsFile::start);
  }

  private void startStore() throws IOException {
    started.add("store", store);
    store.start();
    if (!store.awaitUp(STORE_AT_START)) {
      LOG.warn(
          "Starting without the store: {}", store.state().problem().orElse("it is not open yet"));
    }
    started.add("journal", journal);
    journal.start();
    started.add("audit delivery", delivery);
    delivery.start();
    started.add("usage", usage);
    usage.start();
    learned.start();
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

  /** Deciding is CPU work, as carrying is; it gets as many threads. */
  private int decidingThreads() {
    return Math.max(2, config.front().ioThreads());
  }

  private RuleReload loadRules() throws StartFailure {
    var directory = new RuleDirectory(config.rules().directory());
    var rules =
        new RuleReload(
            directory,
            check::check,
            fleet::targets,
            archive,
            new MemoryFile(config.store().journal().directory().resolve("rules-memory.json")),
            config.rules().writable(),
            replica(),
            clock,
            decidingThreads());
    started.add("rules", rules);
    List<Diagnostic> problems = rules.load();
    if (!problems.isEmpty()) {
      throw new StartFailure(
          "rules.directory: %s can't be used, and no earlier version is known (mend the rules, or start with an empty directory):%n%s"
              .formatted(directory.path(), lines(problems)));
    }
    return rules;
  }

  private RuleTrials startTrials(RuleReload rules) {
    var trials =
        new RuleTrials(
            store,
            version -> archive.find(version).map(KeptRuleSet::files),
            check::check,
            fleet::targets,
            () -> rules.active().ruleSet().version(),
            clock,
            decidingThreads());
    started.add("rule trials", trials);
    trials.start();
    return trials;
  }

  private Optional<TeamsFile> loadTeams() throws StartFailure {
    Optional<Path> file = config.userGroups().file();
    if (file.isEmpty()) {
      return Optional.empty();
    }
    return switch (TeamsFile.load(file.get())) {
      case TeamsFile.Load.Failed failed ->
          throw new StartFailure(
              "userGroups.file: %s can't be used (mend it, or take the key out):%n%s"
                  .formatted(file.get(), lines(failed.problems())));
      case TeamsFile.Load.Loaded loaded -> {
        started.add("user groups", loaded.teams());
        yield Optional.of(loaded.teams());
      }
    };
  }

  private static String lines(List<?> problems) {
    return problems.stream()
        .map(Object::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private Decider startDecider(RuleReload rules, RuleTrials trials) {
    var decider =
        new Decider(
            rules::evaluators,
            trials::decidesFor,
            new SqlAnalyzer(config.sql().limits()),
            learned::of,
            // Twice: the active rules take over when a canary's candidate has used up its budget.
            ANALYSIS.plus(config.rules().budget().multipliedBy(2)),
            decidingThreads());
    started.add("decider", decider);
    decider.start();
    return decider;
  }

  private InetSocketAddress startFront(
      Decider decider, RuleTrials trials, RuleCounters counters, UserGroups userGroups)
      throws IOException {
    FrontConfig front = config.front();
    var limits =
        new ReactorLimits(
            front.ioThreads(),
            front.maxHeaderBytes(),
            front.clientIdle(),
            front.connectTimeout(),
            front.responseTimeout());
    var loops = new Reactor(limits);
    reactor = loops;
    FrontServices services = frontServices(loops, decider, trials, counters, userGroups);
    started.add("front", () -> stopFront(loops));
    loops.start((request, context) -> new FrontExchange(services));
    var wanted = new InetSocketAddress(front.host(), front.port());
    try {
      return loops.listen(wanted);
    } catch (IOException e) {
      throw new StartFailure(
          "front.port: %d (expected: a free port at %s, or 0 to pick one; %s)"
              .formatted(front.port(), front.host(), reason(e)),
          e);
    }
  }

  /** What the operating system says, without what the library puts around it. */
  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  private FrontServices frontServices(
      Reactor reactor,
      Decider decider,
      RuleTrials trials,
      RuleCounters counters,
      UserGroups userGroups) {
    FrontConfig front = config.front();
    var queueLimits = new QueueLimits(Ticker.systemTicker());
    var submissions =
        new Submissions(
            reactor,
            fleet,
            chooser,
            catalogRefresh,
            facts,
            usage,
            decider,
            counters,
            affinity,
            queueLimits,
            unpolled,
            journal,
            new FleetRecorder(journal),
            trials,
            new DecisionIds(clock, new SecureRandom()),
            new QueryFacts(userGroups::teamsOf),
            new SubmissionLimits(
                front.submitTimeout(), front.submitAttempts(), config.rules().zone()),
            clock,
            replica());
    var followUps =
        new FollowUps(
            reactor,
            fleet,
            affinity,
            queueLimits,
            unpolled,
            journal,
            (asker, end) -> {
              usage.ended(asker, end);
              trials.ended(end);
            },
            background,
            clock,
            config.health().failures());
    return new FrontServices(
        submissions,
        followUps,
        new OwnPages(fleet, clock),
        traffic,
        background,
        front.maxStatementBytes());
  }

  private static String replica() {
    return "%s-%d"
        .formatted(
            System.getenv().getOrDefault("HOSTNAME", "sluice"), ProcessHandle.current().pid());
  }

  private InetSocketAddress startAdmin(
      RuleReload rules,
      RuleTrials trials,
      RuleCounters counters,
      Decider decider,
      UserGroups userGroups,
      Supplier<Optional<String>> teamsProblem)
      throws IOException {
    ReplayOperations replays = replays(rules);
    var references = new RuleReferences(rules::active, check::errors, fleet::targets);
    var server =
        new AdminServer(
            new AdminAddress(config.admin().host(), config.admin().port()),
            new AdminPorts(
                new ClusterOperations(fleet, fleetTables, registry, references, clock),
                new HistoryOperations(fleet, new TransitionLog(store)),
                new GroupOperations(fleet, facts, fleetTables, registry, references),
                new SwitchOperations(fleet, rollouts, clock),
                new DecisionOperations(log),
                new RuleOperations(
                    rules,
                    trials,
                    counters,
                    decider,
                    fleet,
                    chooser,
                    facts,
                    userGroups,
                    usage,
                    config.rules().zone(),
                    clock),
                new TrialOperations(
                    trials,
                    archive,
                    check::check,
                    fleet::targets,
                    () -> rules.active().ruleSet().version(),
                    CandidatePromotion.through(rules),
                    clock),
                new ValidationOperations(check, fleet::targets),
                replays,
                new VersionOperations(archive, rules),
                new SourceOperations(archive, rules),
                new ChangeOperations(new ChangeTable(store)),
                new HealthOperations(
                    store,
                    delivery,
                    rules,
                    List.of(teamsProblem, usage::problem, this::fleetProblem))));
    started.add("admin", server);
    started.add("replays", replays);
    server.start();
    return new InetSocketAddress(config.admin().host(), server.port());
  }

  private Optional<String> fleetProblem() {
    return registry.file().flatMap(FleetFile::problem);
  }

  private ReplayOperations replays(RuleReload rules) {
    return new ReplayOperations(
        new History(store),
        check::check,
        fleet::targets,
        candidate -> filesOf(candidate, rules),
        facts,
        delivery::awaitDelivered,
        new ReplayOperations.Surroundings(
            config.rules().defaultGroup(),
            config.rules().zone(),
            REPLAY_THREADS,
            clock,
            System::nanoTime));
  }

  /** Of a candidate that is not posted. */
  private Optional<RuleFiles> filesOf(CandidateRules candidate, RuleReload rules) {
    RuleFiles active = rules.active().files();
    return switch (candidate) {
      case CandidateRules.Posted posted -> Optional.of(posted.files());
      case CandidateRules.Active _ -> Optional.of(active);
      case CandidateRules.Known known ->
          Optional.of(active)
              .filter(files -> files.version().equals(known.version()))
              .or(() -> archive.find(known.version()).map(KeptRuleSet::files));
    };
  }

  /** No new clients; those that are being answered get their time. */
  private void stopFront(Reactor reactor) throws InterruptedException {
    reactor.stopListening();
    traffic.awaitQuiet(config.front().drainTimeout());
    reactor.close();
  }

  /** What it holds now. */
  public Vitals vitals() {
    Optional<Reactor> loops = Optional.ofNullable(reactor);
    return new Vitals(
        traffic.underWay(),
        loops.map(Reactor::connections).orElse(0),
        loops.map(Reactor::idleClusterConnections).orElse(0),
        fleet.liveQueries().size(),
        unpolled.size());
  }

  /** Where clients are served. */
  public InetSocketAddress frontAddress() {
    return frontAddress;
  }

  /** Where operators are served. */
  public InetSocketAddress adminAddress() {
    return adminAddress;
  }

  @Override
  public void close() {
    started.close();
  }
}
