package io.sluice.rules.lint;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.fact.Usage;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Form;
import io.sluice.rules.language.Nearest;
import io.sluice.rules.language.Operator;
import io.sluice.rules.language.Term;
import io.sluice.rules.ruleset.Targets;
import io.sluice.rules.sql.KnownStatements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Texts that a field never has, such as a type of statement that does not exist. */
final class FactValues {
  private static final Set<String> STATES =
      Set.of("STARTING", "HEALTHY", "DEGRADED", "UNHEALTHY", "DRAINING", "DRAINED", "INACTIVE");

  private final Report report;
  private final Map<String, Set<String>> known;

  FactValues(Report report, Targets targets) {
    this.report = report;
    Set<String> groups =
        targets.groups().stream().map(GroupName::value).collect(Collectors.toSet());
    Set<String> clusters =
        targets.clusters().stream().map(ClusterName::value).collect(Collectors.toSet());
    this.known =
        Map.of(
            "Sql.type", KnownStatements.types(),
            "Sql.category", KnownStatements.categories(),
            "Cluster.state", STATES,
            "Usage.kind", Set.of(Usage.USER, Usage.TEAM),
            "Group.name", groups,
            "Cluster.group", groups,
            "Cluster.name", clusters);
  }

  void inspect(List<Subject> rules) {
    for (Subject rule : rules) {
      rule.patterns()
          .flatMap(pattern -> pattern.constraints().stream())
          .forEach(constraint -> inspect(rule, constraint, constraint.form()));
    }
  }

  private void inspect(Subject rule, Constraint constraint, Form form) {
    switch (form) {
      case Form.Not(Form inner) -> inspect(rule, constraint, inner);
      case Form.Both(List<Form> forms) -> forms.forEach(it -> inspect(rule, constraint, it));
      case Form.Either(List<Form> forms) -> forms.forEach(it -> inspect(rule, constraint, it));
      case Form.OneOf(Term own, Set<Object> values) ->
          values.stream().sorted().forEach(value -> inspect(rule, constraint, own, value));
      case Form.Compared(Operator operator, Term own, Object value)
          when operator == Operator.EQUAL || operator == Operator.NOT_EQUAL ->
          inspect(rule, constraint, own, value);
      case Form.Compared _, Form.Absent _, Form.Opaque _ -> {}
    }
  }

  private void inspect(Subject rule, Constraint constraint, Term own, Object value) {
    Set<String> values = known.getOrDefault(own.canonical(), Set.of());
    if (!values.isEmpty() && value instanceof String text && !values.contains(text)) {
      report.warn(
          rule,
          Code.UNKNOWN_VALUE,
          constraint.source(),
          "%s is never \"%s\"; %s".formatted(own.canonical(), text, Nearest.hint(text, values)));
    }
  }
}
