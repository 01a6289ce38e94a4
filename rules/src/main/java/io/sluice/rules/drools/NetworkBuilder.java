package io.sluice.rules.drools;

import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.betaIndexedBy;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.drools.Predicates.IsHit;
import io.sluice.rules.drools.Predicates.Join;
import io.sluice.rules.drools.Predicates.Join1;
import io.sluice.rules.drools.Predicates.Join2;
import io.sluice.rules.drools.Predicates.Join3;
import io.sluice.rules.drools.Predicates.OwnTest;
import io.sluice.rules.drools.Predicates.Pace;
import io.sluice.rules.drools.Predicates.Reading;
import io.sluice.rules.fact.Query;
import io.sluice.rules.language.CheckedRule;
import io.sluice.rules.language.Condition;
import io.sluice.rules.language.Constraint;
import io.sluice.rules.language.Operator;
import io.sluice.rules.language.Term;
import io.sluice.rules.language.ValueType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import java.util.TreeSet;
import org.drools.model.AlphaIndex;
import org.drools.model.BetaIndex;
import org.drools.model.DSL;
import org.drools.model.Global;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL;
import org.drools.model.PatternDSL.PatternDef;
import org.drools.model.Rule.Attribute;
import org.drools.model.RuleItemBuilder;
import org.drools.model.Variable;
import org.drools.model.consequences.ConsequenceBuilder;
import org.drools.model.consequences.ConsequenceImpl;
import org.drools.model.impl.RuleBuilder;
import org.drools.model.view.ViewItemBuilder;

/** Turns checked rules into rules of the engine's own model. */
final class NetworkBuilder {
  static final String PACKAGE = "sluice";
  static final String GLOBAL = "decision";
  private static final int SIGN_INDEX = -1;

  private final Global<Decision> decision = DSL.globalOf(Decision.class, PACKAGE, GLOBAL);
  private final Map<String, Integer> indexIds = new HashMap<>();
  private final SignTable.Builder signs = new SignTable.Builder();

  Global<Decision> decision() {
    return decision;
  }

  /** The signs of all rules that were built. */
  SignTable signs() {
    return signs.build();
  }

  org.drools.model.Rule rule(CheckedRule rule) {
    return new OneRule(rule).build();
  }

  /** The state of building one rule. */
  private final class OneRule {
    private final CheckedRule rule;
    private final Origin origin;
    private final Map<Integer, Variable<?>> variables = new HashMap<>();

    OneRule(CheckedRule rule) {
      this.rule = rule;
      this.origin = Origin.of(rule.speaker());
    }

    org.drools.model.Rule build() {
      RuleBuilder builder =
          PatternDSL.rule(PACKAGE, rule.speaker().name())
              .attribute(Attribute.SALIENCE, rule.speaker().salience());
      // The engine asks for "after"; a rule is effective from the very moment on.
      rule.effective()
          .ifPresent(from ->
              builder.attribute(Attribute.DATE_EFFECTIVE, calendar(from.minusNanos(1_000_000))));
      rule.expires().ifPresent(until -> builder.attribute(Attribute.DATE_EXPIRES, calendar(until)));
      var items = new ArrayList<RuleItemBuilder<?>>();
      List<Condition> conjuncts =
          rule.condition() instanceof Condition.All(List<Condition> parts)
              ? parts
              : List.of(rule.condition());
      if (conjuncts.stream().noneMatch(OneRule::isOfStatement)) {
        items.add(PatternDSL.pattern(DSL.declarationOf(Query.class, "$statement")));
      }
      items.addAll(items(conjuncts));
      items.add(consequence());
      return builder.build(items.toArray(RuleItemBuilder<?>[]::new));
    }

    /**
     * A rule that sees only the fleet, or only what is missing, would fire when the fleet changes,
     * not for each statement.
     */
    private static boolean isOfStatement(Condition part) {
      return part instanceof Condition.Pattern pattern && pattern.type().perStatement();
    }

    private static Calendar calendar(LocalDateTime local) {
      var calendar = Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
      calendar.setTimeInMillis(local.toInstant(ZoneOffset.UTC).toEpochMilli());
      return calendar;
    }

