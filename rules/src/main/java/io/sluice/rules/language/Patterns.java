package io.sluice.rules.language;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of rules. Each is a literal, so that no client can bring one; each looks at
 * the evaluation's clock while it is matched, and none can take the thread's stack with it.
 */
final class Patterns {
  private static final int LONGEST = 1_000;
  private static final int MOST_PARTS = 10_000;

  private Patterns() {}

  /** Reads the literal of a regular expression. */
  static Pattern compile(int offset, Term literal, String usedBy) throws SyntaxProblem {
    String written =
        literal
            .constantText()
            .orElseThrow(() ->
                new SyntaxProblem(
                    offset, "%s: no literal (expected: a pattern in quotes)".formatted(usedBy)));
    if (written.length() > LONGEST) {
      throw new SyntaxProblem(
          offset,
          "pattern: %d characters (expected: at most %d)".formatted(written.length(), LONGEST));
    }
    try {
      return Pattern.compile(written);
    } catch (PatternSyntaxException e) {
      throw new SyntaxProblem(
          offset,
          "\"%s\" is no pattern: %s, at character %d"
              .formatted(written, e.getDescription(), e.getIndex() + 1));
    } catch (StackOverflowError e) { // Java's patterns are read recursively, bracket by bracket.
      throw new SyntaxProblem(offset, "pattern: nested too deeply (expected: fewer brackets)");
    }
  }

  /** Whether the whole text fits. */
  static boolean matches(Pattern pattern, String text) {
    return guarded(pattern, text, Matcher::matches);
  }

  /** Whether some part of the text fits. */
  static boolean find(Pattern pattern, String text) {
    return guarded(pattern, text, Matcher::find);
  }

  /** What a group of the first part that fits has caught; empty when nothing fits. */
  static String capture(Pattern pattern, String text, long group) {
    return guarded(
        pattern,
        text,
        matcher -> {
          if (group < 0 || group > matcher.groupCount()) {
            throw new IllegalArgumentException(
                "group %d (expected: 0 to %d)".formatted(group, matcher.groupCount()));
          }
          String caught = matcher.find() ? matcher.group((int) group) : "";
          return caught == null ? "" : caught;
        });
  }

  /** The text with all parts, or the first part, that fit replaced by a text as it stands. */
  static String replace(Pattern pattern, String text, String by, boolean all) {
    return guarded(
        pattern,
        text,
        matcher -> {
          var result = new StringBuilder();
          boolean more = matcher.find();
          while (more) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(by));
            TextBound.check(result.length());
            more = all && matcher.find();
          }
          String replaced = matcher.appendTail(result).toString();
          TextBound.check(replaced.length());
          return replaced;
        });
  }

  /** The parts between what fits. */
  static List<String> split(Pattern pattern, String text) {
    return guarded(pattern, text, _ -> List.of(pattern.split(WatchedText.of(text), MOST_PARTS)));
  }

  private static <T> T guarded(Pattern pattern, String text, Function<Matcher, T> use) {
    try {
      return use.apply(pattern.matcher(WatchedText.of(text)));
    } catch (StackOverflowError e) { // Java's patterns recurse for each character of (a|b)*.
      throw new IllegalStateException(
          "\"%s\" goes too deep for a text of %d characters".formatted(pattern, text.length()), e);
    }
  }
}
