package io.sluice.rules.fact;

/** The engine family of a cluster, and of a statement: which headers it speaks. */
public enum Dialect {
  TRINO("X-Trino-"),
  PRESTO("X-Presto-");

  private final String headerPrefix;

  Dialect(String headerPrefix) {
    this.headerPrefix = headerPrefix;
  }

  /** The start of every protocol header of this family, such as {@code X-Trino-}. */
  public String headerPrefix() {
    return headerPrefix;
  }
}
