package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Guesses what a statement does from its words alone, for text that was not parsed.
 *
 * <p>One pass, no recursion, linear time, any input. It follows which clause it is in at each depth
 * of parentheses, and so tells {@code FROM t} from {@code extract(year FROM d)}. It errs by what
 * only a grammar knows: the names of a WITH hide tables of that name everywhere, and syntax that
 * names tables in some other place is missed.
 *
 * <p>Long, as its parts all turn on the one clause that they share.
 */
final class WordScan {
  private enum Clause {
    /** Before the first SELECT: INSERT INTO t, CREATE TABLE t, … */
    HEAD,
    WITH,
    SELECT,
    FROM,
    WHERE,
    OTHER
  }

  /**
   * What an opening parenthesis interrupts.
   *
   * @param aggregate whether it holds the arguments of an aggregate function
   */
  private record Level(Clause clause, boolean aggregate) {}

  private final Words words;
  private final StatementKind kind;
  private final Findings findings;
  private final Deque<Level> outer = new ArrayDeque<>();
  private final List<List<String>> tables = new ArrayList<>();
  private final Set<String> withNames = new HashSet<>();
  private Clause clause = Clause.HEAD;
  private boolean tableNext;
  private boolean aggregateNext;

  private WordScan(Words words, StatementKind kind, Findings findings) {
    this.words = words;
    this.kind = kind;
    this.findings = findings;
  }

  /** Collects what the words from {@code from} on tell of a statement of this kind. */
  static void collect(Words words, int from, StatementKind kind, Findings findings) {
    var scan = new WordScan(words, kind, findings);
    int i = from;
    while (i < words.size()) {
      i = scan.read(i);
    }
    scan.reportTables();
  }

  private void reportTables() {
    for (int i = 0; i < tables.size(); i++) {
      List<String> names = tables.get(i);
      if (i == 0 && kind.writesTable()) {
        findings.target(names);
      } else if (names.size() > 1 || !withNames.contains(lower(names.getFirst()))) {
        findings.table(names);
      }
    }
  }

  /** Reads the word at {@code i}, and what belongs to it; returns where the next one is. */
  private int read(int i) {
    if (tableNext) {
      return readTable(i);
    }
    if (words.is(i, '(')) {
      open(i);
    } else if (words.is(i, ')')) {
      close(i);
    } else if (words.is(i, ',')) {
      comma(i);
    } else if (Vocabulary.isName(words, i)) {
      return readName(i);
    } else if (words.isBare(i)) {
      readReserved(i);
    } else if (words.type(i) == SqlBaseLexer.ASTERISK) {
      asterisk(i);
    }
    return i + 1;
  }

  private int readTable(int i) {
    if (words.is(i, '(')) { // around a join or a subquery
      boolean query = Vocabulary.startsQuery(words, i + 1);
      findings.subqueries += query ? 1 : 0;
      outer.push(new Level(clause, false));
      clause = Clause.FROM;
      tableNext = !query;
      return i + 1;
    }
    switch (words.type(i)) {
      case SqlBaseLexer.IF, SqlBaseLexer.NOT, SqlBaseLexer.EXISTS, SqlBaseLexer.LATERAL -> {
        return i + 1;
      }
      case SqlBaseLexer.TABLE -> { // ON TABLE t, or TABLE(function(…))
        tableNext = !words.is(i + 1, '(');
        return i + 1;
      }
      default -> tableNext = false;
    }
    if (!Vocabulary.isName(words, i)) {
      return Vocabulary.startsQuery(words, i) || words.is(i, ')') ? i : i + 1;
    }
    int end = Vocabulary.nameEnd(words, i);
    List<String> names = Vocabulary.names(words, i, end);
    if (words.is(end, '(') && clause != Clause.HEAD) {
      findings.function(names);
    } else {
      tables.add(names);
    }
    return end;
  }

  private void open(int i) {
    boolean query = Vocabulary.startsQuery(words, i + 1);
    boolean outermost = outer.isEmpty() && clause == Clause.HEAD;
    if (query && !outermost && !isSetOperation(i - 1) && words.type(i - 1) != SqlBaseLexer.AS) {
      findings.subqueries++;
    }
    outer.push(new Level(clause, aggregateNext));
    aggregateNext = false;
    boolean same = !query && (clause == Clause.WHERE || clause == Clause.HEAD);
    clause = same ? clause : Clause.OTHER;
  }

