package io.sluice.rules.sql;

import io.sluice.rules.fact.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/** Writes an analysed statement as one line: type, category, and all that is not as usual. */
final class SqlText {
  private SqlText() {}

  static String of(Sql sql) {
    var facts = new ArrayList<String>();
    facts.add(sql.type() + "/" + (sql.category().isEmpty() ? "-" : sql.category()));
    addIf(!sql.parsed(), "by words", facts);
    addIf(
        sql.writes(),
        sql.targetTable().isEmpty() ? "writes" : "writes " + sql.targetTable(),
        facts);
    addAll("tables", sql.tables(), facts);
    addNamespaces(sql, facts);
    addAll("functions", sql.functions(), facts);
    addCount("joins", sql.joins(), facts);
    addCount("subqueries", sql.subqueries(), facts);
    addCount("unions", sql.unions(), facts);
    addIf(sql.aggregates(), "aggregates", facts);
    addCount("windows", sql.windowFunctions(), facts);
    sql.limit().ifPresent(limit -> facts.add("limit " + limit));
    addIf(sql.filtered(), "filtered " + join(sql.filterColumns()), facts);
    addIf(sql.selectsAllColumns(), "all columns", facts);
    return String.join(" | ", facts);
  }

  /** Catalogs and schemas, unless they are just those of the tables. */
  private static void addNamespaces(Sql sql, List<String> facts) {
    var catalogs = new HashSet<String>();
    var schemas = new HashSet<String>();
    var both = new HashSet<String>();
    for (String table : sql.tables()) {
      String[] names = table.split("\\.", 3);
      catalogs.add(names[0]);
      schemas.add(names[1]);
      both.add(names[0] + "." + names[1]);
    }
    addIf(!catalogs.equals(sql.catalogs()), "catalogs " + join(sql.catalogs()), facts);
    addIf(!schemas.equals(sql.schemas()), "schemas " + join(sql.schemas()), facts);
    addIf(!both.equals(sql.catalogSchemas()), "namespaces " + join(sql.catalogSchemas()), facts);
  }

  private static void addAll(String name, Collection<String> values, List<String> facts) {
    addIf(!values.isEmpty(), name + " " + join(values), facts);
  }

  private static void addCount(String name, int count, List<String> facts) {
    addIf(count > 0, name + " " + count, facts);
  }

  private static void addIf(boolean condition, String fact, List<String> facts) {
    if (condition) {
      facts.add(fact.strip());
    }
  }

  private static String join(Collection<String> values) {
    return String.join(", ", new TreeSet<>(values));
  }
}
