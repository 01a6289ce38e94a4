package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a word can be, where there is no grammar to say it. */
final class Vocabulary {
  /** Words that cannot be a name unless quoted. */
  static final Set<String> RESERVED =
      set(
          "ALTER AND AS AUTO BETWEEN BY CASE CAST CONSTRAINT CREATE CROSS CUBE CURRENT_CATALOG"
              + " CURRENT_DATE CURRENT_PATH CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME"
              + " CURRENT_TIMESTAMP CURRENT_USER DEALLOCATE DELETE DESCRIBE DISTINCT DROP ELSE END"
              + " ESCAPE EXCEPT EXISTS EXTRACT FALSE FOR FROM FULL GROUP GROUPING HAVING IN INNER"
              + " INSERT INTERSECT INTO IS JOIN JSON_ARRAY JSON_EXISTS JSON_OBJECT JSON_QUERY"
              + " JSON_TABLE JSON_VALUE LEFT LIKE LISTAGG LOCALTIME LOCALTIMESTAMP NATURAL NORMALIZE"
              + " NOT NULL ON OR ORDER OUTER OVERLAPS PREPARE RECURSIVE RIGHT ROLLUP SELECT SKIP"
              + " TABLE THEN TRIM TRUE UESCAPE UNION UNNEST USING VALUES WHEN WHERE WITH");

  private static final Set<String> RESERVED_FUNCTIONS =
      set(
          "EXTRACT GROUPING JSON_ARRAY JSON_EXISTS JSON_OBJECT JSON_QUERY JSON_TABLE JSON_VALUE"
              + " LISTAGG NORMALIZE TRIM");

  /** Words of syntax that are not reserved, and that a parenthesis may follow. */
  private static final Set<String> NOT_FUNCTIONS =
      set(
          "ALL ANY ARRAY BERNOULLI DEFINE DESCRIPTOR FILTER LATERAL MATCH_RECOGNIZE MEASURES OVER"
              + " PATTERN PERMUTE PIVOT ROW SETS SOME SUBSET SYSTEM TRY_CAST");

  private Vocabulary() {}

  private static Set<String> set(String words) {
    return Set.of(words.split(" "));
  }

  static boolean isName(Words words, int i) {
    return words.isQuoted(i) || (words.isBare(i) && !isReserved(words, i));
  }

  static boolean isReserved(Words words, int i) {
    return isKeywordOf(RESERVED, words, i);
  }

  /** Whether the word and the parenthesis behind its dotted name, at {@code end}, are a call. */
  static boolean isFunction(Words words, int i, int end) {
    return words.is(end, '(')
        && (isName(words, i)
            ? end - i > 1 || !isKeywordOf(NOT_FUNCTIONS, words, i)
            : isKeywordOf(RESERVED_FUNCTIONS, words, i));
  }

  private static boolean isKeywordOf(Set<String> keywords, Words words, int i) {
    return words.isBare(i)
        && words.type(i) != SqlBaseLexer.IDENTIFIER
        && keywords.contains(words.text(i).toUpperCase(Locale.ROOT));
  }

  static boolean startsQuery(Words words, int i) {
    return switch (words.type(i)) {
      case SqlBaseLexer.SELECT, SqlBaseLexer.WITH, SqlBaseLexer.VALUES -> true;
      default -> false;
    };
  }

  /** Whether a name at {@code first} to {@code end} is a column, and not syntax such as DAY. */
  static boolean isColumn(Words words, int first, int end) {
    boolean name =
        words.isQuoted(first)
            || words.type(first) == SqlBaseLexer.IDENTIFIER
            || end - first > 1
            || isOperator(words, end);
    boolean argument = words.startsWith(end, "=>") || words.startsWith(end, "->");
    return name && !argument && !words.is(end, '(');
  }

  private static boolean isOperator(Words words, int i) {
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

  /** Behind the last part of the dotted name that starts at {@code i}. */
  static int nameEnd(Words words, int i) {
    int end = i + 1;
    while (words.is(end, '.') && (words.isQuoted(end + 1) || words.isBare(end + 1))) {
      end += 2;
    }
    return end;
  }

  /** The parts of the dotted name from {@code i} to {@code end}. */
  static List<String> names(Words words, int i, int end) {
    var names = new ArrayList<String>();
    for (int part = i; part < end; part += 2) {
      names.add(words.name(part));
    }
    return names;
  }
}
