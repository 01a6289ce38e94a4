package io.sluice.rules.decision;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a rule set says of one statement.
 *
 * @param outcome where it goes
 * @param session session properties to set on the forwarded request, in the order they were said
 * @param addedTags client tags to add to the forwarded request, in the order they were said
 * @param priority how urgent it is, 1 to 100; empty when no rule says
 * @param maxQueued how long it may wait in a cluster's queue; empty when no rule says
 * @param notes free notes of rules, for the audit
 * @param explanation why
 */
public record Verdict(
    Outcome outcome,
    Map<String, String> session,
    Set<String> addedTags,
    OptionalInt priority,
    Optional<Duration> maxQueued,
    List<String> notes,
    Explanation explanation) {
  /** The engines' session property of a statement's priority. */
  public static final String PRIORITY = "query_priority";

  public Verdict {
    session = Collections.unmodifiableMap(new LinkedHashMap<>(session));
    addedTags = Collections.unmodifiableSet(new LinkedHashSet<>(addedTags));
    notes = List.copyOf(notes);
  }

  /** A verdict that says nothing of priority and queues. */
  public Verdict(
      Outcome outcome,
      Map<String, String> session,
      Set<String> addedTags,
      List<String> notes,
      Explanation explanation) {
    this(outcome, session, addedTags, OptionalInt.empty(), Optional.empty(), notes, explanation);
  }
}
