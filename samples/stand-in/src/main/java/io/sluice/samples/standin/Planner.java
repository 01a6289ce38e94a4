package io.sluice.samples.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the few statements that change a session, kill a query or use a transaction; every
 * other one is rows as its {@link Script} says.
 *
 * <p>Thread-safe: it keeps the open transactions.
 */
final class Planner {
  private static final Pattern SET_SESSION = words("SET\\s+SESSION\\s+([\\w.\"]+)\\s*=\\s*(.+)");
  private static final Pattern RESET_SESSION = words("RESET\\s+SESSION\\s+([\\w.\"]+)");
  private static final Pattern USE = words("USE\\s+(?:([\\w\"]+)\\s*\\.\\s*)?([\\w\"]+)");
  private static final Pattern PREPARE = words("PREPARE\\s+([\\w\"]+)\\s+FROM\\s+(.+)");
  private static final Pattern DEALLOCATE = words("DEALLOCATE\\s+PREPARE\\s+([\\w\"]+)");
  private static final Pattern EXECUTE = words("EXECUTE\\s+(?!IMMEDIATE)([\\w\"]+)(?:\\s.*)?");
  private static final Pattern START = words("START\\s+TRANSACTION(?:\\s.*)?");
  private static final Pattern END = words("(COMMIT|ROLLBACK)(?:\\s+WORK)?");
  private static final Pattern KILL =
      words("CALL\\s+system\\.runtime\\.kill_query\\s*\\(.*?'([^']+)'.*\\)");
  private static final Pattern KNOWN_START =
      words(
          "(ALTER|ANALYZE|CALL|COMMENT|COMMIT|CREATE|DEALLOCATE|DELETE|DENY|DESC|DESCRIBE|DROP|"
              + "EXECUTE|EXPLAIN|GRANT|INSERT|MERGE|PREPARE|REFRESH|RESET|REVOKE|ROLLBACK|SELECT|"
              + "SET|SHOW|START|TABLE|TRUNCATE|UPDATE|USE|VALUES|WITH|\\()\\b?.*");

  private final RandomGenerator random;
  private final BiConsumer<String, QueryError> kill;
  private final Supplier<SystemTables> tables;
  private final Set<String> transactions = ConcurrentHashMap.newKeySet();

  /**
   * @param random where transaction ids come from
   * @param kill ends the query of that id with that error
   * @param tables what it can be asked about itself
   */
  Planner(
      RandomGenerator random, BiConsumer<String, QueryError> kill, Supplier<SystemTables> tables) {
    this.random = random;
    this.kill = kill;
    this.tables = tables;
  }

  Plan plan(Submission submission) {
    Script script;
    try {
      script = Script.of(submission.sql());
    } catch (Script.Unreadable e) {
      return new Plan.Failure(QueryError.syntax(e.reason()));
    }
    Optional<String> transaction = submission.transaction().filter(id -> !id.equals("NONE"));
    if (transaction.isPresent() && !transactions.contains(transaction.get())) {
      return new Plan.Failure(unknownTransaction(transaction.get()));
    }
    String sql = withoutComments(submission.sql());
    return sessionChange(submission, sql, transaction)
        .or(() -> failure(submission, script, sql))
        .or(() -> tables.get().select(sql))
        .orElseGet(() -> new Plan.Rows(script));
  }

  int openTransactions() {
    return transactions.size();
  }

