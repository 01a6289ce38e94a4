package io.sluice.broker.statement;

import io.sluice.broker.audit.Attempt;
import io.sluice.broker.exchange.ClientResponse;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.fleet.Candidate;
import io.sluice.broker.followup.Resubmission;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.reactor.Lane;
import io.sluice.rules.fact.ClusterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement that a cluster has accepted and nobody has polled: what the rules said of it still
 * holds, only the cluster is chosen anew. The audit gets a second decision, which tells of the
 * first.
 */
final class KeptStatement implements Resubmission {
  private static final Logger LOG = LoggerFactory.getLogger(KeptStatement.class);

  private final Submissions services;
  private final Asked asked;
  private final ClusterName cluster;
  private final List<Attempt> earlier;
  private final long deadline;
  private volatile @Nullable SubmitLoop loop;
  private volatile boolean abandoned;

  /**
   * @param cluster the one that has accepted it
   * @param earlier the tries until then
   * @param deadline until when it may go elsewhere
   */
  KeptStatement(
      Submissions services,
      Asked asked,
      ClusterName cluster,
      List<Attempt> earlier,
      long deadline) {
    this.services = services;
    this.asked = asked;
    this.cluster = cluster;
    this.earlier = List.copyOf(earlier);
    this.deadline = deadline;
  }

  @Override
  public ClusterName cluster() {
    return cluster;
  }

  @Override
  public boolean elsewhere(
      QueryId lost, boolean reachable, String why, Lane lane, ClientResponse client, Origin origin)
      throws InterruptedException {
    List<Candidate> candidates = candidates(reachable, why);
    var offers = new SubmitLoop(services, lane, asked.sql(), origin, client::breakOff);
    loop = offers;
    if (abandoned) {
      offers.abandon();
    }
    Optional<SubmitLoop.Taken> taken = offers.offer(candidates, asked.head());
    List<Attempt> attempts = attempts(lost, why, offers);
    if (taken.isEmpty() || taken.get().answer().queryId().isEmpty()) {
      LOG.info("{} was gone before its first poll ({}), and no cluster took it", lost, why);
      return false;
    }
    Candidate chosen = taken.get().candidate();
    ClusterAnswer.Answered answer = taken.get().answer();
    LOG.info(
        "{} was gone before its first poll ({}); it goes on as {} on {}",
        lost,
        why,
        answer.queryId().get(),
        chosen.cluster().name());
    var acceptance = new Acceptance(services);
    acceptance.learn(asked, chosen.cluster(), answer);
    String because = "submitted again, as %s was gone before its first poll".formatted(lost);
    new DecisionNotes(services)
        .record(
            asked.query(),
            asked.decided(),
            candidates,
            attempts,
            acceptance.ending(asked, chosen, answer, because));
    acceptance.keep(asked, chosen.cluster(), answer, attempts, deadline);
    client.pass(answer.response(), answer.headers(), answer.hasBody(), answer.body());
    return true;
  }

  private List<Candidate> candidates(boolean reachable, String why) {
    return services
        .chooser()
        .candidates(asked.decided().verdict().outcome(), asked.query(), asked.decided().sql())
        .all()
        .stream()
        .map(candidate ->
            !reachable && candidate.cluster().name().equals(cluster)
                ? candidate.leftOut(why)
                : candidate)
        .toList();
  }

  private List<Attempt> attempts(QueryId lost, String why, SubmitLoop offers) {
    var attempts = new ArrayList<Attempt>(earlier);
    attempts.add(new Attempt(cluster, "first poll of %s: %s".formatted(lost, why), 0));
    attempts.addAll(offers.attempts());
    return attempts;
  }

  @Override
  public void abandon() {
    abandoned = true;
    SubmitLoop current = loop;
    if (current != null) {
      current.abandon();
    }
  }
}
