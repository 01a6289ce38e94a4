package io.sluice.broker.replay;

import io.sluice.admin.problem.UnavailableException;
import io.sluice.admin.replay.ReplayProgressView;
import io.sluice.admin.replay.ReplayReportView;
import io.sluice.admin.replay.RunningReplay;
import io.sluice.broker.audit.History;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A replay in the words of the admin API. */
public final class LiveReplay implements RunningReplay {
  private final ReplayRun run;
  private final History.Range range;

  public LiveReplay(ReplayRun run, History.Range range) {
    this.run = run;
    this.range = range;
  }

  @Override
  public ReplayProgressView progress() {
    ReplayProgress progress = run.progress();
    long millis = Math.max(1, progress.elapsed().toMillis());
    return new ReplayProgressView(
        progress.done(), progress.total(), progress.done() * 1000 / millis);
  }

  @Override
  public Optional<ReplayReportView> await(Duration timeout) throws InterruptedException {
    return run.await(timeout).map(this::report);
  }

  private ReplayReportView report(ReplayEnd end) {
    return switch (end) {
      case ReplayEnd.Finished finished ->
          ReplayReportView.of(
              finished.report(),
              range.from(),
              range.to(),
              run.progress().elapsed().toMillis(),
              finished.unreadable());
      case ReplayEnd.Stopped _ ->
          throw new UnavailableException(
              "the replay was stopped", new CancellationException("stopped"));
      case ReplayEnd.Failed failed ->
          throw new UnavailableException(
              "the replay can't go on: " + failed.why().getMessage(), failed.why());
    };
  }

  @Override
  public void close() {
    run.close();
  }
}
