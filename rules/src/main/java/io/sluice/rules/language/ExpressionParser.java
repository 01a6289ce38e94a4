package io.sluice.rules.language;

import io.sluice.rules.language.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the expressions of conditions and of arguments, by recursive descent. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 16;
  private static final Map<String, Operator> RELATIONS =
      Map.of(
          "==", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.LESS_OR_EQUAL,
          ">", Operator.GREATER,
          ">=", Operator.GREATER_OR_EQUAL,
          "matches", Operator.MATCHES,
          "contains", Operator.CONTAINS,
          "memberOf", Operator.MEMBER_OF);

  private static final Map<String, String> REFUSED =
      Map.of(
          "=", "'=' compares nothing (expected: '==')",
          "new",
              "class policy: rules make no objects with 'new' (expected: a field, a text or a number)",
          "instanceof", "class policy: rules know no 'instanceof' (expected: a comparison)",
          "->", "class policy: rules have no lambdas (expected: a plain condition)",
          "?", "'?' can't stand here (expected: two rules, one for each case)");

  private final List<Token> tokens;
  private int at;
  private int depth;

  ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token next() {
    Token token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean skip(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      next();
    }
    return found;
  }

  void expect(String symbol) throws SyntaxProblem {
    if (!skip(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  SyntaxProblem unexpected(String expected) {
    Token token = peek();
    String refused = REFUSED.get(token.text());
    if (refused != null && token.kind() != Kind.TEXT) {
      return new SyntaxProblem(token.start(), refused);
    }
    return new SyntaxProblem(
        token.start(), "%s can't stand here (expected: %s)".formatted(token.shown(), expected));
  }

  /** The name in {@code name : …}, when the tokens begin so. */
  Optional<Token> binding() {
    boolean binds = peek().kind() == Kind.NAME && tokens.get(at + 1).is(":");
    if (!binds) {
      return Optional.empty();
    }
    Token name = next();
    next();
    return Optional.of(name);
  }

  void expectEnd() throws SyntaxProblem {
    if (peek().kind() != Kind.END) {
      throw unexpected("the end of the condition, ',', '&&' or '||'");
    }
  }

  Expression expression() throws SyntaxProblem {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxProblem(
          peek().start(), "nested too deeply (expected: at most %d levels)".formatted(MAX_DEPTH));
    }
    Expression left = conjunction(Optional.empty());
    while (peek().is("||")) {
      int offset = next().start();
      left = new Expression.Binary(offset, Operator.OR, left, conjunction(subject(left)));
    }
    depth--;
    return left;
  }

  private Expression conjunction(Optional<Expression> subject) throws SyntaxProblem {
    Expression left = relation(subject);
    while (peek().is("&&")) {
      int offset = next().start();
      left = new Expression.Binary(offset, Operator.AND, left, relation(subject(left)));
    }
    return left;
  }

  /** What {@code a == 1 || == 2} compares the second time. */
  private static Optional<Expression> subject(Expression left) {
    return switch (left) {
      case Expression.Binary(int _, Operator operator, Expression _, Expression right)
          when operator == Operator.OR || operator == Operator.AND ->
          subject(right);
      case Expression.Binary(int _, Operator _, Expression value, Expression _) ->
          Optional.of(value);
      default -> Optional.empty();
    };
  }

  private Expression relation(Optional<Expression> subject) throws SyntaxProblem {
    boolean abbreviated = subject.isPresent() && RELATIONS.containsKey(peek().text());
    Expression left = abbreviated && !isText(peek()) ? subject.get() : sum();
    if (isText(peek()) || peek().kind() == Kind.NUMBER) {
      return left;
    }
    int offset = peek().start();
    boolean negated = skip("not");
    Operator operator = RELATIONS.get(peek().text());
    Expression relation;
    if (operator != null) {
      next();
      relation = new Expression.Binary(offset, operator, left, sum());
    } else if (skip("in")) {
      relation = new Expression.In(offset, left, choices());
    } else if (skip("str")) {
      relation = new Expression.Binary(offset, textOperator(), left, sum());
    } else if (negated) {
      throw unexpected("'in', 'matches', 'contains' or 'memberOf' after 'not'");
    } else {
      return left;
    }
    return negated ? new Expression.Not(offset, relation) : relation;
  }

  private static boolean isText(Token token) {
    return token.kind() == Kind.TEXT;
  }

  private Operator textOperator() throws SyntaxProblem {
    expect("[");
    Token which = next();
    expect("]");
    return switch (which.text()) {
      case "startsWith" -> Operator.STARTS_WITH;
      case "endsWith" -> Operator.ENDS_WITH;
      default ->
          throw new SyntaxProblem(
              which.start(),
              "%s is no comparison of texts (expected: startsWith or endsWith)"
                  .formatted(which.shown()));
    };
  }

  private List<Expression> choices() throws SyntaxProblem {
    expect("(");
    var choices = new ArrayList<Expression>();
    do {
      choices.add(sum());
    } while (skip(","));
    expect(")");
    return choices;
  }

  private Expression sum() throws SyntaxProblem {
    Expression left = product();
    while (peek().is("+") || peek().is("-")) {
      Token sign = next();
      Operator operator = sign.is("+") ? Operator.PLUS : Operator.MINUS;
      left = new Expression.Binary(sign.start(), operator, left, product());
    }
    return left;
  }

  private Expression product() throws SyntaxProblem {
    Expression left = unary();
    while (peek().is("*") || peek().is("/") || peek().is("%")) {
      Token sign = next();
      Operator operator =
          sign.is("*") ? Operator.TIMES : sign.is("/") ? Operator.OVER : Operator.MODULO;
      left = new Expression.Binary(sign.start(), operator, left, unary());
    }
    return left;
  }

  private Expression unary() throws SyntaxProblem {
    int offset = peek().start();
    int signs = 0;
    while (peek().is("!") || peek().is("-")) {
      if (++signs > 2) {
        throw new SyntaxProblem(offset, "too many signs in a row (expected: at most one)");
      }
      if (next().is("-")) {
        return new Expression.Minus(offset, postfix());
      }
    }
    Expression operand = postfix();
    return signs % 2 == 0 ? operand : new Expression.Not(offset, operand);
  }

  private Expression postfix() throws SyntaxProblem {
    Expression target = primary();
    if (target instanceof Expression.Name(int offset, String name) && peek().is("(")) {
      throw new SyntaxProblem(
          offset,
          "'%s(…)' is no call (expected: one on a value, such as user.length(), or of a class, such as Math.max(a, b))"
              .formatted(name));
    }
    while (true) {
      if (skip(".")) {
        target = member(target);
      } else if (peek().is("[")) {
        int offset = next().start();
        target = new Expression.Entry(offset, target, expression());
        expect("]");
      } else {
        return target;
      }
    }
  }

  private Expression member(Expression target) throws SyntaxProblem {
    if (peek().kind() != Kind.NAME) {
      throw unexpected("a name after '.'");
    }
    Token name = next();
    boolean called = peek().is("(");
    List<Expression> arguments = called ? arguments() : List.of();
    return new Expression.Member(name.start(), target, name.text(), called, arguments);
  }

  /** {@code (a, b)}. */
  List<Expression> arguments() throws SyntaxProblem {
    expect("(");
    var arguments = new ArrayList<Expression>();
    if (!peek().is(")")) {
      do {
        arguments.add(expression());
      } while (skip(","));
    }
    expect(")");
    return arguments;
  }

  private Expression primary() throws SyntaxProblem {
    Token token = peek();
    if (token.is("(")) {
      next();
      Expression inner = expression();
      expect(")");
      return inner;
    }
    return switch (token.kind()) {
      case TEXT -> new Expression.TextLiteral(next().start(), token.text());
      case NUMBER -> new Expression.NumberLiteral(next().start(), token.text());
      case NAME -> {
        if (REFUSED.containsKey(token.text())) {
          throw unexpected("a field, a text or a number");
        }
        yield name(next());
      }
      case SYMBOL, END -> throw unexpected("a field, a text or a number");
    };
  }

  private static Expression name(Token token) {
    return switch (token.text()) {
      case "true" -> new Expression.TruthLiteral(token.start(), true);
      case "false" -> new Expression.TruthLiteral(token.start(), false);
      case "null" -> new Expression.NullLiteral(token.start());
      default -> new Expression.Name(token.start(), token.text());
    };
  }
}
