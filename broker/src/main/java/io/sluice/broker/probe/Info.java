package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.query.CoordinatorId;
import io.sluice.rules.fact.Dialect;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a coordinator says at {@code /v1/info}.
 *
 * @param version the engine's version; empty when it does not tell without a login
 * @param coordinatorId the last part of its query ids, where it tells
 * @param starting whether it is not ready yet
 * @param uptimeMillis how long it has been up, where it tells
 * @param shown which headers it speaks, as far as this answer shows
 * @param trouble why it said no more
 */
record Info(
    String version,
    Optional<CoordinatorId> coordinatorId,
    boolean starting,
    OptionalLong uptimeMillis,
    Optional<Dialect> shown,
    Optional<String> trouble) {
  private static final Pattern DURATION = Pattern.compile("([0-9.]+)(ns|us|ms|s|m|h|d)");
  private static final Pattern REALM = Pattern.compile("(?i)\\w+ realm=\"?(Trino|Presto)\"?.*");
  private static final Set<String> LEAVING = Set.of("DRAINING", "DRAINED", "SHUTTING_DOWN");

  /**
   * Reads an answer. A demand for a login is one too, for only a coordinator that lives makes it.
   *
   * @throws IOException when no coordinator would answer so, or one that is shutting down does
   */
  static Info of(Reply reply) throws IOException {
    Optional<Dialect> realm = realm(reply);
    if (reply.status() == 401 && realm.isPresent()) {
      return new Info(
          "",
          Optional.empty(),
          false,
          OptionalLong.empty(),
          realm,
          Optional.of(String.valueOf(new Refusal(reply).getMessage())));
    }
    if (reply.status() != 200) {
      throw new IOException(
          "%s answered %d (expected: 200)".formatted(reply.question(), reply.status()));
    }
    JsonNode info = reply.json();
    JsonNode version = info.at("/nodeVersion/version");
    if (!version.isTextual()) {
      throw new IOException(
          "%s answered something else than a coordinator would".formatted(reply.question()));
    }
    String state = info.path("state").asText();
    if (LEAVING.contains(state)) {
      throw new IOException("it says that it is shutting down (%s)".formatted(state));
    }
    JsonNode id = info.path("coordinatorId");
    return new Info(
        version.asText(),
        id.isTextual() ? Optional.of(new CoordinatorId(id.asText())) : Optional.empty(),
        info.path("starting").asBoolean(false) || state.equals("INACTIVE"),
        millis(info.path("uptime").asText()),
        id.isTextual() ? Optional.of(Dialect.TRINO) : Optional.empty(),
        Optional.empty());
  }

  /** The engine that a demand for a login names. */
  static Optional<Dialect> realm(Reply reply) {
    Matcher realm = REALM.matcher(reply.challenge());
    if (!realm.matches()) {
      return Optional.empty();
    }
    return Optional.of(realm.group(1).equalsIgnoreCase("Trino") ? Dialect.TRINO : Dialect.PRESTO);
  }

  /** As the engines write it: {@code 3.27m}. */
  static OptionalLong millis(String duration) {
    Matcher parts = DURATION.matcher(duration);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    double unit =
        switch (parts.group(2)) {
          case "ns" -> 1e-6;
          case "us" -> 1e-3;
          case "ms" -> 1;
          case "s" -> 1e3;
          case "m" -> 60e3;
          case "h" -> 3600e3;
          default -> 86400e3;
        };
    try {
      return OptionalLong.of(Math.round(Double.parseDouble(parts.group(1)) * unit));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
