package io.sluice.admin.decision;

import io.sluice.rules.fact.Sql;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a statement's text says: the {@link Sql} fact on the wire, without the text and with sorted
 * names.
 */
public record SqlFeatures(
    String type,
    String category,
    Set<String> tables,
    Set<String> catalogs,
    Set<String> schemas,
    Set<String> functions,
    int joins,
    int subqueries,
    int unions,
    boolean aggregates,
    int windowFunctions,
    OptionalLong limit,
    boolean filtered,
    Set<String> filterColumns,
    boolean selectsAllColumns,
    boolean writes,
    String targetTable,
    int length,
    String fingerprint,
    boolean parsed,
    String parseError) {
  public SqlFeatures {
    tables = Sorted.copyOf(tables);
    catalogs = Sorted.copyOf(catalogs);
    schemas = Sorted.copyOf(schemas);
    functions = Sorted.copyOf(functions);
    filterColumns = Sorted.copyOf(filterColumns);
  }

  public static SqlFeatures of(Sql sql) {
    return new SqlFeatures(
        sql.type(),
        sql.category(),
        sql.tables(),
        sql.catalogs(),
        sql.schemas(),
        sql.functions(),
        sql.joins(),
        sql.subqueries(),
        sql.unions(),
        sql.aggregates(),
        sql.windowFunctions(),
        sql.limit(),
        sql.filtered(),
        sql.filterColumns(),
        sql.selectsAllColumns(),
        sql.writes(),
        sql.targetTable(),
        sql.length(),
        sql.fingerprint(),
        sql.parsed(),
        sql.parseError());
  }
}
