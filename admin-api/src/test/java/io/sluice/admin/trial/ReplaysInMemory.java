package io.sluice.admin.trial;

import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.replay.CandidateRules;
import io.sluice.admin.replay.ReplayProgressView;
import io.sluice.admin.replay.ReplayReportView;
import io.sluice.admin.replay.ReplayRequest;
import io.sluice.admin.replay.ReplayStart;
import io.sluice.admin.replay.Replays;
import io.sluice.admin.replay.RunningReplay;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.replay.Example;
import io.sluice.rules.replay.FlagCount;
import io.sluice.rules.replay.ReplayReport;
import io.sluice.rules.replay.RuleCount;
import io.sluice.rules.replay.Shift;
import io.sluice.rules.replay.Succession;
import io.sluice.rules.replay.WordKind;
import io.sluice.rules.ruleset.Diagnostic;
import io.sluice.rules.ruleset.RuleInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Replays that remember what they were asked, and end after two looks. What the user of the request
 * is called says how they go: "broken", "endless", "busy" or otherwise well.
 */
public final class ReplaysInMemory implements Replays {
  private final List<ReplayRequest> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean running;

  /** What the last replay was asked for. */
  public ReplayRequest lastAsked() {
    return asked.getLast();
  }

  /** Waits until a replay has been closed. */
  public boolean awaitClosed() throws InterruptedException {
    return closed.await(20, TimeUnit.SECONDS);
  }

  /** Whether one is there to be stopped. */
  public void running(boolean now) {
    running = now;
  }

  @Override
  public ReplayStart start(ReplayRequest request) {
    asked.add(request);
    if (request.candidate() instanceof CandidateRules.Known known) {
      return new ReplayStart.NoSuchVersion(known.version());
    }
    return switch (request.user().orElse("")) {
      case "busy" -> new ReplayStart.Busy("replay: another one is at decision 7");
      case "refused" ->
          new ReplayStart.Refused(
              List.of(
                  new Diagnostic(
                      Diagnostic.Severity.ERROR, "base.drl", 9, 3, "'whn' (expected: when)")));
      case "down" -> throw new UnavailableException("the store is down", new AssertionError());
      default -> new ReplayStart.Started(new Running(request.user().orElse("")));
    };
  }

  @Override
  public boolean stop() {
    return running;
  }

  private final class Running implements RunningReplay {
    private final String way;
    private int looks;

    Running(String way) {
      this.way = way;
    }

    @Override
    public ReplayProgressView progress() {
      return new ReplayProgressView(
          looks, looks > 1 ? OptionalLong.of(2) : OptionalLong.empty(), 50_000);
    }

    @Override
    public Optional<ReplayReportView> await(Duration timeout) {
      looks++;
      if (way.equals("broken") && looks > 1) {
        throw new UnavailableException("the store is gone", new CancellationException());
      }
      return looks > 2 && !way.equals("endless") ? Optional.of(report()) : Optional.empty();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private static ReplayReportView report() {
    var example =
        new Example("01k", "ann", "airflow", "SELECT 1", Optional.of("old"), Optional.empty());
    var report =
        new ReplayReport(
            Samples.RULE_SET,
            2,
            1,
            0,
            1,
            0,
            0,
            0,
            0,
            List.of(
                new Shift(
                    Optional.of(new GroupName("etl")),
                    Optional.of(new GroupName("adhoc")),
                    1,
                    0.5,
                    1500,
                    1,
                    List.of(example))),
            0,
            Map.of(WordKind.SESSION, 1L),
            List.of(new Succession(Optional.of("old"), Optional.empty(), 1)),
            0,
            List.of(
                new RuleCount(new RuleInfo("new", new RulePlace("a.drl", 1), 0, Map.of()), 1, 0)),
            List.of(new FlagCount(Flag.RULE_FAILED, 0, 1, "it threw", List.of(example))));
    return ReplayReportView.of(report, Instant.EPOCH, Samples.AT, 40, 0);
  }
}
