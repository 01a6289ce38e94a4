package io.sluice.rules.fact;

/** One table that the statement touches, qualified and in lower case, as a fact of its own. */
public record Table(String value, String catalog, String schema, String name) {

  /** Splits {@code catalog.schema.name}; what is missing in front is empty. */
  public static Table of(String qualified) {
    String[] parts = qualified.split("\\.", 3);
    return switch (parts.length) {
      case 3 -> new Table(qualified, parts[0], parts[1], parts[2]);
      case 2 -> new Table(qualified, "", parts[0], parts[1]);
      default -> new Table(qualified, "", "", qualified);
    };
  }
}
