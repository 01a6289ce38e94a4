package io.sluice.admin.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Whether the broker takes statements.
 *
 * @param notReadyBecause why it takes none; empty when it does
 * @param degradedBecause what does not work although it takes statements, such as a store that is
 *     down; empty when all is well
 */
public record HealthView(List<String> notReadyBecause, List<String> degradedBecause) {
  public HealthView {
    notReadyBecause = List.copyOf(notReadyBecause);
    degradedBecause = List.copyOf(degradedBecause);
  }

  @JsonProperty
  public boolean ready() {
    return notReadyBecause.isEmpty();
  }

  @JsonProperty
  public boolean degraded() {
    return !degradedBecause.isEmpty();
  }
}
