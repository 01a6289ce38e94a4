package io.sluice.samples.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The few questions on itself that a stand-in answers in SQL: its catalogs, and how many queries
 * and nodes there are in which state.
 *
 * @param dialect the engine that is imitated
 * @param vitals what it says of its load
 * @param running the queries that run, those that it really has
 */
record SystemTables(StandInDialect dialect, Vitals vitals, int running) {
  private static final Pattern SHOW_CATALOGS = words("SHOW\\s+CATALOGS");
  private static final Pattern CATALOGS =
      words("SELECT\\s.*\\sFROM\\s+system\\.metadata\\.catalogs");
  private static final Pattern STATES =
      words("SELECT\\s+'query',\\s*state,\\s*count\\(\\*\\)\\s+FROM\\s+system\\.runtime\\..*");

  static SystemTables of(StandInDialect dialect, Vitals vitals, int running) {
    return new SystemTables(dialect, vitals, running);
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** What a statement selects from them; empty when it is about something else. */
  Optional<Plan.Table> select(String sql) {
    if (SHOW_CATALOGS.matcher(sql).matches()) {
      return Optional.of(
          new Plan.Table(
              List.of("Catalog"),
              vitals.catalogs().stream().map(name -> List.<Object>of(name)).toList()));
    }
    if (CATALOGS.matcher(sql).matches()) {
      return Optional.of(
          new Plan.Table(
              List.of("catalog_name", "connector_id", "connector_name"),
              vitals.catalogs().stream().map(name -> List.<Object>of(name, name, name)).toList()));
    }
    return STATES.matcher(sql).matches() ? Optional.of(states()) : Optional.empty();
  }

  private Plan.Table states() {
    var rows = new ArrayList<List<Object>>();
    // Not this very statement.
    count(rows, "query", "RUNNING", Math.max(0, running - 1) + vitals.running());
    count(rows, "query", "QUEUED", vitals.queued());
    if (dialect == StandInDialect.TRINO) {
      count(rows, "query", "BLOCKED", vitals.blocked());
    }
    count(rows, "node", "active", vitals.workers());
    return new Plan.Table(List.of("_col0", "state", "_col2"), rows);
  }

  private static void count(List<List<Object>> rows, String what, String state, int count) {
    if (count > 0) {
      rows.add(List.of(what, state, count));
    }
  }
}
