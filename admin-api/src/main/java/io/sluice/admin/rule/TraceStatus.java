package io.sluice.admin.rule;

/** What a rule made of a statement. */
public enum TraceStatus {
  /** All its conditions are fulfilled: it fires. */
  MATCHED,
  /** A condition is not fulfilled. */
  NOT_MATCHED,
  /** It is switched off. */
  DISABLED,
  /** Its {@code date-effective} is yet to come. */
  NOT_YET_EFFECTIVE,
  /** Its {@code date-expires} is over. */
  EXPIRED,
  /** A condition can't be computed. */
  FAILED,
  /** It has too many combinations of facts, or conditions that take too long. */
  UNDECIDED
}
