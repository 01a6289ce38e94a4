package io.sluice.broker.probe;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.ProbeKind;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker remembers of one cluster from probe to probe: which questions it answers, its
 * cookie, its dialect, what the log has been told. One probe at a time; a second one waits for the
 * first, which is bounded.
 */
final class Contact {
  private static final Logger LOG = LoggerFactory.getLogger(Contact.class);
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

  private final ReentrantLock lock = new ReentrantLock();
  private final LoadQuestion status = LoadQuestion.status();
  private final Map<ProbeKind, LoadQuestion> questions =
      Map.of(
          ProbeKind.STATUS,
          talk -> Figures.NONE,
          ProbeKind.METRICS,
          new MetricsQuestion(),
          ProbeKind.UI,
          new UiQuestion(),
          ProbeKind.JMX,
          LoadQuestion.jmx(),
          ProbeKind.SQL,
          new SqlQuestion(),
          ProbeKind.CLUSTER,
          LoadQuestion.cluster());
  private final AutoChoice auto = new AutoChoice(kind -> questions.getOrDefault(kind, status));
  private final LoneCoordinator lone = new LoneCoordinator();
  private final Set<String> told = new HashSet<>();
  private Optional<Dialect> shown = Optional.empty();
  private String version = "";
  private Optional<Deadline> lookAgain = Optional.empty();
  private Optional<Caller> refused = Optional.empty();

  /** Asks a cluster; what it says beside {@code /v1/info} may be missing, and that is told. */
  ClusterReport probe(
      ClusterSpec spec,
      Caller asking,
      ClusterLine line,
      Optional<Dialect> detected,
      boolean withCatalogs,
      Deadline deadline)
      throws IOException {
    lock.lock();
    try {
      var troubles = new ArrayList<String>();
      Caller caller = unlessRefused(asking);
      Optional<Dialect> known = spec.dialect().or(() -> shown).or(() -> detected);
      Info info = Info.of(line.ask(ClusterLine.get("/v1/info", caller.headers(known)), deadline));
      caller.trouble().ifPresent(troubles::add);
      info.trouble().ifPresent(troubles::add);
      lookAgainWhenDue(info, deadline);
      readDialect(spec, info, line, deadline, troubles);
      ClusterReport report = report(info, Figures.NONE, false, Optional.empty(), troubles);
      Optional<Dialect> speaks = spec.dialect().or(() -> shown).or(() -> detected);
      if (info.trouble().isPresent()) {
        refused = Optional.of(caller).filter(it -> it.password().isPresent()).or(() -> refused);
      } else if (speaks.isPresent() && !info.starting()) {
        var talk = new Talk(line, caller, speaks.get(), deadline);
        report = richer(spec, info, talk, withCatalogs, troubles);
      }
      tell(spec, troubles);
      return report;
    } finally {
      lock.unlock();
    }
  }

  /** A wrong password is not sent round by round: some directories lock a user out for that. */
  private Caller unlessRefused(Caller asking) {
    boolean again = asking.password().isPresent() && refused.filter(asking::says).isPresent();
    return again
        ? asking.silenced(
            "credentials: user %s was refused (expected: a user and password that the cluster accepts; tried again when they change, or after some minutes)"
                .formatted(asking.user()))
        : asking;
  }

  private void lookAgainWhenDue(Info info, Deadline deadline) {
    if (!info.version().equals(version) || lookAgain.map(Deadline::passed).orElse(true)) {
      if (!info.version().equals(version)) {
        shown = Optional.empty();
      }
      version = info.version();
      auto.lookAgain();
      told.clear();
      refused = Optional.empty();
      lookAgain = Optional.of(Deadline.in(LOOK_AGAIN, deadline.ticker()));
    }
  }

  private void readDialect(
      ClusterSpec spec, Info info, ClusterLine line, Deadline deadline, List<String> troubles) {
    if (shown.isEmpty()) {
      try {
        shown = DialectSigns.read(line, info, deadline);
      } catch (IOException e) {
        troubles.add("dialect: " + e.getMessage());
        return;
      }
    }
    if (spec.dialect().isEmpty() && shown.isEmpty()) {
      troubles.add("dialect: its answers do not show it (expected: dialect: trino or presto set)");
    }
    if (spec.dialect().isPresent() && shown.isPresent() && !spec.dialect().equals(shown)) {
      troubles.add(
          "dialect: %s is set, but it answers as %s does (expected: the dialect that it speaks, or none)"
              .formatted(spec.dialect().get(), shown.get()));
    }
  }

  private ClusterReport richer(
      ClusterSpec spec, Info info, Talk talk, boolean withCatalogs, List<String> troubles) {
    Figures figures = Figures.NONE;
    boolean loadTold = false;
    if (spec.probe() != ProbeKind.INFO) {
      try {
        figures = load(spec.probe(), talk, troubles);
        loadTold = true;
      } catch (IOException e) {
        troubles.add("load: " + e.getMessage());
        remember(e, talk.caller());
      }
      try {
        figures = figures.or(status.ask(talk));
      } catch (IOException e) {
        troubles.add("load: " + e.getMessage());
        loadTold &= figures.running().isPresent();
      }
    }
    Optional<Set<String>> catalogs =
        withCatalogs ? catalogs(talk, figures, troubles) : Optional.empty();
    return report(info, figures, loadTold, catalogs, troubles);
  }

  private Figures load(ProbeKind kind, Talk talk, List<String> troubles) throws IOException {
    if (kind == ProbeKind.AUTO) {
      return auto.ask(talk, troubles::add);
    }
    Set<ProbeKind> unknown =
        switch (talk.dialect()) {
          case TRINO -> Set.of(ProbeKind.CLUSTER);
          case PRESTO -> Set.of(ProbeKind.UI, ProbeKind.METRICS);
        };
    if (unknown.contains(kind)) {
      throw new IOException(
          "probe: %s (expected: one that %s knows; or auto)"
              .formatted(kind.word(), talk.dialect()));
    }
    return questions.getOrDefault(kind, status).ask(talk);
  }

  private Optional<Set<String>> catalogs(Talk talk, Figures figures, List<String> troubles) {
    try {
      var names = new HashSet<String>();
      Statement.rows(talk, "SHOW CATALOGS").forEach(row -> names.add(row.path(0).asText()));
      lone.ranStatement(figures);
      // Every engine has one named system; who is shown none may see none.
      return Optional.of(names).filter(some -> !some.isEmpty()).map(Set::copyOf);
    } catch (IOException e) {
      troubles.add("catalogs: " + e.getMessage());
      remember(e, talk.caller());
      return Optional.empty();
    }
  }

  private void remember(IOException e, Caller caller) {
    if (e instanceof Refusal refusal && refusal.wantsLogin() && caller.password().isPresent()) {
      refused = Optional.of(caller);
    }
  }

  private ClusterReport report(
      Info info,
      Figures figures,
      boolean loadTold,
      Optional<Set<String>> catalogs,
      List<String> troubles) {
    OptionalInt workers = lone.workers(figures);
    return new ClusterReport(
        info.version(),
        shown,
        info.coordinatorId(),
        info.starting(),
        loadTold ? Optional.of(figures.load()) : Optional.empty(),
        workers,
        catalogs,
        info.uptimeMillis(),
        troubles);
  }

  /** Each trouble once, and again when it is still there after a while. */
  private void tell(ClusterSpec spec, List<String> troubles) {
    for (String trouble : troubles) {
      if (told.add(trouble)) {
        LOG.warn("Cluster {} answers, but: {}", spec.name(), trouble);
      }
    }
  }
}