  private boolean isSetOperation(int i) {
    return switch (words.type(i)) {
      case SqlBaseLexer.UNION, SqlBaseLexer.EXCEPT, SqlBaseLexer.INTERSECT -> true;
      case SqlBaseLexer.ALL, SqlBaseLexer.DISTINCT ->
          words.type(i - 1) == SqlBaseLexer.UNION
              || words.type(i - 1) == SqlBaseLexer.EXCEPT
              || words.type(i - 1) == SqlBaseLexer.INTERSECT;
      default -> false;
    };
  }

  private void close(int i) {
    if (outer.isEmpty()) {
      clause = Clause.OTHER;
      return;
    }
    Level level = outer.pop();
    clause = level.clause();
    if (level.aggregate() && words.type(i + 1) != SqlBaseLexer.OVER) {
      findings.aggregates = true;
    }
  }

  private void comma(int i) {
    if (clause == Clause.FROM) {
      findings.joins++;
      tableNext = true;
    } else if (clause == Clause.WITH) {
      withName(i + 1);
    }
  }

  private void withName(int i) {
    boolean as = words.type(i + 1) == SqlBaseLexer.AS && words.is(i + 2, '(');
    if (Vocabulary.isName(words, i) && (as || words.is(i + 1, '('))) {
      withNames.add(lower(words.name(i)));
      clause = Clause.WITH;
    }
  }

  // Long: one line for each word that opens or ends a clause.
  private void readReserved(int i) {
    switch (words.type(i)) {
      case SqlBaseLexer.SELECT -> clause = isGrant() ? clause : Clause.SELECT;
      case SqlBaseLexer.WITH ->
          withName(words.type(i + 1) == SqlBaseLexer.RECURSIVE ? i + 2 : i + 1);
      case SqlBaseLexer.FROM -> from(i);
      case SqlBaseLexer.JOIN -> {
        findings.joins++;
        tableNext = clause == Clause.FROM;
      }
      case SqlBaseLexer.USING -> {
        if (kind == StatementKind.MERGE && clause == Clause.HEAD) {
          clause = Clause.FROM;
          tableNext = true;
        }
      }
      case SqlBaseLexer.WHEN -> {
        if (kind == StatementKind.MERGE && outer.isEmpty()) {
          clause = Clause.OTHER;
        }
      }
      case SqlBaseLexer.ON -> tableNext = isGrant() && words.type(i + 1) != SqlBaseLexer.SCHEMA;
      case SqlBaseLexer.FOR -> tableNext = kind == StatementKind.SHOW_STATS;
      case SqlBaseLexer.TABLE -> {
        tableNext = clause == Clause.HEAD;
        findings.selectsAllColumns |= tableNext && kind == StatementKind.SELECT;
      }
      case SqlBaseLexer.INTO -> tableNext = clause == Clause.HEAD;
      case SqlBaseLexer.DESCRIBE -> tableNext = kind == StatementKind.SHOW_COLUMNS;
      case SqlBaseLexer.WHERE -> {
        if (!words.is(i - 1, '(')) { // else count(*) FILTER (WHERE …)
          clause = Clause.WHERE;
          findings.filtered = true;
        }
      }
      case SqlBaseLexer.GROUP -> {
        if (words.type(i + 1) == SqlBaseLexer.BY) { // else WITHIN GROUP
          clause = Clause.OTHER;
          findings.aggregates = true;
        }
      }
      case SqlBaseLexer.HAVING -> {
        clause = Clause.OTHER;
        findings.aggregates = true;
      }
      case SqlBaseLexer.UNION, SqlBaseLexer.INTERSECT, SqlBaseLexer.EXCEPT -> {
        clause = Clause.OTHER;
        findings.unions++;
      }
      case SqlBaseLexer.ORDER, SqlBaseLexer.VALUES -> clause = Clause.OTHER;
      default -> {
        if (Vocabulary.isFunction(words, i, i + 1)) {
          function(List.of(words.name(i)));
        }
      }
    }
  }

