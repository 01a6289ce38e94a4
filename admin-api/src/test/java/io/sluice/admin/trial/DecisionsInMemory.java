package io.sluice.admin.trial;

import io.sluice.admin.decision.DecisionFilter;
import io.sluice.admin.decision.DecisionId;
import io.sluice.admin.decision.DecisionPage;
import io.sluice.admin.decision.DecisionSummary;
import io.sluice.admin.decision.DecisionView;
import io.sluice.admin.decision.Decisions;
import io.sluice.admin.decision.Position;
import io.sluice.admin.problem.UnavailableException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit that remembers what it was asked, and that can be switched off. */
public final class DecisionsInMemory implements Decisions {
  private static final Comparator<DecisionSummary> NEWEST_FIRST =
      Comparator.comparing(DecisionSummary::at)
          .thenComparing(decision -> decision.id().value())
          .reversed();

  private final List<DecisionView> views = new CopyOnWriteArrayList<>();
  private final List<DecisionFilter> asked = new CopyOnWriteArrayList<>();
  private volatile boolean down;

  public void add(DecisionView decision) {
    views.add(decision);
  }

  /** From now on nothing can be read. */
  public void goDown() {
    down = true;
  }

  /** The filter of the last search. */
  public DecisionFilter lastAsked() {
    return asked.getLast();
  }

  @Override
  public DecisionPage search(DecisionFilter filter, Optional<Position> after, int limit) {
    if (down) {
      throw new UnavailableException("audit: the store is down", new SQLException("refused"));
    }
    asked.add(filter);
    List<DecisionSummary> found = new ArrayList<>();
    views.stream()
        .map(Samples::summary)
        .filter(one -> filter.user().map(one.statement().user()::equals).orElse(true))
        .sorted(NEWEST_FIRST)
        .dropWhile(one -> after.isPresent() && !isAfter(one, after.get()))
        .forEach(found::add);
    return new DecisionPage(found.stream().limit(limit).toList(), found.size() > limit);
  }

  @Override
  public Optional<DecisionView> find(DecisionId id) {
    return views.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  @Override
  public Optional<DecisionView> byQuery(String queryId) {
    return views.stream().filter(view -> view.queryId().equals(Optional.of(queryId))).findFirst();
  }

  private static boolean isAfter(DecisionSummary one, Position position) {
    int byTime = one.at().compareTo(position.at());
    return byTime < 0 || (byTime == 0 && one.id().value().compareTo(position.id().value()) < 0);
  }
}
