package io.sluice.rules.sql;

/** Trino's resource-group queryType; {@link #NONE} for what it has none for. */
enum Category {
  SELECT,
  EXPLAIN,
  DESCRIBE,
  INSERT,
  UPDATE,
  MERGE,
  DELETE,
  ANALYZE,
  DATA_DEFINITION,
  ALTER_TABLE_EXECUTE,
  NONE;

  /** As {@link io.sluice.rules.fact.Sql#category()} says it. */
  String word() {
    return this == NONE ? "" : name();
  }
}
