package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short name for all statements that differ only in literals, white space, comments, the letter
 * case of unquoted words, and the length of lists of literals after IN and VALUES.
 *
 * <p>It is made of words alone, so that each statement has one, parsed or not. A parameter counts
 * as a literal: a prepared statement has the fingerprint of the same statement written out. 16
 * hexadecimal digits of a SHA-256, stable over versions of Java and of Trino's grammar.
 */
final class Fingerprint {
  private static final String LITERAL = "?";

  private final Words words;
  private final StringBuilder shape = new StringBuilder();

  private Fingerprint(Words words) {
    this.words = words;
  }

  static String of(Words words) {
    return new Fingerprint(words).digest();
  }

  private String digest() {
    int index = 0;
    while (index < words.size()) {
      append(index);
      index = startsLiteralList(index) ? afterLiteralList(index + 1) : index + 1;
    }
    byte[] hash = sha256().digest(shape.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }

  private void append(int index) {
    if (isSignOfNumber(index)) {
      return;
    }
    if (isLiteral(index)) {
      shape.append(LITERAL);
    } else if (words.isQuoted(index)) {
      shape.append(words.text(index));
    } else {
      shape.append(words.lowerCase(index));
    }
    shape.append(' ');
  }

  private boolean startsLiteralList(int index) {
    int type = words.type(index);
    return type == SqlBaseLexer.VALUES || (type == SqlBaseLexer.IN && words.is(index + 1, '('));
  }

  /**
   * Where the list ends that begins at {@code from}, after writing one mark for it; {@code from}
   * itself when the list holds anything but literals.
   */
  private int afterLiteralList(int from) {
    boolean one = words.type(from - 1) == SqlBaseLexer.IN;
    int open = 0;
    int index = from;
    for (; index < words.size(); index++) {
      if (words.is(index, '(')) {
        open++;
      } else if (words.is(index, ')')) {
        open--;
        if (open < 0) {
          break;
        }
        if (open == 0 && one) {
          index++;
          break;
        }
      } else if (!words.is(index, ',') && !isListed(index)) {
        break;
      }
    }
    if (open > 0 || index == from) {
      return from;
    }
    shape.append("(?) ");
    return index;
  }

  private boolean isListed(int index) {
    return isLiteral(index)
        || isSignOfNumber(index)
        || switch (words.type(index)) {
          case SqlBaseLexer.NULL, SqlBaseLexer.DATE, SqlBaseLexer.TIME, SqlBaseLexer.TIMESTAMP ->
              true;
          default -> false;
        };
  }

  private boolean isLiteral(int index) {
    return switch (words.type(index)) {
      case SqlBaseLexer.STRING,
          SqlBaseLexer.UNICODE_STRING,
          SqlBaseLexer.BINARY_LITERAL,
          SqlBaseLexer.TRUE,
          SqlBaseLexer.FALSE,
          SqlBaseLexer.QUESTION_MARK ->
          true;
      default -> isNumber(index);
    };
  }

  private boolean isNumber(int index) {
    int type = words.type(index);
    return type == SqlBaseLexer.INTEGER_VALUE
        || type == SqlBaseLexer.DECIMAL_VALUE
        || type == SqlBaseLexer.DOUBLE_VALUE;
  }

  /** Whether it is a plus or minus that belongs to a number, rather than one between two values. */
  private boolean isSignOfNumber(int index) {
    int type = words.type(index);
    if ((type != SqlBaseLexer.MINUS && type != SqlBaseLexer.PLUS) || !isNumber(index + 1)) {
      return false;
    }
    int before = words.type(index - 1);
    return before == SqlBaseLexer.EQ
        || before == SqlBaseLexer.NEQ
        || before == SqlBaseLexer.LT
        || before == SqlBaseLexer.LTE
        || before == SqlBaseLexer.GT
        || before == SqlBaseLexer.GTE
        || before == SqlBaseLexer.BETWEEN
        || before == SqlBaseLexer.AND
        || before == SqlBaseLexer.VALUES
        || words.is(index - 1, '(')
        || words.is(index - 1, ',');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: missing (expected: in every Java runtime)", e);
    }
  }
}
