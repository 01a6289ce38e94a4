package io.sluice.broker.config;

/**
 * One thing that is wrong in a configuration file, and how to mend it.
 *
 * @param file the file as the user named it
 * @param line from 1; 0 when it concerns the file as a whole
 * @param column from 1; 0 when it concerns the file as a whole
 * @param path the key, such as {@code clusters[0].url}; empty when it concerns no key
 * @param value what stands there, without secrets
 * @param expected what should stand there
 */
public record ConfigProblem(
    String file, int line, int column, String path, String value, String expected) {

  /** {@code file:line:column: path: value (expected: …)}, without the parts that are empty. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line + ":" + column : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + value
        + " (expected: "
        + expected
        + ")";
  }
}
