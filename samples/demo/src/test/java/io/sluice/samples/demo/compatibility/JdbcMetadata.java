package io.sluice.samples.demo.compatibility;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a tool asks to draw its tree of tables. */
final class JdbcMetadata {
  private final Connection connection;
  private final TranscriptWriter out;

  private interface Question {
    @Nullable Object ask(DatabaseMetaData metadata) throws SQLException;
  }

  private interface Table {
    ResultSet ask(DatabaseMetaData metadata) throws SQLException;
  }

  JdbcMetadata(Connection connection, TranscriptWriter out) {
    this.connection = connection;
    this.out = out;
  }

  void tell() {
    out.step("metadata: product", this::product);
    out.step("metadata: words", this::words);
    table("catalogs", DatabaseMetaData::getCatalogs);
    table("table types", DatabaseMetaData::getTableTypes);
    table("types", DatabaseMetaData::getTypeInfo);
    table("schemas like", it -> it.getSchemas("tpch", "sf1%"));
    table("schemas of an unknown catalog", it -> it.getSchemas("nosuch", null));
    table("tables", it -> it.getTables("tpch", "tiny", null, null));
    table("tables like", it -> it.getTables("tpch", "ti_y", "n%", new String[] {"TABLE"}));
    table("views", it -> it.getTables("tpch", "tiny", "%", new String[] {"VIEW"}));
    table("tables escaped", it -> it.getTables("tpch", "information\\_schema", "table%", null));
    table("columns", it -> it.getColumns("tpch", "tiny", "lineitem", null));
    table("columns like", it -> it.getColumns("tpch", "tiny", "%", "n%key"));
    table("columns of no table", it -> it.getColumns("tpch", "tiny", "nosuch", "%"));
    table("primary keys", it -> it.getPrimaryKeys("tpch", "tiny", "nation"));
    table("imported keys", it -> it.getImportedKeys("tpch", "tiny", "nation"));
    table("exported keys", it -> it.getExportedKeys("tpch", "tiny", "nation"));
    table("indexes", it -> it.getIndexInfo("tpch", "tiny", "nation", false, false));
    table("procedures", it -> it.getProcedures("tpch", null, null));
    table("procedure columns", it -> it.getProcedureColumns("tpch", null, null, null));
    table("functions", it -> it.getFunctions("tpch", null, null));
    table("user-defined types", it -> it.getUDTs("tpch", "tiny", "%", null));
    table("attributes", it -> it.getAttributes("tpch", "tiny", "%", "%"));
    table("table privileges", it -> it.getTablePrivileges("tpch", "tiny", "nation"));
    table("super tables", it -> it.getSuperTables("tpch", "tiny", "nation"));
    table("super types", it -> it.getSuperTypes("tpch", "tiny", "nation"));
    table("pseudo columns", it -> it.getPseudoColumns("tpch", "tiny", "nation", "%"));
    table("client info properties", DatabaseMetaData::getClientInfoProperties);
  }

  private void product(TranscriptWriter lines) {
    value("product", DatabaseMetaData::getDatabaseProductName);
    value("product version", DatabaseMetaData::getDatabaseProductVersion);
    value("major version", DatabaseMetaData::getDatabaseMajorVersion);
    value("minor version", DatabaseMetaData::getDatabaseMinorVersion);
    value("driver", DatabaseMetaData::getDriverName);
    value("driver version", DatabaseMetaData::getDriverVersion);
    value("driver major version", DatabaseMetaData::getDriverMajorVersion);
    value("driver minor version", DatabaseMetaData::getDriverMinorVersion);
    value("JDBC", DatabaseMetaData::getJDBCMajorVersion);
    value("URL", DatabaseMetaData::getURL);
    value("user", DatabaseMetaData::getUserName);
    value("read only", DatabaseMetaData::isReadOnly);
    value("all tables selectable", DatabaseMetaData::allTablesAreSelectable);
    value("isolation", DatabaseMetaData::getDefaultTransactionIsolation);
    value("transactions", DatabaseMetaData::supportsTransactions);
    value("batches", DatabaseMetaData::supportsBatchUpdates);
    value("several results", DatabaseMetaData::supportsMultipleResultSets);
    value("nulls high", DatabaseMetaData::nullsAreSortedHigh);
    value("row ids", DatabaseMetaData::getRowIdLifetime);
  }

  private void words(TranscriptWriter lines) {
    value("keywords", DatabaseMetaData::getSQLKeywords);
    value("numeric functions", DatabaseMetaData::getNumericFunctions);
    value("string functions", DatabaseMetaData::getStringFunctions);
    value("system functions", DatabaseMetaData::getSystemFunctions);
    value("date functions", DatabaseMetaData::getTimeDateFunctions);
    value("escape", DatabaseMetaData::getSearchStringEscape);
    value("quote", DatabaseMetaData::getIdentifierQuoteString);
    value("extra characters", DatabaseMetaData::getExtraNameCharacters);
    value("schema term", DatabaseMetaData::getSchemaTerm);
    value("catalog term", DatabaseMetaData::getCatalogTerm);
    value("procedure term", DatabaseMetaData::getProcedureTerm);
    value("catalog separator", DatabaseMetaData::getCatalogSeparator);
    value("longest name", DatabaseMetaData::getMaxColumnNameLength);
    value("longest statement", DatabaseMetaData::getMaxStatementLength);
    value("most connections", DatabaseMetaData::getMaxConnections);
  }

  private void value(String name, Question question) {
    out.attempt(lines -> lines.tell(name + ": " + question.ask(connection.getMetaData())));
  }

  private void table(String name, Table table) {
    out.step(
        "metadata: " + name,
        lines -> {
          try (ResultSet rows = table.ask(connection.getMetaData())) {
            ResultLines.tell(lines, rows);
          }
        });
  }
}
