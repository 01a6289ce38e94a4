package io.sluice.broker.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.broker.command.RuleExplaining.Answer.Explained;
import io.sluice.rules.decision.Explanation;
import io.sluice.rules.decision.FiredRule;
import io.sluice.rules.decision.Outcome;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.decision.WaitingTime;
import io.sluice.rules.fact.Facts;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** A decision as a program wants to read it. Sets are sorted, so that equal decisions are equal. */
final class ExplanationJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ExplanationJson() {}

  static String of(Explained explained) {
    Verdict verdict = explained.verdict();
    Explanation explanation = verdict.explanation();
    ObjectNode json = NODES.objectNode();
    json.set("outcome", outcome(verdict.outcome()));
    json.put("rule", explanation.winner().orElse(null));
    json.set("session", pairs(verdict.session()));
    json.set("addedTags", sorted(verdict.addedTags()));
    verdict.priority().ifPresent(level -> json.put("priority", level));
    verdict.maxQueued().ifPresent(longest -> json.put("maxQueued", WaitingTime.text(longest)));
    json.set("notes", listed(verdict.notes()));
    json.set("flags", sorted(explanation.flags()));
    json.put("problem", explanation.problem());
    ArrayNode fired = json.putArray("fired");
    explanation.fired().forEach(rule -> fired.add(rule(rule)));
    ArrayNode rules = json.putArray("rules");
    explained.trace().forEach(traced -> rules.add(TraceJson.of(traced)));
    json.put("version", explanation.version().hash());
    json.put("micros", explanation.micros());
    json.set("facts", facts(explained.facts()));
    return json.toPrettyString() + "\n";
  }

  private static ObjectNode outcome(Outcome outcome) {
    ObjectNode json = NODES.objectNode();
    return switch (outcome) {
      case Outcome.Unrouted _ -> json.put("kind", "default");
      case Outcome.Reject reject -> json.put("kind", "reject").put("message", reject.message());
      case Outcome.Route route -> {
        json.put("kind", "route").put("group", route.group().value());
        json.set("fallbacks", listed(route.fallbacks()));
        json.put("strict", route.strict());
        route.pin().ifPresent(cluster -> json.put("pin", cluster.value()));
        route.selection().ifPresent(selection -> json.put("selection", selection));
        yield json;
      }
    };
  }

  private static ObjectNode rule(FiredRule rule) {
    ObjectNode json = NODES.objectNode();
    json.put("name", rule.name());
    json.put("file", rule.place().file());
    json.put("line", rule.place().line());
    json.put("salience", rule.salience());
    json.set("said", listed(rule.said()));
    json.set("overruled", listed(rule.overruled()));
    json.set("metadata", pairs(rule.metadata()));
    return json;
  }

  private static ObjectNode facts(Facts facts) {
    ObjectNode json = NODES.objectNode();
    json.put("user", facts.query().user());
    json.put("source", facts.query().source());
    json.set("clientTags", sorted(facts.query().clientTags()));
    json.set("teams", sorted(facts.query().groups()));
    json.put("catalog", facts.query().catalog());
    json.put("schema", facts.query().schema());
    json.put("dialect", facts.query().dialect().name());
    json.put("instant", facts.moment().instant().toString());
    json.put("time", facts.moment().time().toString());
    json.put("dayOfWeek", facts.moment().dayOfWeek().name());
    json.put("type", facts.sql().type());
    json.put("category", facts.sql().category());
    json.set("tables", sorted(facts.sql().tables()));
    json.put("targetTable", facts.sql().targetTable());
    json.set("functions", sorted(facts.sql().functions()));
    json.put("fingerprint", facts.sql().fingerprint());
    json.put("parsed", facts.sql().parsed());
    json.put("parseError", facts.sql().parseError());
    return json;
  }

  private static ArrayNode listed(Collection<?> values) {
    ArrayNode json = NODES.arrayNode();
    values.forEach(value -> json.add(value.toString()));
    return json;
  }

  private static ArrayNode sorted(Collection<?> values) {
    return listed(values.stream().map(Object::toString).sorted().toList());
  }

  private static ObjectNode pairs(Map<String, String> pairs) {
    ObjectNode json = NODES.objectNode();
    new TreeMap<>(pairs).forEach(json::put);
    return json;
  }
}
