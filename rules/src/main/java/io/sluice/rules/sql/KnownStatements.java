package io.sluice.rules.sql;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link io.sluice.rules.fact.Sql} can say of the kind of a statement. */
public final class KnownStatements {
  private static final Set<String> TYPES =
      Arrays.stream(StatementKind.values())
          .map(StatementKind::name)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> CATEGORIES =
      Arrays.stream(Category.values()).map(Category::word).collect(Collectors.toUnmodifiableSet());

  private KnownStatements() {}

  /** Every type, such as {@code CREATE_TABLE}. */
  public static Set<String> types() {
    return TYPES;
  }

  /** Every category; one of them is the empty text. */
  public static Set<String> categories() {
    return CATEGORIES;
  }
}
