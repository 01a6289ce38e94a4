package io.sluice.broker.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment in the place of {@code ${NAME}} and {@code ${NAME:default}}. A
 * dollar sign before the brace's own keeps both as they are. What a variable holds is not looked at
 * again.
 */
final class Substitution {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?})?");

  private final Map<String, String> environment;
  private final boolean on;

  Substitution(Map<String, String> environment) {
    this(environment, true);
  }

  private Substitution(Map<String, String> environment, boolean on) {
    this.environment = Map.copyOf(environment);
    this.on = on;
  }

  /** Leaves every text as it is. */
  static Substitution off() {
    return new Substitution(Map.of(), false);
  }

  /** Either the text or what is wrong with it. */
  sealed interface Result {
    record Text(String text) implements Result {}

    record Wrong(String value, String expected) implements Result {}
  }

  Result apply(String text) {
    if (!on) {
      return new Result.Text(text);
    }
    var matcher = REFERENCE.matcher(text);
    var filled = new StringBuilder();
    while (matcher.find()) {
      if (matcher.group().equals("$${")) {
        matcher.appendReplacement(filled, Matcher.quoteReplacement("${"));
        continue;
      }
      String name = matcher.group(1);
      if (name == null) {
        return new Result.Wrong(
            "${", "${NAME} or ${NAME:default}; write $${ for the characters ${");
      }
      Optional<String> value =
          Optional.ofNullable(environment.get(name))
              .or(() -> Optional.ofNullable(matcher.group(2)));
      if (value.isEmpty()) {
        return new Result.Wrong(
            "${" + name + "}",
            "the environment variable %s to be set, or a default as in ${%s:default}"
                .formatted(name, name));
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return new Result.Text(matcher.appendTail(filled).toString());
  }
}
