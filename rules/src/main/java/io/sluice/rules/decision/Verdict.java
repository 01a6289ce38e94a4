package io.sluice.rules.decision;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rule set says of one statement.
 *
 * @param outcome where it goes
 * @param session session properties to set on the forwarded request, in the order they were said
 * @param addedTags client tags to add to the forwarded request
 * @param notes free notes of rules, for the audit
 * @param explanation why
 */
public record Verdict(
    Outcome outcome,
    Map<String, String> session,
    Set<String> addedTags,
    List<String> notes,
    Explanation explanation) {
  public Verdict {
    session = Map.copyOf(session);
    addedTags = Set.copyOf(addedTags);
    notes = List.copyOf(notes);
  }
}
