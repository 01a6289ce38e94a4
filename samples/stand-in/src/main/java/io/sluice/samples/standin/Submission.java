package io.sluice.samples.standin;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A statement as it was submitted, with what its headers say.
 *
 * @param dialect the dialect that the stand-in speaks
 * @param request the POST
 */
record Submission(StandInDialect dialect, ReceivedRequest request) {

  String sql() {
    return request.text();
  }

  String user() {
    return word("User").or(this::basicUser).orElse("");
  }

  String source() {
    return word("Source").orElse("");
  }

  String catalog() {
    return word("Catalog").orElse("");
  }

  String schema() {
    return word("Schema").orElse("");
  }

  Optional<String> transaction() {
    return word("Transaction-Id");
  }

  List<String> preparedStatements() {
    return request.headers(dialect.header("Prepared-Statement"));
  }

  /** Why the engine would not even look at it; empty when the user is known. */
  Optional<Answer> refusal() {
    return switch (dialect) {
      case TRINO -> {
        if (basic().filter(userAndPassword -> !userAndPassword.endsWith(":")).isPresent()) {
          yield Optional.of(unauthorized("Password not allowed for insecure authentication"));
        }
        yield user().isEmpty()
            ? Optional.of(
                unauthorized(
                    "Basic authentication or X-Trino-Original-User or X-Trino-User must be sent"))
            : Optional.empty();
      }
      case PRESTO ->
          word("User").isEmpty()
              ? Optional.of(Answer.text(400, "User must be set"))
              : Optional.empty();
    };
  }

  private static Answer unauthorized(String text) {
    return Answer.text(401, text).with("WWW-Authenticate", "Basic realm=\"Trino\"");
  }

  private Optional<String> word(String name) {
    return request.header(dialect.header(name));
  }

  private Optional<String> basicUser() {
    return dialect == StandInDialect.TRINO
        ? basic().map(userAndPassword -> userAndPassword.split(":", 2)[0])
        : Optional.empty();
  }

  private Optional<String> basic() {
    return request
        .header("Authorization")
        .filter(value -> value.startsWith("Basic "))
        .map(value -> Base64.getDecoder().decode(value.substring("Basic ".length())))
        .map(decoded -> new String(decoded, StandardCharsets.UTF_8));
  }
}