    private List<ViewItemBuilder<?>> items(List<Condition> parts) {
      Optional<Variable<?>> several = Optional.empty();
      var items = new ArrayList<ViewItemBuilder<?>>();
      for (Condition part : JoinOrder.arrange(parts)) {
        if (part instanceof Condition.Pattern pattern && pattern.type().several()) {
          PatternDef<?> definition = pattern(pattern);
          several.ifPresent(earlier -> pace(definition, earlier));
          several = Optional.of(variable(pattern.slot()));
          items.add(definition);
        } else {
          items.add(item(part));
        }
      }
      return items;
    }

    private ViewItemBuilder<?> item(Condition condition) {
      return switch (condition) {
        case Condition.Pattern pattern -> pattern(pattern);
        case Condition.All(List<Condition> parts) -> {
          List<ViewItemBuilder<?>> items = items(parts);
          yield DSL.and(items.getFirst(), rest(items));
        }
        case Condition.Any(List<Condition> parts) -> {
          var items = new ArrayList<ViewItemBuilder<?>>();
          parts.forEach(part -> items.add(item(part)));
          yield DSL.or(items.getFirst(), rest(items));
        }
        case Condition.Not(Condition part) -> DSL.not(item(part));
        case Condition.Exists(Condition part) -> DSL.exists(item(part));
      };
    }

    private static ViewItemBuilder<?>[] rest(List<ViewItemBuilder<?>> items) {
      return items.subList(1, items.size()).toArray(ViewItemBuilder<?>[]::new);
    }

    private PatternDef<?> pattern(Condition.Pattern pattern) {
      Optional<Constraint> signed = Signs.best(pattern);
      if (signed.isPresent()) {
        long sign = signs.add(pattern.type(), signed.get().lookups());
        return hit(pattern, sign, DSL.declarationOf(Hit.class, "$" + pattern.slot()));
      }
      return pattern(pattern, DSL.declarationOf(pattern.type().javaType(), "$" + pattern.slot()));
    }

    private <T> PatternDef<T> pattern(Condition.Pattern pattern, Variable<T> variable) {
      variables.put(pattern.slot(), variable);
      PatternDef<T> definition = PatternDSL.pattern(variable);
      JoinOrder.arrangeConstraints(pattern.constraints())
          .forEach(constraint -> constrain(definition, constraint));
      return definition;
    }

    /** The engine sees a fact only if a sign points at it; all its conditions are tested then. */
    private PatternDef<Hit> hit(Condition.Pattern pattern, long sign, Variable<Hit> variable) {
      variables.put(pattern.slot(), variable);
      PatternDef<Hit> definition = PatternDSL.pattern(variable);
      definition.expr(
          "sign == " + sign,
          new IsHit(sign),
          alphaIndexedBy(
              Long.class, ConstraintType.EQUAL, SIGN_INDEX, new Predicates.Sign(), sign));
      for (Constraint constraint : JoinOrder.arrangeConstraints(pattern.constraints())) {
        Term test = constraint.test();
        if (test.slots().isEmpty()) {
          definition.expr(test.canonical(), new OwnTest<Hit>(test, origin));
        } else {
          join(definition, constraint);
        }
      }
      return definition;
    }

    private <T> void constrain(PatternDef<T> pattern, Constraint constraint) {
      Term test = constraint.test();
      if (!test.slots().isEmpty()) {
        join(pattern, constraint);
        return;
      }
      var predicate = new OwnTest<T>(test, origin);
      Optional<Constraint.Key> key = constraint.key().filter(k -> k.other().isConstant());
      if (key.isPresent()) {
        Class<?> valueClass = valueClass(key.get().own().type());
        pattern.expr(test.canonical(), predicate, ownIndex(key.get(), valueClass));
      } else {
        pattern.expr(test.canonical(), predicate);
      }
    }

