package io.sluice.admin.wire;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the query parameters of a request, as {@link Fields} reads a body. An empty parameter
 * counts as left out, as forms send them.
 */
public final class Parameters {
  private final MultivaluedMap<String, String> values;
  private final Findings findings = new Findings("");

  public Parameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  public Optional<String> text(String name) {
    findings.asked(name);
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      findings.add(name, "given %d times (expected: once)".formatted(all.size()));
    }
    return all.stream().findFirst().filter(text -> !text.isEmpty());
  }

  public <T> Optional<T> parsed(String name, Function<String, T> parser) {
    return text(name).flatMap(text -> findings.parse(name, text, parser));
  }

  public Optional<Instant> instant(String name) {
    return parsed(name, Findings::instant);
  }

  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    return parsed(name, text -> Findings.constant(type, text));
  }

  /** A whole number between two bounds, both of them allowed. */
  public int integer(String name, int lowest, int highest, int otherwise) {
    return parsed(name, text -> between(text, lowest, highest)).orElse(otherwise);
  }

  /** Something is wrong with a parameter that only its reader can see. */
  public void refuse(String name, String message) {
    findings.add(name, message);
  }

  /** Ends the request if anything is wrong. */
  public void check() {
    findings.check(values.keySet());
  }

  private static int between(String text, int lowest, int highest) {
    String complaint =
        "'%s' (expected: a whole number from %d to %d)".formatted(text, lowest, highest);
    try {
      int number = Integer.parseInt(text);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(complaint, e);
    }
    throw new IllegalArgumentException(complaint);
  }
}
