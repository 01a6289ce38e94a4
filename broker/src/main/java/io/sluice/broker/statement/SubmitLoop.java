package io.sluice.broker.statement;

import io.sluice.broker.audit.Attempt;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.fleet.Candidate;
import io.sluice.broker.fleet.FleetCluster;
import io.sluice.broker.reactor.Lane;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers a statement to one candidate after the other, until a cluster answers.
 *
 * <p>Trying another cluster is safe for as long as the client has been given no nextUri: no engine
 * starts a statement before the first poll of it, and what was abandoned is forgotten there.
 *
 * <p>Runs on one virtual thread; only {@link #abandon} may be called by another.
 */
final class SubmitLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitLoop.class);

  private final Submissions services;
  private final Lane lane;
  private final ByteBuffer sql;
  private final Origin origin;
  private final Runnable brokenOff;
  private final List<Attempt> attempts = new ArrayList<>();
  private volatile boolean abandoned;
  private volatile @Nullable Submit trying;

  /** A cluster has answered. */
  record Taken(Candidate candidate, ClusterAnswer.Answered answer) {}

  /**
   * @param sql the statement's bytes
   * @param origin how the client reached the broker
   * @param brokenOff called when an answer breaks off after it was returned
   */
  SubmitLoop(Submissions services, Lane lane, ByteBuffer sql, Origin origin, Runnable brokenOff) {
    this.services = services;
    this.lane = lane;
    this.sql = sql;
    this.origin = origin;
    this.brokenOff = brokenOff;
  }

  /** Ends the attempt that is under way, and all further ones. */
  void abandon() {
    abandoned = true;
    Submit current = trying;
    if (current != null) {
      current.abort();
    }
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** What has been tried, in order. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /**
   * Tries the candidates that can take the statement; empty when none did. Looks at each again
   * before its turn: the tries before may have taken a minute, and it may have died meanwhile.
   */
  Optional<Taken> offer(List<Candidate> candidates, RequestHead head) throws InterruptedException {
    var waiting =
        new ArrayDeque<Candidate>(
            candidates.stream().filter(candidate -> candidate.excluded().isEmpty()).toList());
    boolean onlyChoice = candidates.size() == 1;
    int triesLeft = services.limits().attempts();
    long deadline = System.nanoTime() + services.limits().patience().toNanos();
    while (!waiting.isEmpty() && triesLeft > 0 && !abandoned) {
      // One that hangs leaves the others their share of the time.
      Duration share =
          Duration.ofNanos(deadline - System.nanoTime())
              .dividedBy(Math.min(waiting.size(), triesLeft));
      if (!share.isPositive()) {
        break;
      }
      Candidate candidate = waiting.poll();
      FleetCluster cluster = candidate.cluster();
      if (!onlyChoice && !cluster.takesStatements()) {
        skipped(cluster);
        continue;
      }
      triesLeft--;
      Optional<ClusterAnswer.Answered> answer = attempt(cluster, head, share);
      if (answer.isPresent()) {
        return Optional.of(new Taken(candidate, answer.get()));
      }
    }
    return Optional.empty();
  }

  private void skipped(FleetCluster cluster) {
    String reason =
        "not tried: %s: %s".formatted(cluster.state(), cluster.status().health().reason());
    attempts.add(new Attempt(cluster.name(), reason, 0));
  }

  private Optional<ClusterAnswer.Answered> attempt(
      FleetCluster cluster, RequestHead head, Duration patience) throws InterruptedException {
    long began = System.nanoTime();
    cluster.submissionBegins();
    try {
      var submit =
          new Submit(
              services.reactor(),
              lane,
              cluster.target(),
              services.uris().head(head, cluster, origin),
              sql.duplicate(),
              services.uris().edit(cluster, origin),
              brokenOff);
      trying = submit;
      return switch (submit.await(patience)) {
        case ClusterAnswer.Answered answered when answered.unavailable() -> {
          submit.abort();
          failed(cluster, answered.text(), began);
          yield Optional.empty();
        }
        case ClusterAnswer.Answered answered -> {
          tried(cluster, answered.text(), began);
          yield Optional.of(answered);
        }
        case ClusterAnswer.Lost lost -> {
          if (!abandoned) {
            failed(cluster, reason(lost.cause()), began);
          }
          yield Optional.empty();
        }
      };
    } finally {
      cluster.submissionEnds();
    }
  }

  private static String reason(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private void failed(FleetCluster cluster, String reason, long began) {
    LOG.info("Cluster {} did not take a statement: {}", cluster.name(), reason);
    tried(cluster, reason, began);
    cluster.trafficFailed(reason);
  }

  private void tried(FleetCluster cluster, String result, long began) {
    attempts.add(new Attempt(cluster.name(), result, (System.nanoTime() - began) / 1000));
  }

  /** Why none of the candidates has taken the statement, for the analyst. */
  String reasons(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return "it has no clusters";
    }
    return candidates.stream()
        .map(candidate -> candidate.cluster().name() + " " + reason(candidate))
        .collect(Collectors.joining("; "));
  }

  private String reason(Candidate candidate) {
    return candidate
        .excluded()
        .or(() ->
            attempts.stream()
                .filter(attempt -> attempt.cluster().equals(candidate.cluster().name()))
                .map(Attempt::result)
                .findFirst())
        .orElse("was not tried: too many attempts, or no time left");
  }
}
