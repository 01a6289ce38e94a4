package io.sluice.broker.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database. It may be down, when the broker starts or later: a thread of the store's own then
 * tries to reach it, and whoever asks meanwhile is told so at once, without a wait.
 *
 * <p>What {@link #write} has returned from outlives this process, on every database.
 *
 * <p>Safe for use by many threads; blocks.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration END_OF_WATCH = Duration.ofSeconds(5);
  static final int QUERY_SECONDS = 10;

  private final StoreSettings settings;
  private final Database database;
  private final Trouble trouble;
  private final Thread watch;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closing;

  /** Held while H2 writes. */
  private final ReentrantLock writing = new ReentrantLock();

  /** Written under the lock; read by anyone. */
  private volatile Optional<String> problem;

  /** Set once, by the watch, when the schema is up to date. */
  private volatile @Nullable Jdbi jdbi;

  private @Nullable HikariDataSource pool;

  public Store(StoreSettings settings) {
    this.settings = settings;
    this.database = Database.of(settings.url());
    this.trouble = new Trouble(settings);
    this.problem = Optional.of("store.url: %s is not open yet".formatted(settings.place()));
    this.watch = Thread.ofPlatform().name("store-watch").daemon().unstarted(this::watch);
  }

  /** Begins to open the database; returns at once, whether it can be reached or not. */
  public void start() {
    watch.start();
  }

  /**
   * Waits for the database to be open.
   *
   * @return whether it is; false too when the thread is interrupted, which stays set
   */
  public boolean awaitUp(Duration timeout) {
    lock.lock();
    try {
      long nanos = timeout.toNanos();
      while (problem.isPresent()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  public StoreState state() {
    return new StoreState(problem);
  }

  /**
   * Reads, in a transaction of its own for each statement.
   *
   * @throws StoreException when the database can't do it
   */
  public <T> T read(Function<Handle, T> work) {
    return call(work);
  }

  /**
   * Writes, in one transaction: all of it, or nothing when it throws.
   *
   * @throws StoreException when the database can't do it
   */
  public <T> T write(Function<Handle, T> work) {
    Optional<String> checkpoint = database.checkpoint();
    if (checkpoint.isEmpty()) {
      return call(handle -> handle.inTransaction(work::apply));
    }
    writing.lock();
    try {
      return call(handle -> {
        T result = handle.inTransaction(work::apply);
        handle.execute(checkpoint.get());
        return result;
      });
    } finally {
      writing.unlock();
    }
  }

  private <T> T call(Function<Handle, T> work) {
    Jdbi open = open();
    // H2 swallows an interrupt, at the price of opening its file again: it need not see this one.
    boolean interrupted = Thread.interrupted();
    try {
      return open.withHandle(work::apply);
    } catch (JdbiException e) {
      throw failed(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Jdbi open() {
    Jdbi open = jdbi;
    Optional<String> why = problem;
    if (open == null || why.isPresent()) {
      throw new StoreException(StoreException.Kind.DOWN, why.orElse("store: not open"));
    }
    return open;
  }

  private StoreException failed(JdbiException e) {
    StoreException described = trouble.describe(e);
    if (described.kind() == StoreException.Kind.DOWN) {
      report(Optional.of(String.valueOf(described.getMessage())));
    }
    return described;
  }

  private void report(Optional<String> now) {
    lock.lock();
    try {
      if (closing || now.equals(problem)) {
        return;
      }
      problem = now;
      changed.signalAll();
      now.ifPresentOrElse(
          why -> LOG.warn("{}; it is tried again in the background", why),
          () -> LOG.info("store {} is open", settings.place()));
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    try {
      while (awaitProblem()) {
        if (tryToReach()) {
          pause = FIRST_PAUSE;
        } else {
          rest(pause);
          Duration longer = pause.multipliedBy(2);
          pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
      }
    } catch (InterruptedException _) {
      // Only the end of the process interrupts this thread.
      Thread.currentThread().interrupt();
    }
  }

  private boolean awaitProblem() throws InterruptedException {
    lock.lock();
    try {
      while (problem.isEmpty() && !closing) {
        changed.await();
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long nanos = pause.toNanos();
      while (nanos > 0 && !closing) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean tryToReach() {
    try {
      Jdbi known = jdbi;
      if (known == null) {
        migrate();
      } else {
        known.useHandle(handle -> handle.execute("SELECT 1"));
      }
      report(Optional.empty());
      return true;
    } catch (JdbiException | FlywayException e) {
      report(Optional.of(String.valueOf(trouble.describe(e).getMessage())));
    } catch (RuntimeException e) {
      // The thread's boundary: a pool or a driver may throw anything, and the watch must go on.
      LOG.error("store {} can't be opened, for a reason nobody foresaw", settings.place(), e);
      report(Optional.of("store.url: %s: %s".formatted(settings.place(), e)));
    }
    return false;
  }

  private void migrate() {
    HikariDataSource source = pool();
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .placeholders(database.words())
        .load()
        .migrate();
    Jdbi opened = Jdbi.create(source);
    opened.getConfig(SqlStatements.class).setQueryTimeout(QUERY_SECONDS);
    jdbi = opened;
  }

  private HikariDataSource pool() {
    lock.lock();
    try {
      HikariDataSource known = pool;
      if (known == null) {
        known = new HikariDataSource(configuration());
        pool = known;
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private HikariConfig configuration() {
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(database.connectTo(settings.url()));
    if (!settings.user().isEmpty()) {
      config.setUsername(settings.user());
      config.setPassword(settings.password());
    }
    config.setMaximumPoolSize(settings.connections());
    config.setConnectionTimeout(settings.connectTimeout().toMillis());
    config.setValidationTimeout(settings.connectTimeout().toMillis());
    // Below zero: a database that can't be reached is no reason not to have a pool.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      problem = Optional.of("store.url: %s is closed".formatted(settings.place()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (watch.isAlive()) {
        watch.join(END_OF_WATCH);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      if (pool != null) {
        pool.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
