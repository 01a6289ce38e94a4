package io.sluice.rules.fact;

import java.util.OptionalLong;
import java.util.Set;

/**
 * What a statement's text says, as far as it can be told without a catalog.
 *
 * <p>EXECUTE and EXECUTE IMMEDIATE are resolved to the statement behind them. Names are lower case
 * and qualified with the session's catalog and schema where the text leaves them out.
 *
 * @param text the statement as it came
 * @param type the kind of statement in upper case, such as SELECT or CREATE_TABLE_AS_SELECT
 * @param category Trino's resource-group queryType: SELECT, EXPLAIN, DESCRIBE, INSERT, UPDATE,
 *     MERGE, DELETE, ANALYZE, DATA_DEFINITION or ALTER_TABLE_EXECUTE; empty when it has none
 * @param tables qualified names of the tables that are read or written; no names of CTEs
 * @param catalogs the catalogs that the statement touches
 * @param schemas the schemas that the statement touches
 * @param catalogSchemas {@code catalog.schema} of what the statement touches
 * @param functions names of the functions called
 * @param joins number of joins
 * @param subqueries number of subqueries
 * @param unions number of UNION, INTERSECT and EXCEPT
 * @param aggregates whether it groups or aggregates
 * @param windowFunctions number of window functions
 * @param limit the outermost LIMIT or FETCH FIRST, when it is a number
 * @param filtered whether it has a WHERE
 * @param filterColumns columns that stand in a WHERE
 * @param selectsAllColumns whether it selects {@code *}
 * @param writes whether it changes data or definitions
 * @param targetTable the qualified table that is written; else empty
 * @param length the text's length in characters
 * @param fingerprint the same for statements that differ only in literals, white space and comments
 * @param parsed whether the grammar understood it; else the other fields come from its words
 * @param parseError why it was not parsed; empty when it was
 */
public record Sql(
    String text,
    String type,
    String category,
    Set<String> tables,
    Set<String> catalogs,
    Set<String> schemas,
    Set<String> catalogSchemas,
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

  public Sql {
    tables = Set.copyOf(tables);
    catalogs = Set.copyOf(catalogs);
    schemas = Set.copyOf(schemas);
    catalogSchemas = Set.copyOf(catalogSchemas);
    functions = Set.copyOf(functions);
    filterColumns = Set.copyOf(filterColumns);
  }
}
