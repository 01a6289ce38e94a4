package io.sluice.admin.ruletrial;

/** A trial as operators see it. */
public sealed interface TrialView permits ShadowView, CanaryView {

  /** Names its state, for If-Match. */
  String etag();
}
