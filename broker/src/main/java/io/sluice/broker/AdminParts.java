package io.sluice.broker;

import io.sluice.admin.AdminAddress;
import io.sluice.admin.AdminPorts;
import io.sluice.admin.AdminServer;
import io.sluice.broker.audit.History;
import io.sluice.broker.audit.TransitionLog;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleReload;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.operate.CandidatePromotion;
import io.sluice.broker.operate.ChangeOperations;
import io.sluice.broker.operate.ClusterOperations;
import io.sluice.broker.operate.DecisionOperations;
import io.sluice.broker.operate.GroupOperations;
import io.sluice.broker.operate.HealthOperations;
import io.sluice.broker.operate.HistoryOperations;
import io.sluice.broker.operate.ReplayOperations;
import io.sluice.broker.operate.RuleOperations;
import io.sluice.broker.operate.RuleReferences;
import io.sluice.broker.operate.SourceOperations;
import io.sluice.broker.operate.SwitchOperations;
import io.sluice.broker.operate.TrialOperations;
import io.sluice.broker.operate.ValidationOperations;
import io.sluice.broker.operate.VersionOperations;
import io.sluice.broker.store.ChangeTable;
import io.sluice.rules.check.RuleSetCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;

/** Where operators are served. */
final class AdminParts {
  private static final int REPLAY_THREADS = 2;

  private final BrokerConfig config;
  private final InstantSource clock;
  private final StoreParts kept;
  private final FleetParts clusters;
  private final RuleParts deciding;

  AdminParts(
      BrokerConfig config,
      InstantSource clock,
      StoreParts kept,
      FleetParts clusters,
      RuleParts deciding) {
    this.config = config;
    this.clock = clock;
    this.kept = kept;
    this.clusters = clusters;
    this.deciding = deciding;
  }

  /** Serves operators from now on; gives the address. */
  InetSocketAddress start(Started started, RuleParts.Deciding inForce) throws IOException {
    ReplayOperations replays = replays();
    var server =
        new AdminServer(
            new AdminAddress(config.admin().host(), config.admin().port()),
            ports(inForce, replays));
    started.add("admin", server);
    started.add("replays", replays);
    server.start();
    return new InetSocketAddress(config.admin().host(), server.port());
  }

  private AdminPorts ports(RuleParts.Deciding inForce, ReplayOperations replays) {
    Fleet fleet = clusters.fleet;
    RuleReload rules = deciding.rules;
    RuleSetCheck check = deciding.check;
    var references = new RuleReferences(rules::active, check::errors, fleet::targets);
    return new AdminPorts(
        new ClusterOperations(fleet, clusters.tables, clusters.registry, references, clock),
        new HistoryOperations(fleet, new TransitionLog(kept.store)),
        new GroupOperations(fleet, clusters.facts, clusters.tables, clusters.registry, references),
        new SwitchOperations(fleet, clusters.rollouts, clock),
        new DecisionOperations(kept.decisions),
        new RuleOperations(
            rules,
            deciding.trials,
            inForce.counters(),
            inForce.decider(),
            fleet,
            clusters.chooser,
            clusters.facts,
            inForce.userGroups(),
            kept.usage,
            config.rules().zone(),
            clock),
        new TrialOperations(
            deciding.trials,
            kept.rules,
            check::check,
            fleet::targets,
            () -> rules.active().ruleSet().version(),
            CandidatePromotion.through(rules),
            clock),
        new ValidationOperations(check, fleet::targets),
        replays,
        new VersionOperations(kept.rules, rules),
        new SourceOperations(kept.rules, rules),
        new ChangeOperations(new ChangeTable(kept.store)),
        new HealthOperations(
            kept.store,
            kept.delivery,
            rules,
            List.of(deciding::teamsProblem, kept.usage::problem, clusters::problem)));
  }

  private ReplayOperations replays() {
    return new ReplayOperations(
        new History(kept.store),
        deciding.check::check,
        clusters.fleet::targets,
        deciding::filesOf,
        clusters.facts,
        kept.delivery::awaitDelivered,
        new ReplayOperations.Surroundings(
            config.rules().defaultGroup(),
            config.rules().zone(),
            REPLAY_THREADS,
            clock,
            System::nanoTime));
  }
}
