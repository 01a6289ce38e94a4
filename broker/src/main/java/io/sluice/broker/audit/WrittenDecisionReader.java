package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link WrittenDecision} out of its body, without making objects of the rest; holds its
 * fields meanwhile. Kept true to {@link EventJson} by a test.
 */
final class WrittenDecisionReader {
  private final JsonParser parser;
  private final JsonCursor in;
  private @Nullable DecisionId id;
  private String replica = "";
  private @Nullable String user;
  private List<String> teams = List.of();
  private String source = "";
  private @Nullable DecisionOutcome outcome;
  private Optional<GroupName> group = Optional.empty();
  private Optional<ClusterName> cluster = Optional.empty();
  private Optional<QueryId> queryId = Optional.empty();
  private String fingerprint = "";
  private final Set<String> rules = new LinkedHashSet<>();

  private WrittenDecisionReader(JsonParser parser) {
    this.parser = parser;
    this.in = new JsonCursor(parser);
  }

  /**
   * Reads one.
   *
   * @param parser stands before the body
   * @throws IOException when that is no decision
   */
  static WrittenDecision read(JsonParser parser, String text, String body) throws IOException {
    var fields = new WrittenDecisionReader(parser);
    try {
      fields.in.object(fields::field);
    } catch (IllegalArgumentException e) {
      throw new JsonParseException(parser, "no decision: " + e.getMessage(), e);
    }
    return fields.decision(text, body);
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "id" -> id = new DecisionId(in.text());
      case "replica" -> replica = in.text();
      case "query" -> {
        user = "";
        in.object(this::queryField);
      }
      case "sql" -> in.object(this::sqlField);
      case "verdict" -> in.object(this::verdictField);
      case "outcome" -> outcome = DecisionOutcome.valueOf(in.text());
      case "group" -> group = Optional.of(new GroupName(in.text()));
      case "choice" -> in.object(this::choiceField);
      case "queryId" -> queryId = Optional.of(new QueryId(in.text()));
      default -> in.skip();
    }
  }

  private void queryField(String name) throws IOException {
    switch (name) {
      case "user" -> user = in.text();
      case "groups" -> teams = in.texts();
      case "source" -> source = in.text();
      default -> in.skip();
    }
  }

  private void sqlField(String name) throws IOException {
    switch (name) {
      case "fingerprint" -> fingerprint = in.text();
      default -> in.skip();
    }
  }

  private void verdictField(String name) throws IOException {
    switch (name) {
      case "explanation" -> in.object(this::explanationField);
      default -> in.skip();
    }
  }

  private void explanationField(String name) throws IOException {
    switch (name) {
      case "fired" -> in.objects(() -> in.fields(this::firedField));
      default -> in.skip();
    }
  }

  private void firedField(String name) throws IOException {
    switch (name) {
      case "name" -> rules.add(in.text());
      default -> in.skip();
    }
  }

  private void choiceField(String name) throws IOException {
    switch (name) {
      case "cluster" -> cluster = Optional.of(new ClusterName(in.text()));
      default -> in.skip();
    }
  }

  private WrittenDecision decision(String text, String body) throws IOException {
    DecisionId named = id;
    String asked = user;
    DecisionOutcome became = outcome;
    if (named == null || asked == null || became == null) {
      throw new JsonParseException(parser, "a decision without its id, its query or its outcome");
    }
    return new WrittenDecision(
        named,
        replica,
        asked,
        Set.copyOf(teams),
        source,
        became,
        group,
        cluster,
        queryId,
        fingerprint,
        rules,
        text,
        body);
  }
}
