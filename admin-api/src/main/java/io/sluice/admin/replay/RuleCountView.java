package io.sluice.admin.replay;

import io.sluice.rules.replay.RuleCount;

/**
 * What a rule of the candidate did: {@link RuleCount} on the wire.
 *
 * @param name its name
 * @param file its file
 * @param line its line
 * @param fired for how many decisions it fired
 * @param won how many it would have decided
 */
public record RuleCountView(String name, String file, int line, long fired, long won) {

  static RuleCountView of(RuleCount count) {
    return new RuleCountView(
        count.rule().name(),
        count.rule().place().file(),
        count.rule().place().line(),
        count.fired(),
        count.won());
  }
}
