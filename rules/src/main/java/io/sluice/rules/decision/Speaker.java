package io.sluice.rules.decision;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rule whose words {@link Decision} hears. Speakers sort as rules fire: highest salience first,
 * then earlier file, then earlier line.
 *
 * @param name the rule's name, unique in its set
 * @param place where it stands
 * @param salience its salience
 * @param metadata its annotations without the @, in the order of the file
 */
public record Speaker(String name, RulePlace place, int salience, Map<String, String> metadata)
    implements Comparable<Speaker> {
  private static final Comparator<Speaker> FIRING_ORDER =
      Comparator.comparingInt(Speaker::salience)
          .reversed()
          .thenComparing(Speaker::place)
          .thenComparing(Speaker::name);

  public Speaker {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  @Override
  public int compareTo(Speaker other) {
    return FIRING_ORDER.compare(this, other);
  }

  /** The rule as messages name it. */
  String described() {
    return "rule '%s' (%s)".formatted(name, place);
  }
}
