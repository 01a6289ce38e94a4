package io.sluice.rules.language;

import io.sluice.rules.language.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where the rules of a file stand, and what is out of balance, before a parser looks at it.
 * Parsers report such faults where they give up, which can be rules later; this reports them where
 * they were made.
 */
public final class Outline {
  /** Drools' parser tries each level of brackets several ways: time doubles with every few. */
  private static final int MAX_DEPTH = 16;

  private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");
  private static final Set<String> FILE_WORDS = Set.of("package", "import", "global", "rule");
  private static final Map<String, String> REFUSED =
      Map.of(
          "function", "functions can't be defined in rules (expected: conditions on facts)",
          "declare", "types can't be declared in rules (expected: only the broker's facts)",
          "query", "queries have no use here (expected: rule)",
          "unit", "units have no use here (expected: rule)",
          "dialect", "'dialect' has no use for a whole file (expected: nothing)",
          "expander", "expanders have no use here (expected: rule)");

  private final Problems problems;
  private final List<Token> tokens;
  private final List<RuleStretch> rules = new ArrayList<>();
  private int at;

  private Outline(Problems problems) {
    this.problems = problems;
    this.tokens = Tokens.of(problems, 0, problems.text().length());
  }

  /**
   * Where the parts of one rule stand, as offsets in the file.
   *
   * @param start the {@code rule} keyword
   * @param header the tokens between {@code rule} and the conditions
   * @param then the {@code then} keyword
   * @param end the {@code end} keyword
   */
  public record RuleStretch(int start, List<Token> header, int then, int end) {
    public RuleStretch {
      header = List.copyOf(header);
    }

    /** Where the right-hand side begins. */
    public int actions() {
      return then + "then".length();
    }
  }

  /** The rules of a file in their order; incomplete when problems were found. */
  public static List<RuleStretch> of(Problems problems) {
    var outline = new Outline(problems);
    if (!problems.anyErrors()) {
      outline.readFile();
    }
    return List.copyOf(outline.rules);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  private void readFile() {
    while (!atEnd() && !problems.anyErrors()) {
      Token token = peek();
      if (token.is("rule")) {
        readRule();
      } else if (token.is(";")) {
        at++;
      } else if (token.kind() == Kind.NAME && FILE_WORDS.contains(token.text())) {
        readLine();
      } else {
        problems.error(token.start(), refusal(token));
      }
    }
  }

  private static String refusal(Token token) {
    String known = REFUSED.get(token.text());
    if (known != null && token.kind() == Kind.NAME) {
      return known;
    }
    if (token.is("end")) {
      return "'end' belongs to no rule (expected: rule)";
    }
    return "%s can't stand between rules; %s"
        .formatted(token.shown(), Nearest.hint(token.text(), FILE_WORDS));
  }

  /** A package, import or global statement ends with its line, or with a semicolon. */
  private void readLine() {
    int end = problems.text().indexOf('\n', peek().start());
    while (!atEnd() && !peek().is(";") && (end < 0 || peek().start() < end)) {
      at++;
    }
  }

  private void readRule() {
    Token keyword = tokens.get(at++);
    int from = at;
    if (!readUntil(keyword, "when", Set.of("then", "end", "rule"))) {
      return;
    }
    List<Token> header = tokens.subList(from, at);
    at++;
    if (!readUntil(keyword, "then", Set.of("end", "rule", "when"))) {
      return;
    }
    int then = tokens.get(at++).start();
    if (!readUntil(keyword, "end", Set.of("rule", "when", "then"))) {
      return;
    }
    rules.add(new RuleStretch(keyword.start(), header, then, tokens.get(at++).start()));
  }

  /** Goes to a keyword outside of brackets; false, with a problem, when something else comes. */
  private boolean readUntil(Token rule, String keyword, Set<String> others) {
    Deque<Token> open = new ArrayDeque<>();
    for (; !atEnd(); at++) {
      Token token = peek();
      boolean structural = isKeyword(token, keyword, others);
      if (structural && !open.isEmpty()) {
        return fail(open.peek().start(), unclosed(open.peek()));
      }
      if (structural && token.is(keyword)) {
        return true;
      }
      if (structural) {
        return fail(
            rule.start(),
            "this rule has no '%s' (expected: '%s' before the %s in line %d)"
                .formatted(keyword, keyword, token.shown(), problems.place(token.start()).line()));
      }
      if (!balance(open, token)) {
        return false;
      }
    }
    return open.isEmpty()
        ? fail(
            rule.start(),
            "this rule has no '%s' (expected: rule, when, then, end)".formatted(keyword))
        : fail(open.peek().start(), unclosed(open.peek()));
  }

  private boolean isKeyword(Token token, String keyword, Set<String> others) {
    boolean word =
        token.kind() == Kind.NAME && (token.is(keyword) || others.contains(token.text()));
    // After a dot or an @ the same letters are a name, as in @rule or fact.end.
    return word && !(at > 0 && (tokens.get(at - 1).is(".") || tokens.get(at - 1).is("@")));
  }

  private boolean balance(Deque<Token> open, Token token) {
    if (token.kind() != Kind.SYMBOL) {
      return true;
    }
    if (CLOSING.containsKey(token.text())) {
      open.push(token);
      return open.size() <= MAX_DEPTH
          || fail(
              token.start(),
              "brackets are nested too deeply (expected: at most %d levels)".formatted(MAX_DEPTH));
    }
    if (!CLOSING.containsValue(token.text())) {
      return true;
    }
    if (open.isEmpty()) {
      return fail(token.start(), "%s closes nothing".formatted(token.shown()));
    }
    Token opening = open.pop();
    return token.is(CLOSING.getOrDefault(opening.text(), ""))
        || fail(opening.start(), unclosed(opening));
  }

  private static String unclosed(Token opening) {
    return "%s is never closed (expected: '%s')"
        .formatted(opening.shown(), CLOSING.get(opening.text()));
  }

  private boolean fail(int offset, String message) {
    problems.error(offset, message);
    return false;
  }
}
