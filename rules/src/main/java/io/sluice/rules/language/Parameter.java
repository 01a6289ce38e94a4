package io.sluice.rules.language;

/** What a call takes at one place. */
sealed interface Parameter {
  /** The parameter in a reader's words. */
  String shown();

  /** A value of a type. */
  record Of(ValueType type) implements Parameter {
    @Override
    public String shown() {
      return type.shown();
    }
  }

  /** A regular expression in quotes; the call gets it compiled. */
  record RegularExpression() implements Parameter {
    @Override
    public String shown() {
      return "a pattern in quotes";
    }
  }

  /** Any single value, as its text. */
  record Shown() implements Parameter {
    @Override
    public String shown() {
      return "a value";
    }
  }
}
