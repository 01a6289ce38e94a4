package io.sluice.admin.version;

import java.util.List;

/**
 * A stretch of the activations.
 *
 * @param activations newest first
 * @param more whether there are older ones
 */
public record ActivationPage(List<ActivationView> activations, boolean more) {
  public ActivationPage {
    activations = List.copyOf(activations);
  }
}
