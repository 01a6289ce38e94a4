package io.sluice.admin.version;

import java.util.List;
import java.util.Optional;

/**
 * A page of activations as GET answers it.
 *
 * @param versions newest first; a version that was activated again stands there again
 * @param next the cursor of the next page; left out on the last one
 */
record ActivationList(List<ActivationView> versions, Optional<String> next) {
  ActivationList {
    versions = List.copyOf(versions);
  }

  static ActivationList of(ActivationPage page) {
    Optional<String> next =
        page.more()
            ? Optional.of(Long.toString(page.activations().getLast().sequence()))
            : Optional.empty();
    return new ActivationList(page.activations(), next);
  }
}
