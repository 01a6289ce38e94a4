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
    this.pattern = pattern.split("/", -1);
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
    for (PathForm form : forms) {
      if (form.fits(path)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /** Whether a path has this form. */
  boolean fits(String path) {
    int start = 0;
    for (String segment : pattern) {
      if (segment.equals("**")) {
        return true;
      }
      if (start > path.length()) {
        return false;
      }
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!fits(segment, path, start, end)) {
        return false;
      }
      start = end + 1;
    }
    return start > path.length();
  }

  private static boolean fits(String pattern, String path, int start, int end) {
    return switch (pattern) {
      case "*" -> start < end;
      case "{query}" -> rest(path.substring(start, end)).filter(String::isEmpty).isPresent();
      case "{part}" -> rest(path.substring(start, end)).filter(PathForm::isNumbers).isPresent();
      default -> pattern.length() == end - start && path.startsWith(pattern, start);
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
