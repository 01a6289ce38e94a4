package io.sluice.broker;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.audit.DecisionIds;
import io.sluice.broker.audit.FleetRecorder;
import io.sluice.broker.certificate.ServerCertificate;
import io.sluice.broker.command.ProductVersion;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.config.FrontConfig;
import io.sluice.broker.config.TlsConfig;
import io.sluice.broker.followup.FollowUps;
import io.sluice.broker.followup.QueueLimits;
import io.sluice.broker.followup.Unpolled;
import io.sluice.broker.front.ExtraPaths;
import io.sluice.broker.front.FrontExchange;
import io.sluice.broker.front.FrontServices;
import io.sluice.broker.front.OwnPages;
import io.sluice.broker.front.Traffic;
import io.sluice.broker.oauth.Logins;
import io.sluice.broker.passage.Passages;
import io.sluice.broker.querylist.QueryLists;
import io.sluice.broker.reactor.ClientTls;
import io.sluice.broker.reactor.Reactor;
import io.sluice.broker.reactor.ReactorLimits;
import io.sluice.broker.site.Site;
import io.sluice.broker.spooling.Spooling;
import io.sluice.broker.statement.QueryFacts;
import io.sluice.broker.statement.SubmissionLimits;
import io.sluice.broker.statement.Submissions;
import io.sluice.broker.teams.UserGroups;
import io.sluice.broker.uris.Uris;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where clients are served: the event loops, and what carries statements and follow-ups. */
final class FrontParts {
  private final BrokerConfig config;
  private final Surroundings surroundings;
  private final StoreParts kept;
  private final FleetParts clusters;
  private final RuleParts deciding;
  private final Traffic traffic = new Traffic();
  private final Unpolled unpolled;

  /** Made at the start, because it opens selectors. */
  private volatile @Nullable Reactor running;

  FrontParts(
      BrokerConfig config,
      Surroundings surroundings,
      StoreParts kept,
      FleetParts clusters,
      RuleParts deciding) {
    this.config = config;
    this.surroundings = surroundings;
    this.kept = kept;
    this.clusters = clusters;
    this.deciding = deciding;
    this.unpolled = new Unpolled(config.front().resubmitMemory(), Ticker.systemTicker());
  }

  /**
   * Serves clients from now on; gives the address.
   *
   * @throws StartFailure when the address is taken
   */
  InetSocketAddress start(Started started, RuleParts.Deciding inForce) throws IOException {
    FrontConfig front = config.front();
    var reactor =
        new Reactor(
            new ReactorLimits(
                front.ioThreads(),
                front.maxHeaderBytes(),
                front.headerMemory(),
                front.clientIdle(),
                front.headTimeout(),
                front.maxStreams(),
                front.connectTimeout(),
                front.responseTimeout()),
            clientTls(started),
            Ticker.systemTicker());
    running = reactor;
    FrontServices services = services(reactor, inForce);
    started.add("front", () -> stop(reactor));
    reactor.start(() -> new FrontExchange(services));
    var wanted = new InetSocketAddress(front.host(), front.port());
    try {
      return reactor.listen(wanted);
    } catch (IOException e) {
      throw new StartFailure(
          "front.port: %d (expected: a free port at %s, or 0 to pick one; %s)"
              .formatted(front.port(), front.host(), reason(e)),
          e);
    }
  }

  private Optional<ClientTls> clientTls(Started started) throws StartFailure {
    if (config.front().tls().isEmpty()) {
      return Optional.empty();
    }
    TlsConfig tls = config.front().tls().get();
    try {
      ServerCertificate certificate = ServerCertificate.load(tls);
      started.add("certificate", certificate);
      certificate.start();
      return Optional.of(new ClientTls(certificate::context, tls.protocols()));
    } catch (IOException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** What the operating system says, without what the library puts around it. */
  private static String reason(Throwable e) {
    return e.getCause() == null ? String.valueOf(e.getMessage()) : reason(e.getCause());
  }

  private FrontServices services(Reactor reactor, RuleParts.Deciding inForce) {
    var queueLimits = new QueueLimits(Ticker.systemTicker());
    var uris = new Uris(config.front().externalUrl(), config.front().trustedProxies());
    var passages = new Passages(reactor, clusters.handshakes);
    var spooling =
        new Spooling(
            reactor,
            passages,
            clusters.fleet,
            uris,
            surroundings.background(),
            config.front().spooledSegments(),
            Ticker.systemTicker());
    return new FrontServices(
        submissions(reactor, inForce, queueLimits, uris),
        followUps(reactor, queueLimits, spooling, uris),
        spooling,
        new Logins(passages, clusters.handshakes, clusters.fleet, uris, surroundings.background()),
        uris,
        new Site(
            passages,
            clusters.fleet,
            clusters.chooser,
            clusters.affinity,
            uris,
            surroundings.background()),
        new ExtraPaths(config.front().paths()),
        new QueryLists(
            reactor,
            clusters.fleet,
            uris,
            surroundings.background(),
            config.front().queryListMemory()),
        new OwnPages(clusters.fleet, traffic, ProductVersion.number(), surroundings.clock()),
        traffic,
        surroundings.background(),
        config.front().maxStatementBytes());
  }

  private Submissions submissions(
      Reactor reactor, RuleParts.Deciding inForce, QueueLimits queueLimits, Uris uris) {
    FrontConfig front = config.front();
    UserGroups userGroups = inForce.userGroups();
    return new Submissions(
        reactor,
        clusters.fleet,
        clusters.chooser,
        clusters.catalogRefresh,
        clusters.facts,
        kept.usage,
        inForce.decider(),
        inForce.counters(),
        clusters.affinity,
        clusters.handshakes,
        queueLimits,
        uris,
        unpolled,
        kept.journal,
        new FleetRecorder(kept.journal),
        deciding.trials,
        new DecisionIds(surroundings.clock(), new SecureRandom()),
        new QueryFacts(userGroups::teamsOf),
        new SubmissionLimits(front.submitTimeout(), front.submitAttempts(), config.rules().zone()),
        surroundings.clock(),
        surroundings.replica());
  }

  private FollowUps followUps(
      Reactor reactor, QueueLimits queueLimits, Spooling spooling, Uris uris) {
    return new FollowUps(
        reactor,
        clusters.fleet,
        clusters.affinity,
        queueLimits,
        unpolled,
        spooling,
        clusters.handshakes,
        uris,
        kept.journal,
        (asker, end) -> {
          kept.usage.ended(asker, end);
          deciding.trials.ended(end);
        },
        surroundings.background(),
        surroundings.clock(),
        config.health().failures());
  }

  /** No new clients; those that are being answered get their time. */
  private void stop(Reactor reactor) throws InterruptedException {
    traffic.stopsSoon();
    reactor.stopListening();
    traffic.awaitQuiet(config.front().drainTimeout());
    reactor.close();
  }

  Vitals vitals() {
    Optional<Reactor> reactor = Optional.ofNullable(running);
    return new Vitals(
        traffic.underWay(),
        reactor.map(Reactor::connections).orElse(0),
        reactor.map(Reactor::idleClusterConnections).orElse(0),
        clusters.liveQueries.size(),
        unpolled.size());
  }
}
