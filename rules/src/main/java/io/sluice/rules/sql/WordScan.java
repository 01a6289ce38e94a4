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

  /** Words that cannot be a name unless quoted; a test compares them with the grammar's own. */
  static final Set<String> RESERVED =
      Set.of(
          ("ALTER AND AS AUTO BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE CURRENT_CATALOG"
                  + " CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME"
                  + " CURRENT_TIMESTAMP CURRENT_USER DEALLOCATE DELETE DESCRIBE DISTINCT DROP ELSE"
                  + " END ESCAPE EXCEPT EXISTS EXTRACT FALSE FOR FROM FULL GROUP GROUPING HAVING IN"
                  + " INNER INSERT INTERSECT INTO IS JOIN JSON_ARRAY JSON_EXISTS JSON_OBJECT"
                  + " JSON_QUERY JSON_TABLE JSON_VALUE LEFT LIKE LISTAGG LOCALTIME LOCALTIMESTAMP"
                  + " NATURAL NORMALIZE NOT NULL ON OR ORDER OUTER OVERLAPS PREPARE RECURSIVE RIGHT"
                  + " ROLLUP SELECT SKIP TABLE THEN TRIM TRUE UESCAPE UNION UNNEST USING VALUES WHEN"
                  + " WHERE WITH")
              .split(" "));

  private final Words words;
  private final StatementKind kind;
  private final Findings findings;
  private final Deque<Clause> outerClauses = new ArrayDeque<>();
  private final List<List<String>> tables = new ArrayList<>();
  private final Set<String> withNames = new HashSet<>();
  private Clause clause = Clause.HEAD;
  private boolean tableNext;

  private WordScan(Words words, StatementKind kind, Findings findings) {
    this.words = words;
    this.kind = kind;
    this.findings = findings;
  }

  /** Collects what the words from {@code from} on tell of a statement of this kind. */
  static void collect(Words words, int from, StatementKind kind, Findings findings) {
    var scan = new WordScan(words, kind, findings);
    for (int i = from; i < words.size(); ) {
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
      clause = outerClauses.isEmpty() ? Clause.OTHER : outerClauses.pop();
    } else if (words.is(i, ',')) {
      comma(i);
    } else if (words.isBare(i) && isReserved(i)) {
      readReserved(i);
    } else if (words.isBare(i) || words.isQuoted(i)) {
      return readName(i);
    } else if (words.type(i) == SqlBaseLexer.ASTERISK) {
      asterisk(i);
    }
    return i + 1;
  }

  private int readTable(int i) {
    switch (words.type(i)) {
      case SqlBaseLexer.IF, SqlBaseLexer.NOT, SqlBaseLexer.EXISTS, SqlBaseLexer.TABLE -> {
        if (!words.is(i + 1, '(')) {
          return i + 1;
        }
      }
      default -> {}
    }
    if (words.is(i, '(')) { // parentheses around a join or a subquery
      outerClauses.push(clause);
      clause = Clause.FROM;
      boolean query = startsQuery(i + 1);
      tableNext = !query;
      findings.subqueries += query ? 1 : 0;
      return i + 1;
    }
    tableNext = false;
    if (!isName(i)) {
      return startsQuery(i) || words.is(i, ')') ? i : i + 1;
    }
    int end = nameEnd(i);
    boolean function = words.is(end, '(') && clause != Clause.HEAD;
    if (function) {
      function(names(i, end));
    } else {
      tables.add(names(i, end));
    }
    return end;
  }

  private void open(int i) {
    boolean query = startsQuery(i + 1);
    int before = words.type(i - 1);
    if (query
        && before != SqlBaseLexer.AS
        && before != SqlBaseLexer.UNION
        && before != SqlBaseLexer.EXCEPT
        && before != SqlBaseLexer.INTERSECT
        && !(outerClauses.isEmpty() && clause == Clause.HEAD)) {
      findings.subqueries++;
    }
    outerClauses.push(clause);
    clause = clause == Clause.WHERE && !query ? Clause.WHERE : Clause.OTHER;
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
    if (isName(i)
        && (words.is(i + 1, '(')
            || (words.type(i + 1) == SqlBaseLexer.AS && words.is(i + 2, '(')))) {
      withNames.add(lower(words.name(i)));
      clause = Clause.WITH;
    }
  }

  // Long: one line for each word that opens or ends a clause.
  private void readReserved(int i) {
    switch (words.type(i)) {
      case SqlBaseLexer.SELECT -> clause = Clause.SELECT;
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
      case SqlBaseLexer.ON -> tableNext = clause == Clause.HEAD && isGrant();
      case SqlBaseLexer.INTO, SqlBaseLexer.TABLE, SqlBaseLexer.DESCRIBE ->
          tableNext = clause == Clause.HEAD && !words.is(i + 1, '(');
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
      default -> {}
    }
  }

  private void from(int i) {
    boolean head =
        clause == Clause.HEAD
            && switch (kind) {
              case DELETE, SHOW_COLUMNS, SHOW_STATS -> true;
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

  /** Reads a name, or a keyword that may be one. */
  private int readName(int i) {
    switch (words.type(i)) {
      case SqlBaseLexer.UPDATE, SqlBaseLexer.ANALYZE, SqlBaseLexer.VIEW, SqlBaseLexer.DESC -> {
        if (clause == Clause.HEAD && tables.isEmpty()) {
          tableNext = true;
          return i + 1;
        }
      }
      case SqlBaseLexer.LIMIT, SqlBaseLexer.FETCH -> {
        if (limit(i)) {
          return i + 1;
        }
      }
      case SqlBaseLexer.OVER -> {
        if (words.is(i - 1, ')')) {
          findings.windowFunctions++;
          return i + 1;
        }
      }
      default -> {}
    }
    int end = nameEnd(i);
    if (words.is(end, '(') && words.type(i - 1) != SqlBaseLexer.AS) {
      if (clause != Clause.HEAD || kind == StatementKind.CALL) {
        function(names(i, end));
      }
    } else if (clause == Clause.WHERE && isColumn(i, end)) {
      findings.filterColumn(words.name(end - 1));
    }
    return end;
  }

  /** A name beside an operator, rather than a word of syntax such as ESCAPE or DAY. */
  private boolean isColumn(int first, int end) {
    return words.isQuoted(first)
        || words.type(first) == SqlBaseLexer.IDENTIFIER
        || end - first > 1
        || isOperator(end);
  }

  private boolean isOperator(int i) {
    return switch (words.type(i)) {
      case SqlBaseLexer.EQ,
          SqlBaseLexer.NEQ,
          SqlBaseLexer.LT,
          SqlBaseLexer.LTE,
          SqlBaseLexer.GT,
          SqlBaseLexer.GTE,
          SqlBaseLexer.IN,
          SqlBaseLexer.IS,
          SqlBaseLexer.NOT,
          SqlBaseLexer.LIKE,
          SqlBaseLexer.BETWEEN ->
          true;
      default -> false;
    };
  }

  private void function(List<String> names) {
    if (kind == StatementKind.CALL && findings.functions.isEmpty() && tables.isEmpty()) {
      findings.routine(names);
      return;
    }
    findings.function(names);
    if (AggregateFunctions.contains(lower(names.getLast()))) {
      findings.aggregates = true;
    }
  }

  /** LIMIT 10, FETCH FIRST 10 ROWS, FETCH FIRST ROW; only outside of all parentheses. */
  private boolean limit(int i) {
    boolean fetch =
        words.type(i) == SqlBaseLexer.FETCH
            && (words.type(i + 1) == SqlBaseLexer.FIRST || words.type(i + 1) == SqlBaseLexer.NEXT);
    int at = fetch ? i + 2 : i + 1;
    boolean number = words.type(at) == SqlBaseLexer.INTEGER_VALUE;
    if (!number && !fetch) {
      return false;
    }
    clause = Clause.OTHER;
    if (outerClauses.isEmpty()) {
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
    if (clause == Clause.SELECT && all) {
      findings.selectsAllColumns = true;
    }
  }

  private boolean startsQuery(int i) {
    return switch (words.type(i)) {
      case SqlBaseLexer.SELECT, SqlBaseLexer.WITH, SqlBaseLexer.VALUES -> true;
      default -> false;
    };
  }

  private boolean isName(int i) {
    return words.isQuoted(i) || (words.isBare(i) && !isReserved(i));
  }

  private boolean isReserved(int i) {
    return words.type(i) != SqlBaseLexer.IDENTIFIER
        && RESERVED.contains(words.text(i).toUpperCase(Locale.ROOT));
  }

  /** Behind the last part of the dotted name that starts at {@code i}. */
  private int nameEnd(int i) {
    int end = i + 1;
    while (words.is(end, '.') && (words.isQuoted(end + 1) || words.isBare(end + 1))) {
      end += 2;
    }
    return end;
  }

  private List<String> names(int from, int end) {
    var names = new ArrayList<String>();
    for (int i = from; i < end; i += 2) {
      names.add(words.name(i));
    }
    return names;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
