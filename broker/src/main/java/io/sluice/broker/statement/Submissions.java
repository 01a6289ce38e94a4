package io.sluice.broker.statement;

import io.sluice.broker.affinity.Affinity;
import io.sluice.broker.audit.DecisionIds;
import io.sluice.broker.audit.FleetRecorder;
import io.sluice.broker.audit.Journal;
import io.sluice.broker.deciding.Decider;
import io.sluice.broker.deciding.RuleCounters;
import io.sluice.broker.fleet.CatalogRefresh;
import io.sluice.broker.fleet.Chooser;
import io.sluice.broker.fleet.Fleet;
import io.sluice.broker.fleet.FleetFacts;
import io.sluice.broker.followup.QueueLimits;
import io.sluice.broker.followup.Unpolled;
import io.sluice.broker.oauth.Handshakes;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.ruletrial.RuleTrials;
import io.sluice.broker.uris.Uris;
import io.sluice.broker.usage.Usages;
import java.time.InstantSource;

/**
 * What every submission needs.
 *
 * @param reactor carries it
 * @param fleet the clusters
 * @param chooser finds those that may take it
 * @param catalogRefresh looks again when they lack a catalog
 * @param facts their load, for rules
 * @param usages what users and teams have used up, for rules
 * @param decider analyses and decides
 * @param ruleCounters count what rules say
 * @param affinity learns who owns what
 * @param handshakes learns which login is whose
 * @param queueLimits ends what waits too long
 * @param uris lead clients back to the broker
 * @param unpolled keeps what can still go elsewhere
 * @param journal keeps the decision
 * @param fleetRecorder keeps the load that the decision saw
 * @param trials look at the decision
 * @param ids names the decision
 * @param queryFacts describes the request
 * @param limits bounds it
 * @param clock tells the moment
 * @param replica this broker's name in the audit
 */
public record Submissions(
    Reactor reactor,
    Fleet fleet,
    Chooser chooser,
    CatalogRefresh catalogRefresh,
    FleetFacts facts,
    Usages usages,
    Decider decider,
    RuleCounters ruleCounters,
    Affinity affinity,
    Handshakes handshakes,
    QueueLimits queueLimits,
    Uris uris,
    Unpolled unpolled,
    Journal journal,
    FleetRecorder fleetRecorder,
    RuleTrials trials,
    DecisionIds ids,
    QueryFacts queryFacts,
    SubmissionLimits limits,
    InstantSource clock,
    String replica) {}