  private void from(int i) {
    boolean head =
        clause == Clause.HEAD
            && switch (kind) {
              case DELETE, SHOW_COLUMNS, UNKNOWN -> true;
              default -> false;
            };
    if (head || (clause == Clause.SELECT && words.type(i - 1) != SqlBaseLexer.DISTINCT)) {
      clause = head ? clause : Clause.FROM;
      tableNext = true;
    }
  }

  private boolean isGrant() {
    return kind == StatementKind.GRANT
        || kind == StatementKind.REVOKE
        || kind == StatementKind.DENY;
  }

  /** Reads a name, or a word of syntax that could be one. */
  private int readName(int i) {
    if (readSyntax(i)) {
      return i + 1;
    }
    int end = Vocabulary.nameEnd(words, i);
    if (isCall(i, end)) {
      function(Vocabulary.names(words, i, end));
    } else if (clause == Clause.WHERE && Vocabulary.isColumn(words, i, end)) {
      findings.filterColumn(words.name(end - 1));
    }
    return end;
  }

  private boolean isCall(int i, int end) {
    if (!Vocabulary.isFunction(words, i, end) || words.type(i - 1) == SqlBaseLexer.AS) {
      return false;
    }
    return switch (clause) {
      case HEAD -> kind == StatementKind.CALL;
      case WITH -> false;
      case FROM -> !words.is(i - 1, ')') && !Vocabulary.isName(words, i - 1); // else an alias
      default -> true;
    };
  }

  /** Takes the word as syntax, where it is; else returns false. */
  private boolean readSyntax(int i) {
    return switch (words.type(i)) {
      case SqlBaseLexer.UPDATE, SqlBaseLexer.ANALYZE, SqlBaseLexer.VIEW, SqlBaseLexer.DESC -> {
        tableNext = clause == Clause.HEAD && tables.isEmpty();
        yield tableNext;
      }
      case SqlBaseLexer.SET -> {
        clause = clause == Clause.HEAD ? Clause.OTHER : clause;
        yield clause == Clause.OTHER;
      }
      case SqlBaseLexer.LIMIT, SqlBaseLexer.FETCH -> readLimit(i);
      case SqlBaseLexer.OVER -> {
        findings.windowFunctions += words.is(i - 1, ')') ? 1 : 0;
        yield words.is(i - 1, ')');
      }
      default -> false;
    };
  }

  private void function(List<String> names) {
    if (kind == StatementKind.CALL && clause == Clause.HEAD) {
      findings.routine(names);
      clause = Clause.OTHER;
      return;
    }
    findings.function(names);
    aggregateNext = AggregateFunctions.contains(lower(names.getLast()));
  }

  /** LIMIT 10, FETCH FIRST 10 ROWS, FETCH FIRST ROW; it counts outside of all parentheses. */
  private boolean readLimit(int i) {
    boolean fetch =
        words.type(i) == SqlBaseLexer.FETCH
            && (words.type(i + 1) == SqlBaseLexer.FIRST || words.type(i + 1) == SqlBaseLexer.NEXT);
    int at = fetch ? i + 2 : i + 1;
    boolean number = words.type(at) == SqlBaseLexer.INTEGER_VALUE;
    if (!number && !fetch) {
      return false;
    }
    clause = Clause.OTHER;
    if (outer.isEmpty()) {
      findings.limit = number ? rows(words.text(at)) : OptionalLong.of(1);
    }
    return true;
  }

  private static OptionalLong rows(String digits) {
    try {
      return OptionalLong.of(Long.parseLong(digits.replace("_", "")));
    } catch (NumberFormatException e) { // 0x1F, or too long for any table
      return OptionalLong.empty();
    }
  }

  private void asterisk(int i) {
    boolean all =
        switch (words.type(i - 1)) {
          case SqlBaseLexer.SELECT, SqlBaseLexer.DISTINCT, SqlBaseLexer.ALL -> true;
          default -> words.is(i - 1, '.') || words.is(i - 1, ',');
        };
    findings.selectsAllColumns |= all && clause == Clause.SELECT;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
