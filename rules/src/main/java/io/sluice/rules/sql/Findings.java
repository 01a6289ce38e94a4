package io.sluice.rules.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Collects what is found in one statement, and completes its names from the session.
 *
 * <p>Filled by one thread, then read; not shared. Names are kept in lower case, as the engines
 * compare them, quoted or not.
 */
final class Findings {
  private final SqlContext session;

  final Set<String> tables = new HashSet<>();
  final Set<String> catalogs = new HashSet<>();
  final Set<String> schemas = new HashSet<>();
  final Set<String> catalogSchemas = new HashSet<>();
  final Set<String> functions = new HashSet<>();
  final Set<String> filterColumns = new HashSet<>();
  int joins;
  int subqueries;
  int unions;
  int windowFunctions;
  boolean aggregates;
  boolean filtered;
  boolean selectsAllColumns;
  OptionalLong limit = OptionalLong.empty();
  String targetTable = "";

  Findings(SqlContext session) {
    this.session = session;
  }

  /** A table of one to three names, the catalog's first; returns its qualified name. */
  String table(List<String> names) {
    int last = names.size() - 1;
    boolean hasSchema = last >= 1;
    boolean hasCatalog = last >= 2;
    String catalog = lower(hasCatalog ? names.get(last - 2) : session.catalog());
    String schema = lower(hasSchema ? names.get(last - 1) : session.schema());
    String table = lower(names.get(last));
    namespace(catalog, schema);
    String qualified = table;
    if (!schema.isEmpty()) {
      qualified = catalog.isEmpty() ? schema + "." + table : catalog + "." + schema + "." + table;
    }
    tables.add(qualified);
    return qualified;
  }

  /** The table that the statement writes. */
  void target(List<String> names) {
    targetTable = table(names);
  }

  /** A schema of one or two names, the catalog's first. */
  void schema(List<String> names) {
    int last = names.size() - 1;
    namespace(lower(last >= 1 ? names.get(last - 1) : session.catalog()), lower(names.get(last)));
  }

  void catalog(String name) {
    namespace(lower(name), "");
  }

  /** What a statement touches that names nothing: the session's own catalog and schema. */
  void sessionNamespace() {
    namespace(lower(session.catalog()), lower(session.schema()));
  }

  void sessionCatalog() {
    namespace(lower(session.catalog()), "");
  }

  /** A function or procedure of one to three names; without a schema it belongs to the engine. */
  void routine(List<String> names) {
    int last = names.size() - 1;
    if (last >= 1) {
      schema(names.subList(0, last));
    }
  }

  /** A call of a function, scalar or table. */
  void function(List<String> names) {
    functions.add(lower(String.join(".", names)));
    routine(names);
  }

  void filterColumn(String name) {
    filterColumns.add(lower(name));
  }

  private void namespace(String catalog, String schema) {
    if (!catalog.isEmpty()) {
      catalogs.add(catalog);
    }
    if (!schema.isEmpty()) {
      schemas.add(schema);
    }
    if (!catalog.isEmpty() && !schema.isEmpty()) {
      catalogSchemas.add(catalog + "." + schema);
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
