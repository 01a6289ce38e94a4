package io.sluice.rules.decision;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import java.time.Duration;
import java.util.List;

/** One word that a rule spoke, with the names in it looked up. */
sealed interface Word {
  /** The word as the audit shows it, such as {@code route(etl)}. */
  String text();

  /** {@code route} and {@code split}: the latter has already been drawn. */
  record ToGroup(String text, GroupName group) implements Word {}

  record ToCluster(String text, ClusterName cluster) implements Word {}

  record Refuse(String text, String message) implements Word {}

  record Fallback(String text, List<GroupName> groups) implements Word {
    public Fallback {
      groups = List.copyOf(groups);
    }
  }

  record Strict(String text) implements Word {}

  record Select(String text, String policy) implements Word {}

  record SetSession(String text, String name, String value) implements Word {}

  record AddTag(String text, String tag) implements Word {}

  record Prioritise(String text, int level) implements Word {}

  record LimitQueue(String text, Duration longest) implements Word {}

  record Note(String text, String note) implements Word {}

  /** A word that names what does not exist. */
  record Unknown(String text, String reason) implements Word {}
}
