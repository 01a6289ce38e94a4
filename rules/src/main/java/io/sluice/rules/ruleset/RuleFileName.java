package io.sluice.rules.ruleset;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names the files of a rule set may have. */
public final class RuleFileName {
  /** The deepest a file may lie: seven folders and the file. */
  public static final int MAX_PARTS = 8;

  private static final List<String> ENDINGS =
      List.of(".drl", ".csv", ".xlsx", ".test.yaml", ".sql");
  private static final String SHEET = ".xlsx";
  private static final int LONGEST = 255;

  /** What every file system takes and no editor uses for files of its own. */
  private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._+=@,()-]*");

  private RuleFileName() {}

  /**
   * Whether a file of this name belongs to a rule set: rules, tables, their tests and the
   * statements of tests.
   */
  public static boolean belongs(String name) {
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** Whether a file of this name is no text. */
  public static boolean isBinary(String name) {
    return name.endsWith(SHEET);
  }

  /** What keeps a file of this name from being made; empty when nothing does. */
  public static Optional<String> complaint(String name) {
    List<String> parts = List.of(name.split("/", -1));
    boolean plain = parts.stream().allMatch(part -> PART.matcher(part).matches());
    boolean trailing = parts.stream().anyMatch(part -> part.endsWith(" ") || part.endsWith("."));
    if (!plain || trailing || parts.size() > MAX_PARTS || name.length() > LONGEST) {
      return Optional.of(
          ("'%s' (expected: at most %d parts and %d characters, with / between the parts; each of"
                  + " letters, digits, spaces and _.+=@,()- and none first but a letter, a digit or _)")
              .formatted(name, MAX_PARTS, LONGEST));
    }
    return belongs(name)
        ? Optional.empty()
        : Optional.of(
            "'%s' (expected: a name that ends in %s)".formatted(name, String.join(", ", ENDINGS)));
  }
}
