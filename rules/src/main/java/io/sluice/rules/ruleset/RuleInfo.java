package io.sluice.rules.ruleset;

import io.sluice.rules.decision.RulePlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One rule of a set, as a reader of the set wants to see it.
 *
 * @param name its name, unique in the set
 * @param place where it stands
 * @param salience its salience
 * @param metadata its annotations, without the @, in the order of the file
 */
public record RuleInfo(String name, RulePlace place, int salience, Map<String, String> metadata) {
  public RuleInfo {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }
}
