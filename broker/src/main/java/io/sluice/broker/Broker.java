package io.sluice.broker;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.rules.check.RuleSetCheck;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * One broker: its parts, made in the order in which they need each other, started in that order and
 * closed in the other.
 */
public final class Broker implements AutoCloseable {
  private final Started started = new Started();
  private final Surroundings surroundings = Surroundings.ofProcess();
  private final StoreParts kept;
  private final FleetParts clusters;
  private final RuleParts deciding;
  private final FrontParts front;
  private final AdminParts admin;
  private InetSocketAddress frontAddress = InetSocketAddress.createUnresolved("", 0);
  private InetSocketAddress adminAddress = InetSocketAddress.createUnresolved("", 0);

  public Broker(BrokerConfig config, RuleSetCheck check) {
    var liveQueries = new LiveQueries(Ticker.systemTicker());
    this.kept = new StoreParts(config, surroundings, liveQueries);
    this.clusters = new FleetParts(config, surroundings, liveQueries, kept);
    this.deciding = new RuleParts(config, check, surroundings, kept, clusters);
    this.front = new FrontParts(config, surroundings, kept, clusters, deciding);
    this.admin = new AdminParts(config, surroundings.clock(), kept, clusters, deciding);
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

  /** What takes a while is begun before others need it: the store, the rules, usage, the probes. */
  private void startAll() throws IOException {
    started.add("background", surroundings.background()::shutdownNow);
    kept.begin(started);
    deciding.begin(started, clusters.configuredTargets());
    kept.start(started);
    clusters.start(started);
    clusters.beginProbes(started);
    RuleParts.Deciding inForce = deciding.start(started);
    clusters.startProbes();
    kept.usage.awaitFirstReading();
    frontAddress = front.start(started, inForce);
    adminAddress = admin.start(started, inForce);
    deciding.follow();
  }

  /** What it holds now. */
  public Vitals vitals() {
    return front.vitals();
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
