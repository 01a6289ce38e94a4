package io.sluice.rules.drools;

/**
 * A fact at which a sign points: the engine's stand-in for it in the patterns that have this sign.
 *
 * @param sign the number of the sign in its {@link SignTable}
 * @param subject the fact
 */
record Hit(long sign, Object subject) {

  /** The fact itself, wherever a stand-in may be. */
  static Object subject(Object fact) {
    return fact instanceof Hit hit ? hit.subject() : fact;
  }
}
