package io.sluice.rules.sql;

import io.sluice.rules.fact.Sql;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.DescribeOutput.Target.PreparedStatement;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.Statement;
import java.util.ArrayDeque;
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
 * small one more statements are told from their words. Safe for any number of threads; they share
 * what the parser has learned ({@link GrammarMemory}). The first call takes about half a second, so
 * call {@link #warmUp()} at start.
 */
public final class SqlAnalyzer {
  /** EXECUTE of an EXECUTE of an EXECUTE …; the engines allow one. */
  private static final int MAX_INDIRECTIONS = 3;

  private static final int MAX_PROBLEM_CHARACTERS = 300;

  /** About 60 MB; a fleet's usual statements need some thousand states. */
  private static final int MAX_GRAMMAR_STATES = 10_000;

  private final SqlLimits limits;
  private final SqlParser parser = new SqlParser(new GrammarMemory(MAX_GRAMMAR_STATES));

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
    return ofWords(words, Fingerprint.of(words), session, MAX_INDIRECTIONS)
        .withProblem("not parsed: no time")
        .toSql(text);
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
    String fingerprint = Fingerprint.of(words);
    String problem = limits.exceededBy(words);
    if (problem.isEmpty()) {
      try {
        return ofTree(parser.createStatement(words.sql()), fingerprint, session, indirections);
      } catch (ParsingException e) {
        problem =
            "line %d:%d: %s".formatted(e.getLineNumber(), e.getColumnNumber(), e.getErrorMessage());
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        // The parser promises nothing for odd input but ParsingException, and recurses as deep as
        // the text nests; a stack that overflows while a class is initialised makes a LinkageError
        // of it. Nothing is held or half-written here, so going on is safe.
        problem = "parser failed: " + e;
      }
    }
    return ofWords(words, fingerprint, session, indirections).withProblem(shortened(problem));
  }

  private static String shortened(String problem) {
    return problem.length() <= MAX_PROBLEM_CHARACTERS
        ? problem
        : problem.substring(0, MAX_PROBLEM_CHARACTERS) + "…";
  }

  private Reading ofTree(
      Statement statement, String fingerprint, SqlContext session, int indirections) {
    var wrappers = new ArrayDeque<StatementKind>();
    Statement inner = statement;
    for (Optional<Statement> next = wrappedBy(inner); next.isPresent(); next = wrappedBy(inner)) {
      wrappers.push(StatementKind.of(inner));
      inner = next.get();
    }
    Reading reading = ofPlainTree(inner, fingerprint, session, indirections);
    for (StatementKind wrapper : wrappers) {
      reading = reading.wrappedIn(wrapper, fingerprint);
    }
    return reading;
  }

  private static Optional<Statement> wrappedBy(Statement statement) {
    return switch (statement) {
      case Explain s -> Optional.of(s.getStatement());
      case ExplainAnalyze s -> Optional.of(s.getStatement());
      case Prepare s -> Optional.of(s.getStatement());
      default -> Optional.empty();
    };
  }

  private Reading ofPlainTree(
      Statement statement, String fingerprint, SqlContext session, int indirections) {
    StatementKind kind = StatementKind.of(statement);
    Optional<Reading> behind =
        switch (statement) {
          case Execute s -> prepared(s.getName().getValue(), session, indirections);
          case ExecuteImmediate s -> behind(s.getStatement().getValue(), session, indirections);
          case DescribeInput s ->
              prepared(s.getName().getValue(), session, indirections)
                  .map(reading -> reading.wrappedIn(kind, fingerprint));
          case DescribeOutput s when s.getTarget() instanceof PreparedStatement p ->
              prepared(p.name().getValue(), session, indirections)
                  .map(reading -> reading.wrappedIn(kind, fingerprint));
          default -> Optional.empty();
        };
    if (behind.isPresent()) {
      return behind.get();
    }
    var findings = new Findings(session);
    StatementSubject.collect(statement, findings);
    TreeWalk.collect(statement, findings);
    return Reading.of(kind, findings, fingerprint, "");
  }

  private Optional<Reading> prepared(String name, SqlContext session, int indirections) {
    return session.prepared().text(name).flatMap(text -> behind(text, session, indirections));
  }

  private Optional<Reading> behind(String text, SqlContext session, int indirections) {
    return indirections > 0 ? Optional.of(read(text, session, indirections - 1)) : Optional.empty();
  }

  private Reading ofWords(Words words, String fingerprint, SqlContext session, int indirections) {
    StatementKind kind = LeadingWords.kind(words, 0);
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
    if (words.type(2) != SqlBaseLexer.STRING) {
      return Optional.empty();
    }
    String literal = words.text(2);
    String text = literal.substring(1, literal.length() - 1).replace("''", "'");
    return behind(text, session, indirections);
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