    private <T, V> AlphaIndex<T, V> ownIndex(Constraint.Key key, Class<V> valueClass) {
      var own = new Reading<T, V>(key.own(), OptionalInt.empty(), valueClass);
      V value = valueClass.cast(key.other().constant().orElseThrow());
      return alphaIndexedBy(valueClass, type(key.operator()), indexId(key), own, value);
    }

    private <T, A, V> BetaIndex<T, A, V> joinIndex(Constraint.Key key, Class<V> valueClass) {
      var slot = OptionalInt.of(key.other().slots().first());
      var own = new Reading<T, V>(key.own(), OptionalInt.empty(), valueClass);
      var other = new Reading<A, V>(key.other(), slot, valueClass);
      return betaIndexedBy(valueClass, type(key.operator()), indexId(key), own, other);
    }

    private <T> void join(PatternDef<T> pattern, Constraint constraint) {
      Term test = constraint.test();
      List<Variable<?>> others = test.slots().stream().<Variable<?>>map(this::variable).toList();
      var join = new Join(test, origin, new Slots(test.slots()));
      switch (others.size()) {
        case 1 -> join1(pattern, others.getFirst(), join, constraint.key());
        case 2 -> join2(pattern, others.getFirst(), others.getLast(), join);
        default -> join3(pattern, others.getFirst(), others.get(1), others.getLast(), join);
      }
    }

    private <T, A> void join1(
        PatternDef<T> pattern, Variable<A> first, Join join, Optional<Constraint.Key> key) {
      String id = join.term().canonical();
      var predicate = new Join1<T, A>(join);
      if (key.isEmpty()) {
        pattern.expr(id, first, predicate);
        return;
      }
      Class<?> valueClass = valueClass(key.get().own().type());
      pattern.expr(id, first, predicate, joinIndex(key.get(), valueClass));
    }

    private static <T, A, B> void join2(
        PatternDef<T> pattern, Variable<A> first, Variable<B> second, Join join) {
      pattern.expr(join.term().canonical(), first, second, new Join2<T, A, B>(join));
    }

    private static <T, A, B, C> void join3(
        PatternDef<T> pattern,
        Variable<A> first,
        Variable<B> second,
        Variable<C> third,
        Join join) {
      pattern.expr(join.term().canonical(), first, second, third, new Join3<T, A, B, C>(join));
    }

    private <T, A> void pace(PatternDef<T> pattern, Variable<A> earlier) {
      pattern.expr("pace", earlier, new Pace<T, A>(origin));
    }

    private Variable<?> variable(int slot) {
      return Objects.requireNonNull(variables.get(slot), "a slot is used after its pattern");
    }

    private ConsequenceBuilder.ValidBuilder consequence() {
      var slots = new TreeSet<Integer>();
      rule.actions().forEach(action -> slots.addAll(action.slots()));
      var arguments = new ArrayList<Variable<?>>();
      arguments.add(decision);
      slots.forEach(slot -> arguments.add(variable(slot)));
      var spoken = new Speaking(rule.speaker(), rule.actions(), new Slots(slots));
      Variable<?>[] variables = arguments.toArray(Variable<?>[]::new);
      return () -> new ConsequenceImpl(spoken, variables, false, false, "java");
    }

    private int indexId(Constraint.Key key) {
      return indexIds.computeIfAbsent(key.own().canonical(), _ -> indexIds.size());
    }
  }

  private static ConstraintType type(Operator operator) {
    return switch (operator) {
      case EQUAL -> ConstraintType.EQUAL;
      case LESS -> ConstraintType.LESS_THAN;
      case LESS_OR_EQUAL -> ConstraintType.LESS_OR_EQUAL;
      case GREATER -> ConstraintType.GREATER_THAN;
      case GREATER_OR_EQUAL -> ConstraintType.GREATER_OR_EQUAL;
      default -> throw new IllegalStateException("operator: %s has no index".formatted(operator));
    };
  }

  /** The engine has hash tables for values of some classes only. */
  private static Class<?> valueClass(ValueType type) {
    return switch (type) {
      case TEXT -> String.class;
      case WHOLE -> Long.class;
      case DECIMAL -> Double.class;
      default -> Object.class;
    };
  }
}
