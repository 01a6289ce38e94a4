package io.sluice.rules.language;

/**
 * One token of a rule file.
 *
 * @param kind what it is
 * @param text the value of a TEXT, without quotes and escapes; else the characters of the file
 * @param start its offset in the file
 * @param end the offset behind it
 */
public record Token(Kind kind, String text, int start, int end) {

  /** What a token is. */
  public enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  /** Whether it is this name or symbol. */
  public boolean is(String expected) {
    return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equals(expected);
  }

  /** The token as messages show it. */
  public String shown() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> '"' + text + '"';
      case NAME, NUMBER, SYMBOL -> "'" + text + "'";
    };
  }
}
