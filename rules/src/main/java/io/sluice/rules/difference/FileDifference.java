package io.sluice.rules.difference;

/**
 * A file that is not the same in two sets.
 *
 * @param name its name
 * @param change what became of it
 * @param unified the change in the unified format, with three lines around it; of a binary file one
 *     line that says so
 */
public record FileDifference(String name, Change change, String unified) {
  /** What became of a file. */
  public enum Change {
    ADDED,
    REMOVED,
    CHANGED
  }
}
