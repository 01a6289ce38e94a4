package io.sluice.broker.command;

import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;

/**
 * An option or a parameter that knows the type of its value.
 *
 * @param spec how it is parsed and described
 * @param type what the parser makes of it
 */
public record Argument<T>(ArgSpec spec, Class<T> type) {

  /** What the user gave; nothing when he left it out and there is no default. */
  public Optional<T> given() {
    return Optional.ofNullable(type.cast(spec.getValue()));
  }

  /** What the user gave, or the default, for an argument that always has one. */
  public T value() {
    return given().orElseThrow();
  }
}
