package io.sluice.broker;

import com.github.benmanes.caffeine.cache.Ticker;
import io.sluice.broker.audit.AuditDelivery;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.DecisionLog;
import io.sluice.broker.audit.Journal;
import io.sluice.broker.audit.JournalSettings;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.fleet.LiveQueries;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.broker.usage.GatheredUsage;
import io.sluice.broker.usage.LearnedCosts;
import io.sluice.broker.version.RuleArchive;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What outlives the process: the store, the journal before it, and what is gathered from both. */
final class StoreParts {
  private static final Logger LOG = LoggerFactory.getLogger(StoreParts.class);
  private static final Duration AT_START = Duration.ofSeconds(3);
  private static final Duration USAGE_INTERVAL = Duration.ofSeconds(5);
  private static final int CONNECTIONS = 8;

  final Store store;
  final RuleArchive rules;
  final Journal journal;
  final AuditDelivery delivery;
  final DecisionLog decisions;
  final GatheredUsage usage;
  final LearnedCosts learned;

  StoreParts(BrokerConfig config, Surroundings surroundings, LiveQueries liveQueries) {
    this.store =
        new Store(
            new StoreSettings(
                config.store().url(),
                config.store().user(),
                config.store().password(),
                CONNECTIONS,
                Duration.ofSeconds(1)));
    this.rules = RuleArchive.in(store);
    this.journal = new Journal(journalSettings(config));
    String writer = new BigInteger(64, surroundings.random()).toString(36);
    this.usage =
        new GatheredUsage(store, liveQueries, surroundings.clock(), writer, USAGE_INTERVAL);
    this.learned = new LearnedCosts(store, surroundings.background(), Ticker.systemTicker());
    AuditStore audit = AuditStore.in(store, List.of(usage, learned));
    this.delivery = new AuditDelivery(journal, audit);
    this.decisions = new DecisionLog(journal, audit);
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

  /** Begins to open the store, which takes a while and a thread of its own. */
  void begin(Started started) {
    started.add("store", store);
    store.start();
  }

  /** Waits for the store, and opens the rest; a store that is down stays so for now. */
  void start(Started started) throws IOException {
    if (!store.awaitUp(AT_START)) {
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
  }
}
