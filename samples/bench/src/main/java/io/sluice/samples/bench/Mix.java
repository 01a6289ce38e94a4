package io.sluice.samples.bench;

/** What the conditions of the rules are like. */
public enum Mix {
  /** All can be looked up. */
  INDEXED,
  /** As people write them: lists, starts of texts, patterns, calculations, two facts. */
  MIXED
}
