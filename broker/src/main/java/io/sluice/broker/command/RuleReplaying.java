package io.sluice.broker.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.RuleFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tries rules on recorded decisions, wherever the record is. */
@FunctionalInterface
public interface RuleReplaying {
  /**
   * Replays, and waits for its end. An interrupt ends it.
   *
   * @param progress hears how far it is, now and then: the API's ReplayProgress
   * @throws IOException when the record can't be read; the message says why and what mends it
   */
  Answer replay(Order order, Consumer<JsonNode> progress) throws IOException, InterruptedException;

  /**
   * What to replay.
   *
   * @param files the rules to try
   * @param from decisions of this moment or later
   * @param to decisions before this moment; else until now
   * @param user only those of this user
   * @param source only those of this source
   * @param group only those that this group took
   * @param examples how many examples to keep of each shift
   */
  record Order(
      RuleFiles files,
      Instant from,
      Optional<Instant> to,
      Optional<String> user,
      Optional<String> source,
      Optional<GroupName> group,
      int examples) {}

  /** What came of it. */
  sealed interface Answer {
    /** The API's ReplayReport. */
    record Replayed(JsonNode report) implements Answer {}

    /** The rules can't be used; each problem begins with its place in the files. */
    record Refused(List<String> problems) implements Answer {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }
}
