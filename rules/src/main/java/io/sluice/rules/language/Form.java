package io.sluice.rules.language;

import java.util.List;
import java.util.Set;

/** What a condition says, as far as one can reason about it without facts. */
public sealed interface Form {

  /**
   * A value of the pattern's own fact stands in a relation to a literal.
   *
   * @param operator a comparison, MATCHES, CONTAINS, STARTS_WITH or ENDS_WITH
   * @param own reads the pattern's own fact only
   * @param value the literal, of the type of {@code own}; of CONTAINS, a text
   */
  record Compared(Operator operator, Term own, Object value) implements Form {}

  /** A value of the pattern's own fact is one of some literals. */
  record OneOf(Term own, Set<Object> values) implements Form {
    public OneOf {
      values = Set.copyOf(values);
    }
  }

  /** A number of the pattern's own fact is absent. */
  record Absent(Term own) implements Form {}

  /** The opposite. */
  record Not(Form form) implements Form {}

  /** All of them. */
  record Both(List<Form> forms) implements Form {
    public Both {
      forms = List.copyOf(forms);
    }
  }

  /** At least one of them. */
  record Either(List<Form> forms) implements Form {
    public Either {
      forms = List.copyOf(forms);
    }
  }

  /** Whatever it says, it is the same as other conditions of the same canonical text. */
  record Opaque(Term test) implements Form {}
}
