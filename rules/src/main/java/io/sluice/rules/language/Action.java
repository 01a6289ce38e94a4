package io.sluice.rules.language;

import io.sluice.rules.decision.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** One statement of a rule's right-hand side: a word with its arguments. */
public final class Action {
  private static final Object NO_FACT = new Object();

  private final String word;
  private final BiConsumer<Decision, List<String>> speak;
  private final List<Term> arguments;

  Action(String word, BiConsumer<Decision, List<String>> speak, List<Term> arguments) {
    this.word = word;
    this.speak = speak;
    this.arguments = List.copyOf(arguments);
  }

  /** The word it says, such as {@code route}. */
  public String word() {
    return word;
  }

  /** What it says the word with; empty when that depends on the facts. */
  public Optional<List<String>> literals() {
    return arguments.stream().allMatch(Term::isConstant)
        ? Optional.of(arguments.stream().map(it -> it.constant().orElseThrow().toString()).toList())
        : Optional.empty();
  }

  /** The slots of the facts that the arguments read. */
  public SortedSet<Integer> slots() {
    var slots = new TreeSet<Integer>();
    arguments.forEach(argument -> slots.addAll(argument.slots()));
    return slots;
  }

  /**
   * Says the word.
   *
   * @param facts the rule's facts by slot
   * @throws IllegalArgumentException if an argument is malformed
   * @throws ArithmeticException if an argument divides by zero
   */
  public void speak(Decision decision, Object[] facts) {
    var values = new ArrayList<String>(arguments.size());
    for (Term argument : arguments) {
      values.add(String.valueOf(argument.evaluation().value(NO_FACT, facts)));
    }
    speak.accept(decision, values);
  }
}
