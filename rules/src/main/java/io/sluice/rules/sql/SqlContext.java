package io.sluice.rules.sql;

/**
 * What a statement leaves to its session.
 *
 * @param catalog the session's catalog; empty when it has none
 * @param schema the session's schema; empty when it has none
 * @param prepared the statements that the session has prepared
 */
public record SqlContext(String catalog, String schema, PreparedStatements prepared) {

  /** A session with neither catalog, schema nor prepared statements. */
  public static final SqlContext NONE = new SqlContext("", "", PreparedStatements.NONE);
}
