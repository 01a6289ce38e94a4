package io.sluice.broker.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.admin.rule.TracedRuleView;

/** What one rule made of a statement, with the field names of the admin API. */
final class TraceJson {
  private TraceJson() {}

  static ObjectNode of(io.sluice.rules.ruleset.TracedRule traced) {
    TracedRuleView view = TracedRuleView.of(traced);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", view.name());
    json.put("file", view.file());
    json.put("line", view.line());
    json.put("salience", view.salience());
    json.put("status", view.status().name());
    json.put("because", view.because());
    ArrayNode missed = json.putArray("missed");
    for (TracedRuleView.MissedView miss : view.missed()) {
      missed
          .addObject()
          .put("condition", miss.condition())
          .put("line", miss.line())
          .put("column", miss.column())
          .put("constraint", miss.constraint())
          .put("because", miss.because());
    }
    return json;
  }
}
