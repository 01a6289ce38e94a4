package io.sluice.rules.language;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a fact.
 *
 * @param name the name that rules use
 * @param type the type of its values
 * @param read takes the value from a fact
 */
record Property(String name, ValueType type, Function<Object, @Nullable Object> read) {}
