package io.sluice.admin.precondition;

import io.sluice.admin.problem.Problem;
import io.sluice.admin.problem.ProblemKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads If-Match (RFC 9110, 13.1.1). It must be there: a change without it could undo somebody
 * else's unseen. Weak tags are read and match nothing, as the RFC has it.
 */
public final class IfMatch {
  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

  private IfMatch() {}

  /** The precondition of a change of a thing that must exist. */
  public static Precondition read(Optional<String> header) {
    String text =
        header.orElseThrow(() ->
            ProblemKind.PRECONDITION_REQUIRED
                .because(
                    "If-Match: missing (expected: the ETag that GET gave, or * to change"
                        + " whatever is there)")
                .toException());
    return text.strip().equals("*")
        ? new Precondition.AnyVersion()
        : new Precondition.OneOf(tags(text));
  }

  /** The precondition of a change that may also make the thing: If-Match, or If-None-Match: *. */
  public static Precondition readWithAbsent(Optional<String> match, Optional<String> noneMatch) {
    if (noneMatch.isEmpty()) {
      if (match.isEmpty()) {
        throw ProblemKind.PRECONDITION_REQUIRED
            .because(
                "If-Match: missing (expected: the ETag that GET gave, to change what is there, or"
                    + " If-None-Match: * to make what is not there yet)")
            .toException();
      }
      return read(match);
    }
    if (match.isPresent() || !noneMatch.get().strip().equals("*")) {
      throw Problem.invalid(
              "If-None-Match",
              "'%s' (expected: *, and no If-Match beside it)".formatted(noneMatch.get()))
          .toException();
    }
    return new Precondition.Absent();
  }

  private static Set<String> tags(String text) {
    Set<String> strong = new HashSet<>();
    Matcher tag = TAG.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!tag.find(end) || tag.start() != end) {
        throw Problem.invalid(
                "If-Match", "'%s' (expected: * or ETags in double quotes)".formatted(text))
            .toException();
      }
      if (tag.group(1) == null) {
        strong.add(tag.group(2));
      }
      end = tag.end();
    }
    return strong;
  }
}
