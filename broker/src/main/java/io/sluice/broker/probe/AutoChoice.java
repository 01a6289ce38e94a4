package io.sluice.broker.probe;

import io.sluice.admin.cluster.ProbeKind;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds the richest way in which a cluster tells its load, and stays with it until it is told to
 * look again. A way that is refused makes place for the next; one that fails in another manner is
 * tried again the next time.
 *
 * <p>Belongs to one cluster; used by one thread at a time.
 */
final class AutoChoice {
  private final Function<ProbeKind, LoadQuestion> questions;
  private int chosen;
  private Optional<String> refused = Optional.empty();

  AutoChoice(Function<ProbeKind, LoadQuestion> questions) {
    this.questions = questions;
  }

  /** Richest first; the last needs no login. A statement is never among them: it costs too much. */
  private static List<ProbeKind> ways(Dialect dialect) {
    return switch (dialect) {
      case TRINO -> List.of(ProbeKind.METRICS, ProbeKind.JMX, ProbeKind.UI, ProbeKind.STATUS);
      case PRESTO -> List.of(ProbeKind.CLUSTER, ProbeKind.STATUS);
    };
  }

  /**
   * The load.
   *
   * @param troubles hears why it is not told in a richer way
   */
  Figures ask(Talk talk, Consumer<String> troubles) throws IOException {
    List<ProbeKind> ways = ways(talk.dialect());
    while (true) {
      try {
        Figures figures = questions.apply(ways.get(Math.min(chosen, ways.size() - 1))).ask(talk);
        refused.ifPresent(troubles);
        return figures;
      } catch (Refusal refusal) {
        if (chosen >= ways.size() - 1) {
          throw refusal;
        }
        refused = refused.or(() -> Optional.of("load: " + refusal.getMessage()));
        chosen = refusal.wantsLogin() ? ways.size() - 1 : chosen + 1;
      }
    }
  }

  /** Tries the richest way again the next time. */
  void lookAgain() {
    chosen = 0;
    refused = Optional.empty();
  }
}
