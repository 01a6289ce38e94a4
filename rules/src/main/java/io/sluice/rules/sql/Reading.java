package io.sluice.rules.sql;

import io.sluice.rules.fact.Sql;

/**
 * What one way of reading a statement came to.
 *
 * @param kind what the statement is
 * @param category as {@code kind}, except that EXPLAIN ANALYZE has that of the statement it runs
 * @param writes as {@code kind}, except that EXPLAIN ANALYZE does what the statement it runs does
 * @param findings what it names and does
 * @param fingerprint of the statement behind EXECUTE, where there is one
 * @param problem why the grammar did not understand it; empty when it did
 */
record Reading(
    StatementKind kind,
    Category category,
    boolean writes,
    Findings findings,
    String fingerprint,
    String problem) {

  static Reading of(StatementKind kind, Findings findings, String fingerprint, String problem) {
    return new Reading(kind, kind.category(), kind.writes(), findings, fingerprint, problem);
  }

  /** The same findings for a statement that wraps this one, such as EXPLAIN. */
  Reading wrappedIn(StatementKind wrapper, String newFingerprint) {
    return wrapper == StatementKind.EXPLAIN_ANALYZE
        ? new Reading(wrapper, category, writes, findings, newFingerprint, problem)
        : of(wrapper, findings, newFingerprint, problem);
  }

  Reading withProblem(String newProblem) {
    return new Reading(kind, category, writes, findings, fingerprint, newProblem);
  }

  Sql toSql(String text) {
    return new Sql(
        text,
        kind.name(),
        category.word(),
        findings.tables,
        findings.catalogs,
        findings.schemas,
        findings.catalogSchemas,
        findings.functions,
        findings.joins,
        findings.subqueries,
        findings.unions,
        findings.aggregates,
        findings.windowFunctions,
        findings.limit,
        findings.filtered,
        findings.filterColumns,
        findings.selectsAllColumns,
        writes,
        writes ? findings.targetTable : "",
        text.length(),
        fingerprint,
        problem.isEmpty(),
        problem);
  }
}
