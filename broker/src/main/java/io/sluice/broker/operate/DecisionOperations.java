package io.sluice.broker.operate;

import io.sluice.admin.decision.Attempt;
import io.sluice.admin.decision.DecisionFilter;
import io.sluice.admin.decision.DecisionId;
import io.sluice.admin.decision.DecisionOutcome;
import io.sluice.admin.decision.DecisionPage;
import io.sluice.admin.decision.DecisionSummary;
import io.sluice.admin.decision.DecisionView;
import io.sluice.admin.decision.Decisions;
import io.sluice.admin.decision.Position;
import io.sluice.admin.decision.QueryEnd;
import io.sluice.admin.decision.QueryState;
import io.sluice.admin.decision.SqlFeatures;
import io.sluice.admin.decision.StatementView;
import io.sluice.admin.problem.UnavailableException;
import io.sluice.broker.audit.Choice;
import io.sluice.broker.audit.DecisionLog;
import io.sluice.broker.audit.DecisionRecord;
import io.sluice.broker.audit.LoggedDecision;
import io.sluice.broker.query.QueryId;
import io.sluice.broker.store.StoreException;
import io.sluice.rules.fact.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The audit as operators read it. */
public final class DecisionOperations implements Decisions {
  private final DecisionLog log;

  public DecisionOperations(DecisionLog log) {
    this.log = log;
  }

  @Override
  public DecisionPage search(DecisionFilter filter, Optional<Position> after, int limit) {
    List<LoggedDecision> found =
        reading(() ->
            log.search(
                stored(filter), after.flatMap(position -> stored(position.id())), limit + 1));
    boolean more = found.size() > limit;
    return new DecisionPage(
        found.stream().limit(limit).map(DecisionOperations::summary).toList(), more);
  }

  @Override
  public Optional<DecisionView> find(DecisionId id) {
    return reading(() -> stored(id).flatMap(log::find)).map(DecisionOperations::view);
  }

  @Override
  public Optional<DecisionView> byQuery(String queryId) {
    return reading(() -> log.byQuery(new QueryId(queryId))).map(DecisionOperations::view);
  }

  private static <T> T reading(Supplier<T> read) {
    try {
      return read.get();
    } catch (StoreException e) {
      throw new UnavailableException("the audit can't be read: " + e.getMessage(), e);
    }
  }

  /** The store's id; a text that can't be one is the id of no decision. */
  private static Optional<io.sluice.broker.audit.DecisionId> stored(DecisionId id) {
    try {
      return Optional.of(new io.sluice.broker.audit.DecisionId(id.value()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static io.sluice.broker.audit.DecisionFilter stored(DecisionFilter filter) {
    return new io.sluice.broker.audit.DecisionFilter(
        filter.user(),
        filter.source(),
        filter.group(),
        filter.cluster(),
        filter.rule(),
        filter
            .outcome()
            .map(outcome -> io.sluice.broker.audit.DecisionOutcome.valueOf(outcome.name())),
        filter.state().map(state -> io.sluice.broker.audit.QueryState.valueOf(state.name())),
        filter.from(),
        filter.to(),
        filter.text());
  }

  private static DecisionSummary summary(LoggedDecision logged) {
    DecisionRecord decision = logged.decision();
    return new DecisionSummary(
        new DecisionId(decision.id().value()),
        decision.at(),
        statement(decision),
        decision.sql().type(),
        DecisionOutcome.valueOf(decision.outcome().name()),
        decision.verdict().explanation().winner(),
        decision.group(),
        decision.choice().map(Choice::cluster),
        decision.verdict().explanation().version(),
        decision.verdict().explanation().flags(),
        decision.verdict().explanation().micros(),
        decision.queryId().map(QueryId::value),
        end(logged));
  }

  private static DecisionView view(LoggedDecision logged) {
    DecisionRecord decision = logged.decision();
    return new DecisionView(
        new DecisionId(decision.id().value()),
        decision.at(),
        statement(decision),
        SqlFeatures.of(decision.sql()),
        Reasons.of(decision),
        decision.attempts().stream()
            .map(attempt -> new Attempt(attempt.cluster(), attempt.result(), attempt.micros()))
            .toList(),
        decision.queryId().map(QueryId::value),
        end(logged));
  }

  private static StatementView statement(DecisionRecord decision) {
    Query query = decision.query();
    return new StatementView(
        query.user(),
        query.principal(),
        query.source(),
        query.clientTags(),
        query.dialect(),
        query.remoteAddress(),
        query.catalog(),
        query.schema(),
        query.transaction(),
        decision.sql().text(),
        decision.sqlTruncated());
  }

  private static QueryEnd end(LoggedDecision logged) {
    return logged
        .end()
        .map(end ->
            new QueryEnd(
                QueryState.valueOf(end.state().name()),
                end.errorCode(),
                end.errorName(),
                end.elapsedMillis(),
                end.cpuMillis(),
                end.rows(),
                end.bytes(),
                Optional.of(end.endedAt())))
        .orElseGet(() -> withoutEnd(logged.decision()));
  }

  /**
   * A query whose end is not known runs; a statement that no cluster made a query of never will.
   */
  private static QueryEnd withoutEnd(DecisionRecord decision) {
    QueryEnd unknown = QueryEnd.unknown();
    return decision.queryId().isPresent()
        ? unknown
        : new QueryEnd(
            QueryState.FAILED,
            unknown.errorCode(),
            unknown.errorName(),
            unknown.elapsedMillis(),
            unknown.cpuMillis(),
            unknown.rows(),
            unknown.bytes(),
            Optional.of(decision.at()));
  }
}
