package io.sluice.rules.language;

/**
 * A field of a fact.
 *
 * @param name the name that rules use
 * @param type the type of its values
 * @param read takes the value from a fact
 */
record Property(String name, ValueType type, Evaluation read) {}
