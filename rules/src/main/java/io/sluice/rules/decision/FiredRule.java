package io.sluice.rules.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule that fired for a statement: once, however many combinations of facts fulfilled it.
 *
 * @param name the rule's name
 * @param place where it stands
 * @param salience its salience
 * @param metadata its {@code @owner}, {@code @ticket}, {@code @because} and other annotations,
 *     without the @, in the order of the file
 * @param said the words it spoke, in order, such as {@code route(etl)}, each once
 * @param overruled the words among them that had no effect, each as {@code word: reason}
 */
public record FiredRule(
    String name,
    RulePlace place,
    int salience,
    Map<String, String> metadata,
    List<String> said,
    List<String> overruled) {
  public FiredRule {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    said = List.copyOf(said);
    overruled = List.copyOf(overruled);
  }
}
