package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a decision's JSON without its SQL text, field by field: it is written for each statement,
 * and to have Jackson find the fields was the largest single cost there. Jackson reads it; a test
 * compares every field. What follows the verdict says what became of the decision, so {@link
 * PastDecisionReader} can stop there.
 *
 * <p>Longer than most classes here: a line for each field.
 */
final class BodyWriter {
  private final JsonFields out;

  private BodyWriter(JsonFields out) {
    this.out = out;
  }

  static void write(JsonGenerator json, DecisionRecord decision) throws IOException {
    json.writeStartObject();
    new BodyWriter(new JsonFields(json)).decision(decision);
    json.writeEndObject();
  }

  private void decision(DecisionRecord decision) throws IOException {
    out.text("id", decision.id().value());
    out.text("replica", decision.replica());
    out.object("query", () -> query(decision.query()));
    out.object("sql", () -> sql(decision.sql()));
    out.objects("usages", decision.usages(), this::usage);
    if (!decision.learned().equals(Learned.NOTHING)) {
      out.object("learned", () -> learned(decision.learned()));
    }
    if (decision.moment().isPresent()) {
      SeenMoment moment = decision.moment().get();
      out.object("moment", () -> moment(moment));
    }
    out.text("fleet", decision.fleet().map(FleetId::value));
    out.object("verdict", () -> verdict(decision.verdict()));
    out.text("outcome", decision.outcome().name());
    out.text("group", decision.group().map(GroupName::value));
    out.text("message", decision.message());
    out.objects("candidates", decision.candidates(), this::candidate);
    if (decision.choice().isPresent()) {
      Choice choice = decision.choice().get();
      out.object("choice", () -> choice(choice));
    }
    out.objects("attempts", decision.attempts(), this::attempt);
    out.text("queryId", decision.queryId().map(id -> id.value()));
  }

  private void query(Query query) throws IOException {
    out.text("user", query.user());
    out.text("principal", query.principal());
    out.texts("groups", query.groups());
    out.text("source", query.source());
    out.texts("clientTags", query.clientTags());
    out.text("clientInfo", query.clientInfo());
    out.text("catalog", query.catalog());
    out.text("schema", query.schema());
    out.texts("sessionProperties", query.sessionProperties());
    out.texts("resourceEstimates", query.resourceEstimates());
    out.text("dialect", query.dialect().name());
    out.text("remoteAddress", query.remoteAddress());
    out.text("userAgent", query.userAgent());
    out.texts("headers", query.headers());
    out.text("routingGroup", query.routingGroup());
    out.text("transaction", query.transaction());
    out.text("language", query.language());
    out.text("timeZone", query.timeZone());
  }

  private void sql(Sql sql) throws IOException {
    out.text("type", sql.type());
    out.text("category", sql.category());
    out.texts("tables", sql.tables());
    out.texts("catalogs", sql.catalogs());
    out.texts("schemas", sql.schemas());
    out.texts("catalogSchemas", sql.catalogSchemas());
    out.texts("functions", sql.functions());
    out.number("joins", sql.joins());
    out.number("subqueries", sql.subqueries());
    out.number("unions", sql.unions());
    out.truth("aggregates", sql.aggregates());
    out.number("windowFunctions", sql.windowFunctions());
    if (sql.limit().isPresent()) {
      out.numberOrZero("limit", sql.limit().getAsLong());
    }
    out.truth("filtered", sql.filtered());
    out.texts("filterColumns", sql.filterColumns());
    out.truth("selectsAllColumns", sql.selectsAllColumns());
    out.truth("writes", sql.writes());
    out.text("targetTable", sql.targetTable());
    out.number("length", sql.length());
    out.text("fingerprint", sql.fingerprint());
    out.truth("parsed", sql.parsed());
    out.text("parseError", sql.parseError());
  }

  private void usage(Usage usage) throws IOException {
    out.text("kind", usage.kind());
    out.text("name", usage.name());
    out.number("running", usage.running());
    out.number("queued", usage.queued());
    out.number("queriesLastHour", usage.queriesLastHour());
    out.decimal("cpuSecondsLastHour", usage.cpuSecondsLastHour());
    out.number("bytesLastHour", usage.bytesLastHour());
    out.number("queriesLastDay", usage.queriesLastDay());
    out.decimal("cpuSecondsLastDay", usage.cpuSecondsLastDay());
    out.number("bytesLastDay", usage.bytesLastDay());
  }

  private void learned(Learned learned) throws IOException {
    out.number("runs", learned.runs());
    out.decimal("medianCpuSeconds", learned.medianCpuSeconds());
    out.decimal("p95CpuSeconds", learned.p95CpuSeconds());
    out.number("medianPeakMemoryBytes", learned.medianPeakMemoryBytes());
    out.number("p95PeakMemoryBytes", learned.p95PeakMemoryBytes());
    out.decimal("medianElapsedSeconds", learned.medianElapsedSeconds());
    out.decimal("p95ElapsedSeconds", learned.p95ElapsedSeconds());
  }

  private void moment(SeenMoment moment) throws IOException {
    out.seconds("instant", Duration.between(Instant.EPOCH, moment.instant()));
    out.number("offsetSeconds", moment.offsetSeconds());
  }

  private void verdict(Verdict verdict) throws IOException {
    out.object("outcome", () -> outcome(verdict.outcome()));
    out.texts("session", verdict.session());
    out.texts("addedTags", verdict.addedTags());
    if (verdict.priority().isPresent()) {
      out.numberOrZero("priority", verdict.priority().getAsInt());
    }
    if (verdict.maxQueued().isPresent()) {
      out.seconds("maxQueued", verdict.maxQueued().get());
    }
    out.texts("notes", verdict.notes());
    out.object("explanation", () -> explanation(verdict.explanation()));
  }

  private void outcome(Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Route route -> {
        out.text("kind", "route");
        out.text("group", route.group().value());
        out.texts("fallbacks", route.fallbacks().stream().map(GroupName::value).toList());
        out.truth("strict", route.strict());
        out.text("pin", route.pin().map(ClusterName::value));
        out.text("selection", route.selection());
      }
      case Outcome.Reject(String message) -> {
        out.text("kind", "reject");
        out.text("message", Optional.of(message));
      }
      case Outcome.Unrouted _ -> out.text("kind", "unrouted");
    }
  }

  private void explanation(Explanation explanation) throws IOException {
    out.text("version", explanation.version().hash());
    out.text("winner", explanation.winner());
    out.objects("fired", explanation.fired(), this::fired);
    out.texts("flags", explanation.flags().stream().map(Enum::name).toList());
    out.text("problem", explanation.problem());
    out.text("offender", explanation.offender());
    out.number("micros", explanation.micros());
  }

  private void fired(FiredRule rule) throws IOException {
    out.text("name", rule.name());
    out.object(
        "place",
        () -> {
          out.text("file", rule.place().file());
          out.number("line", rule.place().line());
        });
    out.number("salience", rule.salience());
    out.texts("metadata", rule.metadata());
    out.texts("said", rule.said());
    out.texts("overruled", rule.overruled());
  }

  private void candidate(Candidate candidate) throws IOException {
    out.text("cluster", candidate.cluster().value());
    out.text("group", candidate.group().value());
    out.truth("eligible", candidate.eligible());
    out.text("reason", candidate.reason());
  }

  private void choice(Choice choice) throws IOException {
    out.text("cluster", choice.cluster().value());
    out.text("because", choice.because());
  }

  private void attempt(Attempt attempt) throws IOException {
    out.text("cluster", attempt.cluster().value());
    out.text("result", attempt.result());
    out.number("micros", attempt.micros());
  }
}
