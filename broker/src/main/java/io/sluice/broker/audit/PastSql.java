package io.sluice.broker.audit;

import io.sluice.rules.fact.Sql;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a {@link Sql} out of JSON; holds its fields meanwhile. */
final class PastSql {
  private final JsonCursor in;
  private String type = "";
  private String category = "";
  private Set<String> tables = Set.of();
  private Set<String> catalogs = Set.of();
  private Set<String> schemas = Set.of();
  private Set<String> catalogSchemas = Set.of();
  private Set<String> functions = Set.of();
  private int joins;
  private int subqueries;
  private int unions;
  private boolean aggregates;
  private int windowFunctions;
  private OptionalLong limit = OptionalLong.empty();
  private boolean filtered;
  private Set<String> filterColumns = Set.of();
  private boolean selectsAllColumns;
  private boolean writes;
  private String targetTable = "";
  private int length;
  private String fingerprint = "";
  private boolean parsed;
  private String parseError = "";

  private PastSql(JsonCursor in) {
    this.in = in;
  }

  static Sql read(JsonCursor in, String text) throws IOException {
    var fields = new PastSql(in);
    in.object(fields::field);
    return fields.sql(text);
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "type" -> type = in.text();
      case "category" -> category = in.text();
      case "tables" -> tables = Set.copyOf(in.texts());
      case "catalogs" -> catalogs = Set.copyOf(in.texts());
      case "schemas" -> schemas = Set.copyOf(in.texts());
      case "catalogSchemas" -> catalogSchemas = Set.copyOf(in.texts());
      case "functions" -> functions = Set.copyOf(in.texts());
      case "joins" -> joins = in.integer();
      case "subqueries" -> subqueries = in.integer();
      case "unions" -> unions = in.integer();
      case "aggregates" -> aggregates = in.truth();
      case "windowFunctions" -> windowFunctions = in.integer();
      case "limit" -> limit = OptionalLong.of(in.number());
      case "filtered" -> filtered = in.truth();
      case "filterColumns" -> filterColumns = Set.copyOf(in.texts());
      case "selectsAllColumns" -> selectsAllColumns = in.truth();
      case "writes" -> writes = in.truth();
      case "targetTable" -> targetTable = in.text();
      case "length" -> length = in.integer();
      case "fingerprint" -> fingerprint = in.text();
      case "parsed" -> parsed = in.truth();
      case "parseError" -> parseError = in.text();
      default -> in.skip();
    }
  }

  private Sql sql(String text) {
    return new Sql(
        text,
        type,
        category,
        tables,
        catalogs,
        schemas,
        catalogSchemas,
        functions,
        joins,
        subqueries,
        unions,
        aggregates,
        windowFunctions,
        limit,
        filtered,
        filterColumns,
        selectsAllColumns,
        writes,
        targetTable,
        length,
        fingerprint,
        parsed,
        parseError);
  }
}
