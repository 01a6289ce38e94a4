package io.sluice.broker.front;

import io.sluice.broker.query.QueryId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A form of paths that clusters serve, such as {@code /v1/query/{query}/killed}, and the methods
 * that they take there.
 *
 * <p>In a form, {@code {query}} is a query id, {@code {part}} one followed by numbers, as stages
 * and tasks have, <code>*</code> any one segment, and <code>**</code> all that may still come.
 */
final class PathForm {
  private final String[] pattern;
  private final String allowed;
  private final Set<String> methods;

  private PathForm(String pattern, String allowed) {
    this.pattern = segments(pattern);
    this.allowed = allowed;
    this.methods = Set.of(allowed.split(", "));
  }

  /**
   * A form.
   *
   * @param allowed its methods, as an Allow header says them
   */
  static PathForm of(String pattern, String allowed) {
    return new PathForm(pattern, allowed);
  }

  /** The first of the forms that a path has. */
  static Optional<PathForm> first(List<PathForm> forms, String path) {
    String[] segments = segments(path);
    for (PathForm form : forms) {
      if (form.fits(segments)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private static String[] segments(String path) {
    return path.split("/", -1);
  }

  /** Whether a path has this form. */
  boolean fits(String path) {
    return fits(segments(path));
  }

  private boolean fits(String[] segments) {
    for (int i = 0; i < pattern.length; i++) {
      if (pattern[i].equals("**")) {
        return true;
      }
      if (i >= segments.length || !fits(pattern[i], segments[i])) {
        return false;
      }
    }
    return pattern.length == segments.length;
  }

  private static boolean fits(String pattern, String segment) {
    return switch (pattern) {
      case "*" -> !segment.isEmpty();
      case "{query}" -> rest(segment).filter(String::isEmpty).isPresent();
      case "{part}" -> rest(segment).filter(PathForm::isNumbers).isPresent();
      default -> pattern.equals(segment);
    };
  }

  /** What follows the query id that a segment starts with. */
  private static Optional<String> rest(String segment) {
    return QueryId.find(segment)
        .map(QueryId::value)
        .filter(segment::startsWith)
        .map(id -> segment.substring(id.length()));
  }

  /** Such as {@code .0.3.1}. */
  private static boolean isNumbers(String text) {
    boolean afterDot = false;
    for (int i = 0; i < text.length(); i++) {
      boolean dot = text.charAt(i) == '.';
      boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
      if ((!dot && !digit) || (dot && afterDot) || (i == 0 && !dot)) {
        return false;
      }
      afterDot = dot;
    }
    return !text.isEmpty() && !afterDot;
  }

  boolean takes(String method) {
    return methods.contains(method);
  }

  /** What an Allow header says. */
  String allowed() {
    return allowed;
  }
}
