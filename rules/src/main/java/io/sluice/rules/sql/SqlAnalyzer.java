package io.sluice.rules.sql;

import io.sluice.rules.fact.Sql;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Turns the text of a statement into the facts that rules see.
 *
 * <p>It reads Trino's SQL with Trino's own grammar. What that does not understand (Presto's own
 * syntax, mistakes), or what is larger or deeper than {@link SqlLimits}, is told from its words
 * alone: {@link Sql#parsed()} is then false and {@link Sql#parseError()} says why. EXECUTE and
 * EXECUTE IMMEDIATE are resolved to the statement behind them, fingerprint included; an EXECUTE of
 * a name that is not prepared stays an EXECUTE.
 *
 * <p>It never throws and takes bounded time, whatever the text. It wants a big stack (8 MB): on a
 * small one more statements are told from their words. Stateless and safe for any number of
 * threads; the first call takes about half a second, so call {@link #warmUp()} at start.
 */
public final class SqlAnalyzer {
  /** EXECUTE of an EXECUTE of an EXECUTE …; the engines allow one. */
  private static final int MAX_INDIRECTIONS = 3;

  private static final int MAX_PROBLEM_CHARACTERS = 300;

  private final SqlLimits limits;
  private final SqlParser parser = new SqlParser();

  public SqlAnalyzer(SqlLimits limits) {
    this.limits = limits;
  }

  /** Reads {@code text} as a statement of this session. */
  public Sql analyze(String text, SqlContext session) {
    return read(text, session, MAX_INDIRECTIONS).toSql(text);
  }

  /** Reads {@code text} from its words alone: for callers that have no time for the grammar. */
  public Sql analyzeWords(String text, SqlContext session) {
    Words words = Words.of(text, limits.maxScannedCharacters());
    return ofWords(words, session, MAX_INDIRECTIONS).withProblem("not parsed: no time").toSql(text);
  }

  /** Reads a few common statements, so that the first real one need not wait for class loading. */
  public void warmUp() {
    for (String text :
        List.of(
            "SELECT 1",
            "WITH recent AS (SELECT * FROM a.b.c WHERE d > DATE '2020-01-01' AND e IN (1, 2))"
                + " SELECT f, count(*), rank() OVER (PARTITION BY g ORDER BY h) FROM recent r"
                + " LEFT JOIN i ON r.j = i.k GROUP BY 1 HAVING sum(l) > 1.5 ORDER BY 2 LIMIT 10",
            "INSERT INTO a SELECT CASE WHEN b THEN 'c' ELSE d || 'e' END FROM f UNION ALL TABLE g",
            "CREATE TABLE a WITH (format = 'ORC') AS SELECT * FROM b",
            "EXECUTE IMMEDIATE 'SELECT ?' USING 1",
            "SHOW TABLES FROM a.b",
            "SELECT FROM WHERE")) {
      analyze(text, SqlContext.NONE);
    }
  }

  private Reading read(String text, SqlContext session, int indirections) {
    Words words = Words.of(text, limits.maxScannedCharacters());
    String problem = beyondLimits(words);
    if (problem.isEmpty()) {
      try {
        return ofTree(parser.createStatement(words.sql()), words, session, indirections);
      } catch (ParsingException e) {
        problem =
            "line %d:%d: %s".formatted(e.getLineNumber(), e.getColumnNumber(), e.getErrorMessage());
      } catch (RuntimeException | StackOverflowError e) {
        // The parser has no contract for odd input beyond ParsingException, and its trees may be
        // deeper than the stack. Nothing is held or half-written here, so going on is safe.
        problem = "parser failed: " + e;
      }
    }
    return ofWords(words, session, indirections).withProblem(shortened(problem));
  }

  private String beyondLimits(Words words) {
    if (!words.cutShort().isEmpty()) {
      return "not parsed: " + words.cutShort();
    }
    int characters = words.sql().length();
    if (characters > limits.maxParsedCharacters()) {
      return tooMany("characters", characters, limits.maxParsedCharacters());
    }
    if (words.size() > limits.maxTokens()) {
      return tooMany("tokens", words.size(), limits.maxTokens());
    }
    return words.depth() > limits.maxDepth()
        ? tooMany("levels of nesting", words.depth(), limits.maxDepth())
        : "";
  }

  private static String tooMany(String what, int count, int limit) {
    return "not parsed: %d %s (expected: at most %d)".formatted(count, what, limit);
  }

  private static String shortened(String problem) {
    return problem.length() <= MAX_PROBLEM_CHARACTERS
        ? problem
        : problem.substring(0, MAX_PROBLEM_CHARACTERS) + "…";
  }

  private Reading ofTree(Statement statement, Words words, SqlContext session, int indirections) {
    String fingerprint = Fingerprint.of(words);
    StatementKind kind = StatementKind.of(statement);
    Reading nothing = Reading.of(kind, new Findings(session), fingerprint, "");
    return switch (statement) {
      case Execute s -> prepared(s.getName().getValue(), session, indirections).orElse(nothing);
      case ExecuteImmediate s ->
          indirections > 0 ? read(s.getStatement().getValue(), session, indirections - 1) : nothing;
      case DescribeInput s ->
          prepared(s.getName().getValue(), session, indirections)
              .map(reading -> reading.wrappedIn(kind, fingerprint))
              .orElse(nothing);
      case DescribeOutput s
          when s.getTarget() instanceof DescribeOutput.Target.PreparedStatement p ->
          prepared(p.name().getValue(), session, indirections)
              .map(reading -> reading.wrappedIn(kind, fingerprint))
              .orElse(nothing);
      case Explain s ->
          ofTree(s.getStatement(), words, session, indirections).wrappedIn(kind, fingerprint);
      case ExplainAnalyze s ->
          ofTree(s.getStatement(), words, session, indirections).wrappedIn(kind, fingerprint);
      case Prepare s ->
          ofTree(s.getStatement(), words, session, indirections).wrappedIn(kind, fingerprint);
      default -> {
        StatementSubject.collect(statement, nothing.findings());
        TreeWalk.collect(statement, nothing.findings());
        yield nothing;
      }
    };
  }

  private Optional<Reading> prepared(String name, SqlContext session, int indirections) {
    return indirections > 0
        ? session.prepared().text(name).map(text -> read(text, session, indirections - 1))
        : Optional.empty();
  }

  private Reading ofWords(Words words, SqlContext session, int indirections) {
    StatementKind kind = LeadingWords.kind(words, 0);
    String fingerprint = Fingerprint.of(words);
    Optional<Reading> behind =
        switch (kind) {
          case EXECUTE -> prepared(words.name(1), session, indirections);
          case EXECUTE_IMMEDIATE -> immediate(words, session, indirections);
          case DESCRIBE_INPUT, DESCRIBE_OUTPUT ->
              prepared(words.name(2), session, indirections)
                  .map(reading -> reading.wrappedIn(kind, fingerprint));
          default -> Optional.empty();
        };
    if (behind.isPresent()) {
      return behind.get();
    }
    var findings = new Findings(session);
    int from = wrapped(words, kind);
    StatementKind inner = from == 0 ? kind : LeadingWords.kind(words, from);
    WordScan.collect(words, from, inner, findings);
    Reading reading = Reading.of(inner, findings, fingerprint, "");
    return from == 0 ? reading : reading.wrappedIn(kind, fingerprint);
  }

  private Optional<Reading> immediate(Words words, SqlContext session, int indirections) {
    if (indirections == 0 || words.type(2) != SqlBaseLexer.STRING) {
      return Optional.empty();
    }
    String literal = words.text(2);
    String text = literal.substring(1, literal.length() - 1).replace("''", "'");
    return Optional.of(read(text, session, indirections - 1));
  }

  /** Where the statement starts that an EXPLAIN or PREPARE wraps; 0 for other kinds. */
  private static int wrapped(Words words, StatementKind kind) {
    int i =
        switch (kind) {
          case EXPLAIN -> 1;
          case EXPLAIN_ANALYZE -> words.type(2) == SqlBaseLexer.VERBOSE ? 3 : 2;
          case PREPARE -> 3;
          default -> 0;
        };
    if (i > 0
        && kind != StatementKind.PREPARE
        && words.is(i, '(')
        && words.isBare(i + 1)
        && (words.type(i + 1) == SqlBaseLexer.TYPE || words.type(i + 1) == SqlBaseLexer.FORMAT)) {
      while (i < words.size() && !words.is(i, ')')) {
        i++;
      }
      i++;
    }
    return i;
  }
}