  private Optional<Plan> sessionChange(
      Submission submission, String sql, Optional<String> transaction) {
    StandInDialect dialect = submission.dialect();
    Matcher words = SET_SESSION.matcher(sql);
    if (words.matches()) {
      String value = words.group(2).strip().replaceAll("^'|'$", "");
      return change("SET SESSION", dialect, "Set-Session", words.group(1) + "=" + encoded(value));
    }
    words = RESET_SESSION.matcher(sql);
    if (words.matches()) {
      return change("RESET SESSION", dialect, "Clear-Session", words.group(1));
    }
    words = USE.matcher(sql);
    if (words.matches()) {
      var schema = header(dialect, "Set-Schema", bare(words.group(2)));
      return Optional.of(
          new Plan.SessionChange(
              "USE",
              words.group(1) == null
                  ? List.of(schema)
                  : List.of(header(dialect, "Set-Catalog", bare(words.group(1))), schema)));
    }
    words = PREPARE.matcher(sql);
    if (words.matches()) {
      String prepared = bare(words.group(1)) + "=" + encoded(words.group(2));
      return change("PREPARE", dialect, "Added-Prepare", prepared);
    }
    words = DEALLOCATE.matcher(sql);
    if (words.matches()) {
      return change("DEALLOCATE", dialect, "Deallocated-Prepare", bare(words.group(1)));
    }
    return transactionChange(submission, sql, transaction);
  }

  private Optional<Plan> transactionChange(
      Submission submission, String sql, Optional<String> transaction) {
    StandInDialect dialect = submission.dialect();
    if (START.matcher(sql).matches()) {
      if (submission.transaction().isEmpty()) {
        return Optional.of(
            new Plan.Failure(
                new QueryError(
                    QueryError.Kind.INCOMPATIBLE_CLIENT, "Client does not support transactions")));
      }
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      transactions.add(id);
      return change("START TRANSACTION", dialect, "Started-Transaction-Id", id);
    }
    Matcher end = END.matcher(sql);
    if (!end.matches()) {
      return Optional.empty();
    }
    if (transaction.isEmpty()) {
      return Optional.of(
          new Plan.Failure(
              new QueryError(QueryError.Kind.NOT_IN_TRANSACTION, "No transaction in progress")));
    }
    transactions.remove(transaction.get());
    return change(end.group(1).toUpperCase(Locale.ROOT), dialect, "Clear-Transaction-Id", "true");
  }

  private Optional<Plan> failure(Submission submission, Script script, String sql) {
    Matcher killed = KILL.matcher(sql);
    if (killed.matches()) {
      kill.accept(
          killed.group(1),
          new QueryError(QueryError.Kind.ADMINISTRATIVELY_KILLED, "Query killed."));
      return Optional.of(new Plan.SessionChange("CALL", List.of()));
    }
    if (!KNOWN_START.matcher(sql).matches()) {
      String first = sql.split("\\s", 2)[0];
      return Optional.of(
          new Plan.Failure(QueryError.syntax("mismatched input '" + first + "'. Stand-in.")));
    }
    Matcher execute = EXECUTE.matcher(sql);
    if (execute.matches() && !prepared(submission, bare(execute.group(1)))) {
      return Optional.of(
          new Plan.Failure(
              new QueryError(
                  QueryError.Kind.NOT_FOUND,
                  "Prepared statement not found: " + bare(execute.group(1)))));
    }
    return script.fail().isPresent() && script.pages() == 0
        ? Optional.of(new Plan.Failure(QueryError.told(script.fail().get())))
        : Optional.empty();
  }

  private static boolean prepared(Submission submission, String name) {
    return submission.preparedStatements().stream()
        .flatMap(header -> List.of(header.split(",", -1)).stream())
        .anyMatch(statement -> statement.strip().startsWith(name + "="));
  }

  private static QueryError unknownTransaction(String id) {
    return new QueryError(
        QueryError.Kind.UNKNOWN_TRANSACTION,
        "Unknown transaction ID: "
            + id
            + ". Possibly expired? Commands ignored until end of transaction block");
  }

  private static Optional<Plan> change(
      String updateType, StandInDialect dialect, String name, String value) {
    return Optional.of(new Plan.SessionChange(updateType, List.of(header(dialect, name, value))));
  }

  private static ReceivedRequest.Header header(StandInDialect dialect, String name, String value) {
    return new ReceivedRequest.Header(dialect.header(name), value);
  }

  private static String withoutComments(String sql) {
    return sql.replaceAll("--[^\\n]*", " ").strip();
  }

  private static String bare(String name) {
    return name.replace("\"", "");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }
}
