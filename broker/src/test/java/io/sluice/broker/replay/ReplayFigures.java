package io.sluice.broker.replay;

import com.sun.management.OperatingSystemMXBean;
import io.sluice.broker.audit.AuditEvent;
import io.sluice.broker.audit.AuditStore;
import io.sluice.broker.audit.FleetLoad;
import io.sluice.broker.audit.FleetSnapshot;
import io.sluice.broker.audit.History;
import io.sluice.broker.audit.PastDecisionReader;
import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.rules.drools.RuleSetCompiler;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.EvaluationLimits;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Prints what a replay of many decisions costs on this machine: {@code ReplayFigures COUNT
 * [FOLDER]}. Makes a store of so many decisions in the folder unless there is one. Run by hand;
 * asserts nothing.
 */
final class ReplayFigures {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int PAGE = 500;

  private ReplayFigures() {}

  public static void main(String[] args) throws Exception {
    int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("replay-figures");
    Path file = folder.resolve("store-" + count).toAbsolutePath();
    boolean fresh = !Files.exists(Path.of(file + ".mv.db"));
    try (var store = new Store(StoreSettings.of("jdbc:h2:file:" + file))) {
      store.start();
      store.awaitUp(Duration.ofSeconds(30));
      var past = new InventedPast();
      if (fresh) {
        fill(AuditStore.in(store), past, count);
      }
      System.out.printf("store: %d MiB%n", Files.size(Path.of(file + ".mv.db")) >> 20);
      var history = new History(store);
      History.Range all = all(count);
      for (int round = 0; round < 2; round++) {
        rows(history, all, false);
        rows(history, all, true);
      }
      for (int round = 0; round < 3; round++) {
        for (int threads = 1; threads <= 2; threads++) {
          replay(history, all, threads);
        }
      }
    }
  }

  private static History.Range all(int count) {
    return new History.Range(
        InventedPast.START,
        InventedPast.at(count + 1),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static void fill(AuditStore store, InventedPast past, int count) {
    long from = System.nanoTime();
    Optional<FleetSnapshot> fleet = Optional.empty();
    for (int start = 0; start < count; start += PAGE) {
      var events = new ArrayList<AuditEvent>();
      for (int i = start; i < Math.min(count, start + PAGE); i++) {
        if (fleet.isEmpty() || i % InventedPast.DECISIONS_A_SNAPSHOT == 0) {
          fleet = Optional.of(past.fleet(i));
          events.add(fleet.get());
        }
        events.add(past.decision(i, fleet.get().id()));
        past.end(i).ifPresent(events::add);
      }
      store.write(events);
    }
    System.out.printf(
        "filled: %d decisions in %.0f s; a snapshot of the fleet packed: %d characters%n",
        count, (System.nanoTime() - from) / 1e9, past.fleet(0).packed().length());
  }

  private static void rows(History history, History.Range range, boolean parse) {
    long from = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    var reader = new PastDecisionReader();
    Optional<String> last = Optional.empty();
    long rows = 0;
    long characters = 0;
    long read = 0;
    while (true) {
      List<History.Row> page = history.rows(range, last, PAGE);
      if (page.isEmpty()) {
        break;
      }
      last = Optional.of(page.getLast().id());
      for (History.Row row : page) {
        rows++;
        characters += row.body().length() + row.sqlText().length();
        read += parse && reader.read(row).isPresent() ? 1 : 0;
      }
    }
    print(parse ? "rows and JSON, one thread" : "rows, one thread", from, cpu, rows);
    System.out.printf("  %d characters a row, %d read%n", characters / Math.max(1, rows), read);
  }

  private static void replay(History history, History.Range range, int threads) throws Exception {
    long from = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    var plan =
        new ReplayPlan(
            range,
            5,
            InventedPast.DEFAULT_GROUP,
            new FleetLoad(List.of(), List.of()),
            ZoneOffset.UTC,
            threads);
    try (var run = new ReplayRun(history, rules(), plan, System::nanoTime)) {
      run.start();
      Optional<ReplayEnd> end = run.await(Duration.ofHours(1));
      if (end.isPresent() && end.get() instanceof ReplayEnd.Finished finished) {
        print("replay, threads: " + threads, from, cpu, finished.report().decisions());
        System.out.printf(
            "  moved %d, same %d, unreadable %d, shifts %d, flags %s%n",
            finished.report().moved(),
            finished.report().same(),
            finished.unreadable(),
            finished.report().shifts().size(),
            finished.report().flags());
      } else {
        System.out.println(end);
      }
    }
  }

  private static RuleSet rules() {
    var compiler =
        new RuleSetCompiler(
            new EvaluationLimits(Duration.ofSeconds(1), 1000),
            ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
    var files = new RuleFiles(List.of(new RuleFile("rules.drl", InventedPast.rules(100))));
    return switch (compiler.compile(files, InventedPast.TARGETS)) {
      case Compilation.Compiled compiled -> compiled.ruleSet();
      case Compilation.Refused refused ->
          throw new IllegalStateException(refused.diagnostics().toString());
    };
  }

  private static void print(String name, long from, long cpu, long count) {
    double micros = (System.nanoTime() - from) / 1000.0;
    System.out.printf(
        "%s: %.1f µs each, %.0f/s; CPU of the process %.1f µs each (%s)%n",
        name,
        micros / count,
        count * 1e6 / micros,
        (PROCESS.getProcessCpuTime() - cpu) / 1000.0 / count,
        Instant.now());
  }
}
