package io.sluice.admin.validation;

/**
 * An expectation of a test that was not met.
 *
 * @param key the expectation's key, such as {@code group}
 * @param expected what should have been
 * @param actual what was
 */
public record UnmetView(String key, String expected, String actual) {}
