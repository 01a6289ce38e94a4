package io.sluice.rules.language;

import io.sluice.rules.decision.Decision;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A word that rules may say to {@code decision}.
 *
 * @param usage how it is written, for messages
 * @param least the least number of arguments
 * @param most the largest number of arguments
 * @param meaning what the arguments name
 * @param speak says it
 */
record VocabularyWord(
    String usage, int least, int most, Meaning meaning, BiConsumer<Decision, List<String>> speak) {

  /** What can be checked of the arguments before any statement comes. */
  enum Meaning {
    GROUPS,
    CLUSTER,
    SPLIT,
    POLICY,
    FREE
  }
}
