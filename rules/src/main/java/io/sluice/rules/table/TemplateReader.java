package io.sluice.rules.table;

import io.sluice.rules.language.Problems;
import io.sluice.rules.language.Token;
import io.sluice.rules.language.Token.Kind;
import io.sluice.rules.language.Tokens;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.table.Template.Part;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads templates word by word, so that a value can only stand where a rule could have a literal,
 * and a template can't end the rule that it is part of.
 */
final class TemplateReader {
  private static final Pattern PLACE = Pattern.compile("\\$(param|[1-9])(?![A-Za-z0-9_])");
  private static final Pattern TYPOGRAPHIC = Pattern.compile("[“”„«»‘’]");
  private static final Set<String> OF_RULES =
      Set.of("rule", "when", "then", "end", "package", "import", "global", "function", "query");
  private static final Set<String> OPEN_ENDED =
      Set.of("==", "!=", "<", "<=", ">", ">=", "matches", "contains", "memberOf");
  private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");

  private final Cell header;
  private final String text;
  private final CellProblems problems;
  private final List<Part> parts = new ArrayList<>();

  private TemplateReader(Cell header, String text, CellProblems problems) {
    this.header = header;
    this.text = text;
    this.problems = problems;
  }

  /** The template of an action or a whole condition; empty, with a problem, if it is none. */
  static Optional<Template> read(Cell header, String text, CellProblems problems) {
    return new TemplateReader(header, text, problems).read(false);
  }

  /**
   * The template of a condition inside of a pattern. One that ends with a field or a comparison is
   * completed with the cell's value.
   */
  static Optional<Template> readInPattern(Cell header, String text, CellProblems problems) {
    return new TemplateReader(header, text, problems).read(true);
  }

  private Optional<Template> read(boolean inPattern) {
    var language = new Problems(new RuleFile(problems.file(), text));
    List<Token> tokens = Tokens.of(language, 0, text.length());
    if (TYPOGRAPHIC.matcher(text).find() && language.anyErrors()) {
      problems.error(header, "typographic quotes (expected: straight ones, \" or ')");
      return Optional.empty();
    }
    language.found().forEach(problem -> problems.error(header, problem.message()));
    if (language.anyErrors() || !isBalanced(tokens) || !isPartOfRule(tokens)) {
      return Optional.empty();
    }
    for (int i = 0; i < tokens.size() - 1; i++) {
      add(tokens, i);
    }
    complete(tokens, inPattern);
    return hasOneKindOfPlaces()
        ? Optional.of(new Template(header, withChoices()))
        : Optional.empty();
  }

  private void add(List<Token> tokens, int index) {
    Token token = tokens.get(index);
    if (index > 0 && tokens.get(index - 1).end() < token.start()) {
      parts.add(new Part.Fixed(" ")); // A comment or line break would end the line.
    }
    List<MatchResult> places = PLACE.matcher(token.text()).results().toList();
    if (token.kind() == Kind.NAME && !places.isEmpty() && places.getFirst().start() == 0) {
      parts.add(new Part.Value(number(places.getFirst())));
    } else if (token.kind() == Kind.TEXT && !places.isEmpty()) {
      parts.add(textWith(token.text(), places));
    } else {
      parts.add(new Part.Fixed(text.substring(token.start(), token.end())));
    }
  }

  private static Part textWith(String text, List<MatchResult> places) {
    var pieces = new ArrayList<String>();
    var numbers = new ArrayList<Integer>();
    int from = 0;
    for (MatchResult place : places) {
      pieces.add(text.substring(from, place.start()));
      numbers.add(number(place));
      from = place.end();
    }
    pieces.add(text.substring(from));
    return new Part.Text(pieces, numbers);
  }

  private static int number(MatchResult place) {
    return place.group(1).equals("param") ? 0 : Integer.parseInt(place.group(1));
  }

  private void complete(List<Token> tokens, boolean inPattern) {
    if (!inPattern || tokens.size() < 2 || !parts.stream().allMatch(Part.Fixed.class::isInstance)) {
      return;
    }
    boolean openEnded = OPEN_ENDED.contains(tokens.get(tokens.size() - 2).text());
    boolean field =
        tokens.stream().allMatch(t -> t.kind() == Kind.NAME || t.is(".") || t.kind() == Kind.END);
    if (openEnded || field) {
      parts.add(new Part.Fixed(field && !openEnded ? " == " : " "));
      parts.add(new Part.Value(0));
    }
  }

  /** Gives values behind {@code ==}, {@code !=} and {@code in (} the right to be several. */
  private List<Part> withChoices() {
    var result = new ArrayList<Part>();
    for (Part part : parts) {
      if (!(part instanceof Part.Value || part instanceof Part.Text)) {
        result.add(part);
        continue;
      }
      int last = lastWord(result, result.size());
      String before = word(result, last);
      if (before.equals("==") || before.equals("!=")) {
        result.subList(last, result.size()).clear();
        result.add(new Part.Equals(before.equals("!="), part));
      } else if (before.equals("(") && word(result, lastWord(result, last)).equals("in")) {
        result.add(new Part.Choices(part));
      } else {
        result.add(part);
      }
    }
    return result;
  }

  /** The index of the last part before another one that is more than white space; else -1. */
  private static int lastWord(List<Part> parts, int before) {
    int at = before - 1;
    while (at >= 0 && word(parts, at).isEmpty()) {
      at--;
    }
    return at;
  }

  private static String word(List<Part> parts, int index) {
    return index >= 0 && parts.get(index) instanceof Part.Fixed(String text)
        ? text.strip()
        : index >= 0 ? "?" : "";
  }

  private boolean hasOneKindOfPlaces() {
    boolean whole = PLACE.matcher(text).results().anyMatch(place -> number(place) == 0);
    boolean listed = PLACE.matcher(text).results().anyMatch(place -> number(place) > 0);
    if (whole && listed) {
      problems.error(header, "$param and $1 can't stand together (expected: one or the other)");
    }
    return !(whole && listed);
  }

  private boolean isPartOfRule(List<Token> tokens) {
    Optional<Token> foreign =
        tokens.stream()
            .filter(token -> token.kind() == Kind.NAME && OF_RULES.contains(token.text()))
            .findFirst();
    foreign.ifPresent(token ->
        problems.error(
            header,
            "%s can't stand in a template (expected: a condition or an action)"
                .formatted(token.shown())));
    boolean assigns = tokens.stream().anyMatch(token -> token.is("="));
    if (assigns) {
      problems.error(header, "'=' compares nothing (expected: '==')");
    }
    return foreign.isEmpty() && !assigns;
  }

  private boolean isBalanced(List<Token> tokens) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      if (token.kind() != Kind.SYMBOL) {
        continue;
      }
      if (CLOSING.containsKey(token.text())) {
        open.push(token);
      } else if (CLOSING.containsValue(token.text())) {
        if (open.isEmpty()) {
          problems.error(header, "%s closes nothing".formatted(token.shown()));
          return false;
        }
        Token opening = open.pop();
        if (!token.is(CLOSING.getOrDefault(opening.text(), ""))) {
          return neverClosed(opening);
        }
      }
    }
    return open.isEmpty() || neverClosed(open.peek());
  }

  private boolean neverClosed(Token opening) {
    problems.error(
        header,
        "%s is never closed (expected: '%s')"
            .formatted(opening.shown(), CLOSING.get(opening.text())));
    return false;
  }
}
