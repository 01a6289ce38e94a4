package io.sluice.rules.drools;

import io.sluice.rules.language.Outline.RuleStretch;
import io.sluice.rules.language.Problems;
import io.sluice.rules.language.Token;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.RuleDescr;

/** Checks what stands between a rule's name and its {@code when}: attributes and annotations. */
final class AttributeReader {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
  private static final DateTimeFormatter DROOLS_DATE =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("dd-MMM-yyyy")
          .toFormatter(Locale.ENGLISH);

  private final Problems problems;
  private final RuleStretch stretch;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private int salience;
  private boolean enabled = true;
  private Optional<LocalDateTime> effective = Optional.empty();
  private Optional<LocalDateTime> expires = Optional.empty();

  AttributeReader(Problems problems, RuleStretch stretch) {
    this.problems = problems;
    this.stretch = stretch;
  }

  int salience() {
    return salience;
  }

  boolean enabled() {
    return enabled;
  }

  Optional<LocalDateTime> effective() {
    return effective;
  }

  Optional<LocalDateTime> expires() {
    return expires;
  }

  Map<String, String> metadata() {
    return metadata;
  }

  void read(RuleDescr rule) {
    for (AttributeDescr attribute : rule.getAttributes().values()) {
      read(attribute.getName(), String.valueOf(attribute.getValue()).strip());
    }
    rule.getAnnotations().stream()
        .sorted(Comparator.comparingInt(annotation -> offsetOf(annotation.getName())))
        .forEach(this::read);
    checkTwice(rule);
  }

  /** The parser keeps one of two equal attributes and says nothing of the other. */
  private void checkTwice(RuleDescr rule) {
    var names = new HashSet<>(rule.getAttributes().keySet());
    rule.getAnnotations().forEach(annotation -> names.add(annotation.getName()));
    for (String name : names) {
      List<Integer> places = offsetsOf(name);
      if (places.size() > 1) {
        problems.error(
            places.get(1), "'%s' stands here twice (expected: once in a rule)".formatted(name));
      }
    }
  }

  private void read(String name, String value) {
    int offset = offsetOf(name);
    switch (name) {
      case "salience" -> salience = salience(offset, value);
      case "enabled" -> enabled = enabled(offset, value);
      case "date-effective" -> effective = date(offset, name, value);
      case "date-expires" -> expires = date(offset, name, value);
      case "dialect" -> {
        if (!value.equals("java")) {
          problems.error(
              offset, "dialect: '%s' can't be used (expected: nothing)".formatted(value));
        }
      }
      default ->
          problems.error(
              offset,
              "'%s' has no use here (expected: salience, enabled, date-effective or date-expires)"
                  .formatted(name));
    }
  }

  private int salience(int offset, String value) {
    String number = value.replaceAll("[()\\s]", "");
    if (!NUMBER.matcher(number).matches()) {
      problems.error(
          offset, "salience: '%s' (expected: a whole number such as 100)".formatted(value));
      return 0;
    }
    return Integer.parseInt(number);
  }

  private boolean enabled(int offset, String value) {
    String truth = value.replaceAll("[()\\s]", "");
    if (!truth.equals("true") && !truth.equals("false")) {
      problems.error(offset, "enabled: '%s' (expected: true or false)".formatted(value));
    }
    return !truth.equals("false");
  }

  private Optional<LocalDateTime> date(int offset, String name, String value) {
    try {
      return Optional.of(
          value.contains("T")
              ? LocalDateTime.parse(value)
              : value.matches("\\d{4}-.*")
                  ? LocalDate.parse(value).atStartOfDay()
                  : LocalDate.parse(value, DROOLS_DATE).atStartOfDay());
    } catch (DateTimeParseException e) {
      problems.error(
          offset,
          "%s: '%s' (expected: a date such as \"2026-12-31\", or \"2026-12-31T22:00\")"
              .formatted(name, value));
      return Optional.empty();
    }
  }

  private void read(AnnotationDescr annotation) {
    String name = annotation.getName();
    Map<String, Object> values = annotation.getValueMap();
    if (values.size() > 1) {
      problems.error(
          offsetOf(name),
          "@%s: %d values (expected: one, such as @%s(\"text\"))"
              .formatted(name, values.size(), name));
      return;
    }
    String value = values.values().stream().findFirst().map(String::valueOf).orElse("");
    metadata.put(name, unquoted(value));
  }

  private static String unquoted(String value) {
    String text = value.strip();
    boolean quoted =
        text.length() > 1
            && (text.startsWith("\"") || text.startsWith("'"))
            && text.charAt(text.length() - 1) == text.charAt(0);
    if (!quoted) {
      return text;
    }
    return text.substring(1, text.length() - 1)
        .replace("\\\"", "\"")
        .replace("\\'", "'")
        .replace("\\\\", "\\");
  }

  /** Where an attribute's or annotation's name stands; the rule itself when it is not found. */
  private int offsetOf(String name) {
    return offsetsOf(name).stream().findFirst().orElse(stretch.start());
  }

  /** All places of a name, beside those inside of brackets. */
  private List<Integer> offsetsOf(String name) {
    var offsets = new ArrayList<Integer>();
    int depth = 0;
    // The first token is the rule's own name.
    for (Token token : stretch.header().stream().skip(1).toList()) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      boolean found =
          depth == 0
              && token.kind() == Token.Kind.NAME
              && problems.text().startsWith(name, token.start())
              && (name.contains("-") || token.is(name));
      if (found) {
        offsets.add(token.start());
      }
    }
    return offsets;
  }
}
