package io.sluice.rules.language;

import io.sluice.rules.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stretch of a rule file into tokens; comments and white space fall away. What can't be read
 * is noted as a problem and skipped.
 */
public final class Tokens {
  private static final List<String> LONG_SYMBOLS =
      List.of("==", "!=", "<=", ">=", "&&", "||", ":=", "->", "!.");
  private static final String SYMBOLS = "()[]{}.,;:+-*/%<>=!@&|?^~";

  private final Problems problems;
  private final String text;
  private final int end;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(Problems problems, int start, int end) {
    this.problems = problems;
    this.text = problems.text();
    this.at = start;
    this.end = end;
  }

  /** The tokens from {@code start} to before {@code end}, and an END token behind them. */
  public static List<Token> of(Problems problems, int start, int end) {
    var tokens = new Tokens(problems, start, end);
    tokens.readAll();
    return List.copyOf(tokens.tokens);
  }

  private void readAll() {
    while (at < end) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at)) {
        at = endOr(text.indexOf('\n', at));
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else if (c == '"' || c == '\'') {
        readText(c);
      } else if (isDigit(c)) {
        readNumber();
      } else if (isNameStart(c)) {
        readName();
      } else {
        readSymbol();
      }
    }
    tokens.add(new Token(Kind.END, "", end, end));
  }

  private int endOr(int found) {
    return found < 0 ? end : Math.min(found, end);
  }

  private void skipComment() {
    int close = text.indexOf("*/", at + 2);
    if (close < 0 || close + 2 > end) {
      problems.error(at, "comment: '/*' is never closed (expected: '*/')");
      at = end;
    } else {
      at = close + 2;
    }
  }

  private void readText(char quote) {
    int start = at++;
    var value = new StringBuilder();
    while (at < end && text.charAt(at) != quote && text.charAt(at) != '\n') {
      char c = text.charAt(at++);
      value.append(c == '\\' && at < end ? escaped(text.charAt(at++)) : c);
    }
    if (at < end && text.charAt(at) == quote) {
      at++;
    } else {
      problems.error(start, "text: the quote is never closed (expected: %s)".formatted(quote));
    }
    tokens.add(new Token(Kind.TEXT, value.toString(), start, at));
  }

  private String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '"', '\'', '\\' -> String.valueOf(c);
      default -> {
        problems.error(
            at - 2,
            "text: '\\%s' has no meaning (expected: \\\\ for a backslash, \\\", \\', \\n, \\t or \\r)"
                .formatted(c));
        yield "";
      }
    };
  }

  private void readNumber() {
    int start = at;
    while (at < end && (isDigit(text.charAt(at)) || isFraction())) {
      at++;
    }
    if (at < end && "lLdDfF".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start, at));
  }

  private boolean isFraction() {
    return text.charAt(at) == '.' && at + 1 < end && isDigit(text.charAt(at + 1));
  }

  private void readName() {
    int start = at;
    while (at < end && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    tokens.add(new Token(Kind.NAME, text.substring(start, at), start, at));
  }

  private void readSymbol() {
    int start = at;
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at) && at + symbol.length() <= end) {
        at += symbol.length();
        tokens.add(new Token(Kind.SYMBOL, symbol, start, at));
        return;
      }
    }
    char c = text.charAt(at++);
    if (SYMBOLS.indexOf(c) >= 0) {
      tokens.add(new Token(Kind.SYMBOL, String.valueOf(c), start, at));
    } else {
      boolean quote = "\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb".indexOf(c) >= 0;
      problems.error(
          start,
          "character: '%s' has no place in a rule (expected: %s)"
              .formatted(
                  shown(c),
                  quote ? "a straight quote, '\"'" : "such characters only in texts in quotes"));
    }
  }

  private static String shown(char c) {
    return c < ' ' || c > '~' ? "U+%04X".formatted((int) c) : String.valueOf(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }
}
