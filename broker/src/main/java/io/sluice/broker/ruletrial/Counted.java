package io.sluice.broker.ruletrial;

/**
 * How often something was seen.
 *
 * @param what it
 * @param count how often
 */
public record Counted<K>(K what, long count) {}
