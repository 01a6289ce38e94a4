package io.sluice.admin.wire;

import io.sluice.admin.problem.FieldProblem;
import io.sluice.admin.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Collects what is wrong with a request, so that the client reads all of it at once. */
final class Findings {
  private final List<FieldProblem> problems = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final String prefix;

  /**
   * @param prefix what stands before the name of each field, such as {@code files[0].}
   */
  Findings(String prefix) {
    this.prefix = prefix;
  }

  /** A field that is asked for is a field that may be there. */
  void asked(String field) {
    known.add(field);
  }

  /** A field that may be there although nobody asks for it. */
  void ignored(String field) {
    ignored.add(field);
  }

  void add(String field, String message) {
    problems.add(new FieldProblem(prefix + field, message));
  }

  /** The value that {@code parser} makes of a text; its complaint is a problem of the field. */
  <T> Optional<T> parse(String field, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      add(field, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** All that was found, and each field that is there though nobody asked for it. */
  List<FieldProblem> with(Collection<String> present) {
    for (String field : present) {
      if (!known.contains(field) && !ignored.contains(field)) {
        String meant =
            Nearest.to(field, known).map(word -> "did you mean '%s'? ".formatted(word)).orElse("");
        add(field, "unknown (%sexpected: one of %s)".formatted(meant, String.join(", ", known)));
      }
    }
    return problems;
  }

  /** Ends the request if anything was found. */
  static void check(List<FieldProblem> problems) {
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems).toException();
    }
  }

  /** Ends the request if a field is there that nobody asked for, or anything else was found. */
  void check(Collection<String> present) {
    check(with(present));
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' (expected: a moment such as 2026-11-23T04:37:10Z)".formatted(text), e);
    }
  }

  static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    List<String> names = List.of(type.getEnumConstants()).stream().map(Enum::name).toList();
    throw new IllegalArgumentException(
        "'%s' (expected: one of %s)"
            .formatted(text, String.join(", ", names).toLowerCase(Locale.ROOT)));
  }
}
