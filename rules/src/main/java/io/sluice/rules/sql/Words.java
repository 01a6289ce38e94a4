package io.sluice.rules.sql;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.Arrays;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/**
 * A statement's tokens as Trino's lexer reads them, without white space, comments and a final
 * semicolon.
 *
 * <p>Any text has words: what the lexer does not recognise is a word of its own. Reading takes time
 * linear in the text.
 */
final class Words {
  private final String text;
  private int[] types = new int[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int size;
  private int depth;
  private String cutShort = "";

  private Words(String text) {
    this.text = text;
  }

  static Words of(String text, int maxCharacters) {
    var words = new Words(text);
    words.read(maxCharacters);
    while (words.size > 0 && words.type(words.size - 1) == SqlBaseLexer.SEMICOLON) {
      words.size--;
    }
    return words;
  }

  private void read(int maxCharacters) {
    if (text.length() > maxCharacters) {
      cutShort = "%d characters (expected: at most %d)".formatted(text.length(), maxCharacters);
    }
    var lexer = new SqlBaseLexer(new AsciiLookahead(text, Math.min(text.length(), maxCharacters)));
    lexer.removeErrorListeners(); // they print
    int open = 0;
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      if (opensUnendedComment(token)) {
        // Each further "/*" would make the lexer look for an end in all of the rest again: minutes.
        cutShort = "comment that does not end at character " + (token.getStartIndex() + 1);
        return;
      }
      add(token);
      open = Math.max(0, open + nesting(size - 1));
      depth = Math.max(depth, open);
    }
  }

  private boolean opensUnendedComment(Token token) {
    return token.getType() == SqlBaseLexer.SLASH && text.startsWith("/*", token.getStartIndex());
  }

  private void add(Token token) {
    if (size == types.length) {
      types = Arrays.copyOf(types, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    types[size] = token.getType();
    starts[size] = token.getStartIndex();
    ends[size] = token.getStopIndex() + 1;
    size++;
  }

  private int nesting(int index) {
    if (is(index, '(') || is(index, '[') || type(index) == SqlBaseLexer.CASE) {
      return 1;
    }
    return is(index, ')') || is(index, ']') || type(index) == SqlBaseLexer.END ? -1 : 0;
  }

  int size() {
    return size;
  }

  /** Deepest nesting of brackets and CASE. */
  int depth() {
    return depth;
  }

  /** Why reading stopped before the text's end; empty when it did not. */
  String cutShort() {
    return cutShort;
  }

  /** The text from the first word to the last: what a parser should see. */
  String sql() {
    return size == 0 ? "" : text.substring(0, ends[size - 1]);
  }

  /** The token type in {@link SqlBaseLexer}; EOF outside of the words. */
  int type(int index) {
    return index >= 0 && index < size ? types[index] : Token.EOF;
  }

  boolean is(int index, char sign) {
    return index >= 0
        && index < size
        && ends[index] - starts[index] == 1
        && text.charAt(starts[index]) == sign;
  }

  boolean startsWith(int index, String sign) {
    return index >= 0 && index < size && text.startsWith(sign, starts[index]);
  }

  String text(int index) {
    return text.substring(starts[index], ends[index]);
  }

  String lowerCase(int index) {
    return text(index).toLowerCase(Locale.ROOT);
  }

  /** Whether it is a keyword or an unquoted name. */
  boolean isBare(int index) {
    if (index < 0 || index >= size) {
      return false;
    }
    char first = text.charAt(starts[index]);
    boolean letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    return switch (types[index]) {
      case SqlBaseLexer.IDENTIFIER -> true;
      case SqlBaseLexer.UNICODE_STRING, SqlBaseLexer.BINARY_LITERAL -> false;
      default -> letter;
    };
  }

  /** Whether it is a name in quotes or back quotes. */
  boolean isQuoted(int index) {
    int type = type(index);
    return type == SqlBaseLexer.QUOTED_IDENTIFIER || type == SqlBaseLexer.BACKQUOTED_IDENTIFIER;
  }

  /** A name without its quotes, in its own letter case; empty outside of the words. */
  String name(int index) {
    if (index >= size) {
      return "";
    }
    String word = text(index);
    if (!isQuoted(index)) {
      return word;
    }
    String quote = word.substring(0, 1);
    return word.substring(1, word.length() - 1).replace(quote + quote, quote);
  }
}
