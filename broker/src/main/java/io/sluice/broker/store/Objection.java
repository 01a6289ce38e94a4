package io.sluice.broker.store;

/**
 * What in the rest of the fleet stands against a change.
 *
 * @param field the field of the spec that does not go with it; empty when it is the whole change
 * @param why what stands there, and the mend
 */
public record Objection(String field, String why) {
  /** Against the whole change. */
  public static Objection of(String why) {
    return new Objection("", why);
  }
}
