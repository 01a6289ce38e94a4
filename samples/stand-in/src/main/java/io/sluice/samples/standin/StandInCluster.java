package io.sluice.samples.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A cluster that is none: one in-process HTTP server on loopback that speaks the client protocol of
 * Trino or Presto, makes up its rows as a comment in the SQL tells ({@code -- stand-in: rows=10}),
 * remembers what it received, and misbehaves when told.
 *
 * <p>Thread-safe. {@link #start} binds the port and starts threads; {@link #close} ends them all.
 */
public final class StandInCluster implements AutoCloseable {
  private final String name;
  private final StandInDialect dialect;
  private final InstantSource clock;
  private final Duration longPoll;
  private final RandomGenerator random;
  private final int rememberedQueries;
  private final Pages pages;
  private final ExchangeLog log;
  private final Listener listener;
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private volatile Coordinator coordinator;
  private volatile boolean starting;
  private volatile Vitals vitals = Vitals.USUAL;

  private record Fault(Predicate<ReceivedRequest> when, Misbehaviour how) {}

  StandInCluster(StandInClusterBuilder builder) {
    this.name = builder.name;
    this.dialect = builder.dialect;
    this.clock = builder.clock;
    this.longPoll = builder.longPoll;
    this.random = builder.random;
    this.rememberedQueries = builder.rememberedQueries;
    this.pages = new Pages(builder.name, builder.version, builder.tellsCoordinatorId);
    this.log = new ExchangeLog(builder.remembered);
    this.coordinator = coordinator(builder.coordinatorId.orElseGet(() -> randomId(random)));
    var site = new OwnSite();
    this.listener =
        new Listener(builder.port, socket -> new Conversation(socket, site, builder.clock));
  }

  public static StandInClusterBuilder builder() {
    return new StandInClusterBuilder();
  }

  /** Opens the door. */
  public StandInCluster start() {
    door(Door.OPEN);
    return this;
  }

  public String name() {
    return name;
  }

  public StandInDialect dialect() {
    return dialect;
  }

  /** Where it listens, without a slash at the end; known once started. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The port it listens on; known once started. */
  public int port() {
    return listener.port();
  }

  public String coordinatorId() {
    return coordinator.id();
  }

  /** From now on, treats every request so. */
  public void misbehave(Misbehaviour how) {
    misbehave(_ -> true, how);
  }

  /** From now on, treats the requests that fit so; the first that fits wins. */
  public void misbehave(Predicate<ReceivedRequest> when, Misbehaviour how) {
    faults.add(new Fault(when, how));
  }

  /** Ends all misbehaviour, opens the door, and no longer says that it is starting. */
  public void behave() {
    faults.clear();
    starting = false;
    door(Door.OPEN);
  }

  /** What happens to connections that come; those that are open stay. */
  public void door(Door door) {
    try {
      listener.door(door);
    } catch (IOException e) {
      throw new UncheckedIOException("stand-in " + name + ": port " + port() + " is taken", e);
    }
  }

  /** Closes all open connections. */
  public void dropConnections() {
    try {
      listener.dropConnections();
    } catch (IOException e) {
      throw new UncheckedIOException("stand-in " + name + ": can't close a connection", e);
    }
  }

  /** Whether /v1/info says that the coordinator is starting. */
  public void starting(boolean isStarting) {
    starting = isStarting;
  }

  /**
   * What it says of its load from now on; {@code running} is counted beside the queries that it
   * really has.
   */
  public void load(int running, int queued, int blocked) {
    change(now -> now.withLoad(running, queued, blocked));
  }

  /** How many workers it says it has from now on; by default 1. */
  public void workers(int count) {
    change(now -> now.withWorkers(count));
  }

  /** Which shares of CPU and memory it says are used from now on, 0 to 1. */
  public void utilisation(double cpu, double memory) {
    change(now -> now.withUtilisation(cpu, memory));
  }

  /** Which catalogs it lists from now on; by default none, and it takes statements on any. */
  public void catalogs(String... names) {
    change(now -> now.withCatalogs(List.of(names)));
  }

  private synchronized void change(UnaryOperator<Vitals> how) {
    vitals = how.apply(vitals);
  }

  /** As if the process had been started anew: open connections end, queries are forgotten. */
  public void restart(String newCoordinatorId) {
    replace(newCoordinatorId);
    dropConnections();
  }

  /** The same behind something that keeps connections open. */
  public void replace(String newCoordinatorId) {
    coordinator = coordinator(newCoordinatorId);
  }

  /** Lets every query that is held ({@code run=held}) go on to its rows. */
  public void release() {
    coordinator.listed().forEach(StandInQuery::release);
  }

  /** Queries that a poll has started and that have not ended. */
  public int runningQueries() {
    return coordinator.running();
  }

  /** Ids of the queries that a poll has started, oldest first, ended ones too. */
  public List<String> queryIds() {
    return coordinator.listed().stream().map(StandInQuery::id).toList();
  }

  /**
   * The texts of all statements that a poll has started, oldest first, ended ones too.
   *
   * @throws IllegalStateException when it has forgotten some
   */
  public List<String> startedStatements() {
    return coordinator.everStarted().stream().map(query -> query.submission().sql()).toList();
  }

  /** How a query ended or fares: RUNNING, FINISHED, FAILED; empty when it is unknown here. */
  public Optional<String> state(String queryId) {
    return coordinator.find(queryId).map(query -> query.state().name());
  }

  public int openTransactions() {
    return coordinator.openTransactions();
  }

  public int openConnections() {
    return listener.openConnections();
  }

  /** Connections taken since the start. */
  public int acceptedConnections() {
    return listener.accepted();
  }

  /** What came, oldest first. */
  public List<ReceivedRequest> received() {
    return log.received();
  }

  /** What came and fits, oldest first. */
  public List<ReceivedRequest> received(Predicate<ReceivedRequest> wanted) {
    return log.received().stream().filter(wanted).toList();
  }

  /** What came and what was sent back, in the order in which the answers ended. */
  public List<Exchange> exchanges() {
    return log.exchanges();
  }

  /** Forgets what came. */
  public void forget() {
    log.clear();
  }

  /** Waits until {@code count} requests that fit have come; tells whether they came in time. */
  public boolean awaitReceived(Predicate<ReceivedRequest> wanted, int count, Duration timeout)
      throws InterruptedException {
    return log.await(wanted, count, timeout);
  }

  /** Waits until an answer that fits has ended; tells whether it did in time. */
  public boolean awaitExchange(Predicate<Exchange> wanted, Duration timeout)
      throws InterruptedException {
    return log.awaitExchange(wanted, timeout);
  }

  /** Ends all threads and connections. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException("stand-in " + name + ": can't close", e);
    }
  }

  private Coordinator coordinator(String id) {
    return new Coordinator(id, dialect, clock, longPoll, random, rememberedQueries, () -> vitals);
  }

  /** Five characters as the engines make them: base 32 without what looks alike. */
  private static String randomId(RandomGenerator random) {
    var letters = "abcdefghijkmnpqrstuvwxyz23456789";
    var id = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      id.append(letters.charAt(random.nextInt(letters.length())));
    }
    return id.toString();
  }

  private final class OwnSite implements Conversation.Site {
    @Override
    public StandInDialect dialect() {
      return dialect;
    }

    @Override
    public Optional<Misbehaviour> misbehaviour(ReceivedRequest request) {
      return faults.stream()
          .filter(fault -> fault.when().test(request))
          .map(Fault::how)
          .findFirst();
    }

    @Override
    public Answer answer(ReceivedRequest request) throws InterruptedException {
      return new ProtocolService(coordinator, pages, name, starting, vitals).answer(request);
    }

    @Override
    public void received(ReceivedRequest request) {
      log.add(request);
    }

    @Override
    public void answered(Exchange exchange) {
      log.add(exchange);
    }
  }
}
