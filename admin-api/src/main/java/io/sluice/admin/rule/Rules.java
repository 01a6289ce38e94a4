package io.sluice.admin.rule;

/** The rules that decide. Safe for use by many threads. */
public interface Rules {
  RulesView current();

  /** Decides as a live statement would be decided now; nothing is sent, recorded or counted. */
  ExplainView explain(ExplainRequest request);
}
