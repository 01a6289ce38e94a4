package io.sluice.broker.audit;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.broker.store.AffinityEntry;
import io.sluice.broker.store.AffinityTable;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.rules.fact.ClusterName;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Prints what the audit costs on this machine. Run by hand; asserts nothing. */
final class AuditFigures {
  private static final AtomicLong lastCpu = new AtomicLong();

  private AuditFigures() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    Path directory = Files.createTempDirectory("audit-figures");
    List<DecisionRecord> records =
        IntStream.range(0, 3 * count).mapToObj(i -> Records.decision().number(i)).toList();
    var journal = new Journal(JournalSettings.in(directory.resolve("journal")));
    journal.start();
    System.out.println("bytes a line: " + new EventJson().line(records.getFirst()).length);
    cost(records);
    lastCpu.set(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
    append("append, first", journal, records.subList(0, count));
    append("append, warm", journal, records.subList(count, 2 * count));
    System.out.println("disk: " + directory.toAbsolutePath());
    try (Store store = new Store(StoreSettings.of("jdbc:h2:file:" + directory.resolve("store")))) {
      store.start();
      store.awaitUp(Duration.ofSeconds(30));
      var delivery = new AuditDelivery(journal, AuditStore.in(store));
      deliver(journal, delivery, 2 * count);
      appendWhileDelivering(journal, delivery, records.subList(2 * count, 3 * count));
      delivery.close();
      journal.close();
      affinity(new AffinityTable(store));
      search(AuditStore.in(store));
    }
  }

  private static void cost(List<DecisionRecord> records) throws Exception {
    var json = new EventJson();
    long bytes = 0;
    for (int round = 0; round < 4; round++) {
      long from = System.nanoTime();
      for (DecisionRecord decision : records) {
        bytes += json.line(decision).length;
      }
      print("  of it, to JSON, round " + round, from, records.size());
    }
    System.out.println("  " + bytes + " bytes");
  }

  private static void append(String name, Journal journal, List<DecisionRecord> records) {
    long from = System.nanoTime();
    records.forEach(journal::append);
    print(name, from, records.size());
  }

  private static void deliver(Journal journal, AuditDelivery delivery, int count) {
    long from = System.nanoTime();
    delivery.start();
    if (!journal.awaitDelivered(Duration.ofMinutes(5))) {
      System.out.println("not delivered: " + delivery.state());
    }
    print("deliver", from, count);
  }

  private static void appendWhileDelivering(
      Journal journal, AuditDelivery delivery, List<DecisionRecord> records) throws Exception {
    long from = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 64; t++) {
      int start = t * (records.size() / 64);
      List<DecisionRecord> share = records.subList(start, start + records.size() / 64);
      threads.add(Thread.startVirtualThread(() -> share.forEach(journal::append)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    print("append on 64 virtual threads, while delivering", from, records.size());
    journal.awaitDelivered(Duration.ofMinutes(5));
    print("  until delivered", from, records.size());
    System.out.println(delivery.state());
  }

  private static void affinity(AffinityTable table) {
    for (int round = 0; round < 3; round++) {
      long from = System.nanoTime();
      for (int i = 0; i < 500; i++) {
        table.put(
            new AffinityEntry("transaction", "t" + i, new ClusterName("etl-1"), Instant.EPOCH));
      }
      print("put an affinity, kept by CHECKPOINT", from, 500);
    }
  }

  private static void search(AuditStore store) {
    for (int i = 0; i < 3; i++) {
      search(store, "newest 100", new Wanted());
      search(store, "by user", new Wanted().user("ada"));
      search(store, "by a user that is not there", new Wanted().user("nobody"));
      search(store, "by rule", new Wanted().rule("nightly loads go to etl"));
      search(store, "by a rule that never fired", new Wanted().rule("never"));
      search(store, "failed", new Wanted().state(QueryState.FAILED));
      search(store, "by text that is not there", new Wanted().text("no such text"));
    }
    long from = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      store.clusterOf(Records.queryId(i));
    }
    print("cluster of a query", from, 1000);
  }

  private static void search(AuditStore store, String name, Wanted wanted) {
    long from = System.nanoTime();
    int found = store.search(wanted.filter(), Optional.empty(), 100).size();
    print("search " + name + ", " + found + " found", from, 1);
  }

  private static void print(String name, long from, int count) {
    double micros = (System.nanoTime() - from) / 1000.0;
    long cpu = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    System.out.printf(
        "%s: %.1f µs each, %.0f/s; CPU of the process %.1f µs each%n",
        name,
        micros / count,
        count * 1e6 / micros,
        (cpu - lastCpu.getAndSet(cpu)) / 1000.0 / count);
  }
}
