package io.sluice.rules.language;

/**
 * A sign that a condition may hold, which an engine can find in a table instead of testing one
 * condition after the other. Reads one field of the pattern's own fact, which can't fail.
 */
public sealed interface Lookup {
  /** Reads the field. */
  Term own();

  /** The field has this value. */
  record Equals(Term own, Object value) implements Lookup {}

  /** The field is a set with this text in it. */
  record Contains(Term own, String text) implements Lookup {}

  /** The field is a text that begins so; the prefix is not empty. */
  record StartsWith(Term own, String prefix) implements Lookup {}
}
