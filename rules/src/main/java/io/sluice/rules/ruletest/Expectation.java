package io.sluice.rules.ruletest;

import io.sluice.rules.decision.Verdict;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that a test expects of a verdict.
 *
 * @param key its key, such as {@code group}
 * @param expected what should be, in words
 * @param met whether it is
 * @param actual what is, in words
 */
record Expectation(
    String key, String expected, Predicate<Verdict> met, Function<Verdict, String> actual) {

  Unmet unmetBy(Verdict verdict) {
    return new Unmet(key, expected, actual.apply(verdict));
  }
}
