package io.sluice.rules.language;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.decision.Destinations;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.decision.SelectionPolicies;
import io.sluice.rules.decision.Speaker;
import io.sluice.rules.decision.Split;
import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.Token.Kind;
import io.sluice.rules.ruleset.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a rule's right-hand side: nothing but {@code decision.word(arguments);}. */
public final class ActionReader {
  private final Vocabulary vocabulary = new Vocabulary();
  private final Problems problems;
  private final Targets targets;
  private final ExpressionChecker checker;
  private final List<String> said = new ArrayList<>();

  /**
   * @param scope the names that the rule's conditions have bound
   * @param targets what words may name
   */
  public ActionReader(Problems problems, Scope scope, Targets targets) {
    this.problems = problems;
    this.targets = targets;
    this.checker = new ExpressionChecker(scope, Optional.empty(), -1);
  }

  /** The statements between two offsets; those that can't be understood are noted as problems. */
  public List<Action> read(int start, int end) {
    var parser = new ExpressionParser(Tokens.of(problems, start, end));
    var actions = new ArrayList<Action>();
    boolean silent = parser.peek().kind() == Kind.END;
    while (parser.peek().kind() != Kind.END) {
      try {
        statement(parser).ifPresent(actions::add);
      } catch (SyntaxProblem e) {
        problems.error(e.offset(), e.text());
        skipStatement(parser);
      }
    }
    if (silent) {
      problems.warning(start, "the rule says nothing (expected: a call such as decision.route)");
    }
    checkTogether(start);
    return actions;
  }

  private static void skipStatement(ExpressionParser parser) {
    while (parser.peek().kind() != Kind.END && !parser.next().is(";")) {
      // the rest of a statement that can't be understood says nothing
    }
  }

  private Optional<Action> statement(ExpressionParser parser) throws SyntaxProblem {
    if (parser.skip(";")) {
      return Optional.empty();
    }
    Token first = parser.peek();
    if (!first.is("decision")) {
      String policy =
          first.kind() == Kind.NAME && ClassPolicy.looksLikeClass(first.text())
              ? "class policy: rules run no code; "
              : "";
      throw new SyntaxProblem(
          first.start(),
          "%s%s can't stand after 'then' (expected: only calls such as decision.route(\"etl\");)"
              .formatted(policy, first.shown()));
    }
    parser.next();
    parser.expect(".");
    Token name = parser.next();
    VocabularyWord word = vocabulary.find(name.text()).orElse(null);
    if (word == null || name.kind() != Kind.NAME) {
      throw new SyntaxProblem(
          name.start(),
          "decision has no word %s; %s"
              .formatted(name.shown(), Nearest.hint(name.text(), vocabulary.names())));
    }
    List<Expression> written = parser.arguments();
    if (!parser.skip(";")) {
      throw new SyntaxProblem(
          parser.peek().start(),
          "%s follows decision.%s(…) (expected: ';')"
              .formatted(parser.peek().shown(), name.text()));
    }
    said.add(name.text());
    return Optional.of(action(name, word, written));
  }

  private Action action(Token name, VocabularyWord word, List<Expression> written)
      throws SyntaxProblem {
    if (written.size() < word.least() || written.size() > word.most()) {
      throw new SyntaxProblem(
          name.start(),
          "decision.%s: %d arguments (expected: %s)"
              .formatted(name.text(), written.size(), word.usage()));
    }
    var arguments = new ArrayList<Term>();
    for (Expression expression : written) {
      arguments.add(argument(expression));
    }
    var action = new Action(name.text(), word.speak(), arguments);
    checkNames(word, written, arguments);
    if (arguments.stream().allMatch(Term::isConstant)) {
      rehearse(written.isEmpty() ? name.start() : written.getFirst().offset(), action);
    }
    return action;
  }

  private Term argument(Expression expression) throws SyntaxProblem {
    Term term = checker.check(expression);
    return switch (term.type()) {
      case TEXT, WHOLE, DECIMAL, TRUTH, DAY, DIALECT, DATE, TIME, DATE_TIME, INSTANT, DURATION ->
          term;
      case MAYBE_WHOLE, TEXTS, TEXT_LIST, TEXT_MAP, FACT, NULL ->
          throw new SyntaxProblem(
              expression.offset(),
              "this is %s (expected: a text, or a field of a bound fact)"
                  .formatted(term.type().shown()));
    };
  }

  private void checkNames(VocabularyWord word, List<Expression> written, List<Term> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      int offset = written.get(i).offset();
      Optional<String> literal = arguments.get(i).constantText();
      switch (word.meaning()) {
        case GROUPS -> literal.ifPresent(group -> checkGroup(offset, group));
        case CLUSTER -> literal.ifPresent(cluster -> checkCluster(offset, cluster));
        case SPLIT -> {
          if (i == 0) {
            literal.ifPresent(spec -> checkSplit(offset, spec));
          }
        }
        case POLICY -> literal.ifPresent(policy -> checkPolicy(offset, policy));
        case FREE -> {}
      }
    }
  }

  private void checkGroup(int offset, String group) {
    List<String> known = targets.groups().stream().map(GroupName::value).toList();
    if (!known.contains(group)) {
      problems.error(
          offset, "there is no group '%s'; %s".formatted(group, Nearest.hint(group, known)));
    }
  }

  private void checkCluster(int offset, String cluster) {
    List<String> known = targets.clusters().stream().map(ClusterName::value).toList();
    if (!known.contains(cluster)) {
      problems.error(
          offset, "there is no cluster '%s'; %s".formatted(cluster, Nearest.hint(cluster, known)));
    }
  }

  private void checkPolicy(int offset, String policy) {
    if (!policy.isEmpty() && !SelectionPolicies.isKnown(policy)) {
      String hint = Nearest.hint(SelectionPolicies.name(policy), SelectionPolicies.NAMES);
      problems.error(offset, "there is no policy '%s'; %s".formatted(policy, hint));
    }
  }

  private void checkSplit(int offset, String spec) {
    try {
      Split.parse(spec).shares().forEach(share -> checkGroup(offset, share.group()));
    } catch (IllegalArgumentException e) {
      problems.error(offset, String.valueOf(e.getMessage()));
    }
  }

  /** Says a word of literals once, to nobody: what is malformed shows before a statement comes. */
  private void rehearse(int offset, Action action) {
    var nowhere = new Destinations(targets.groups(), targets.clusters(), Map.of());
    var decision = new Decision("", nowhere);
    decision.listenTo(new Speaker("rehearsal", new RulePlace("", 0), 0, Map.of()));
    try {
      action.speak(decision, new Object[0]);
    } catch (IllegalArgumentException | IllegalStateException e) {
      problems.error(offset, String.valueOf(e.getMessage()));
    }
  }

  private void checkTogether(int start) {
    boolean routes = Stream.of("route", "split", "pin").anyMatch(said::contains);
    Stream.of("fallback", "strict", "select")
        .filter(word -> said.contains(word) && !routes)
        .forEach(word ->
            problems.warning(
                start,
                "decision.%s has no effect without a route in the same rule".formatted(word)));
    long destinations =
        said.stream()
            .filter(w -> w.equals("route") || w.equals("split") || w.equals("reject"))
            .count();
    if (destinations > 1) {
      problems.warning(start, "the rule decides more than once; only the first word counts");
    }
  }
}
