package io.sluice.broker.audit;

import io.sluice.broker.query.QueryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A decision as the comparison of proxies makes them, again and again under another name. */
final class SampleDecision {
  private static final long MICROS_APART = 200;

  private final DecisionRecord decision;
  private long made;

  SampleDecision(EventJson json) {
    try (var in =
        Objects.requireNonNull(SampleDecision.class.getResourceAsStream("decision.json"))) {
      byte[] line = in.readAllBytes();
      WrittenDecision written = (WrittenDecision) json.event(line, 0, line.length);
      this.decision = json.decision(written.body(), written.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next one: 200 µs later, of the next query. */
  DecisionRecord next() {
    made++;
    return new DecisionRecord(
        DecisionId.of(Instant.EPOCH.plusNanos(1000 * MICROS_APART * made), 7, made),
        decision.replica(),
        decision.query(),
        decision.sql(),
        decision.usages(),
        decision.learned(),
        decision.moment(),
        decision.fleet(),
        decision.verdict(),
        decision.outcome(),
        decision.group(),
        decision.message(),
        decision.candidates(),
        decision.choice(),
        decision.attempts(),
        Optional.of(new QueryId("20261123_%06d_%05d_c0000".formatted(made / 1000, made % 1000))));
  }
}
