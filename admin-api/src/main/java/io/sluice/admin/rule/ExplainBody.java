package io.sluice.admin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a statement that is to be explained out of a request's body. */
final class ExplainBody {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie");

  private ExplainBody() {}

  static ExplainRequest read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    Optional<String> user = fields.required("user", ExplainBody::notBlank);
    Optional<String> sql = fields.required("sql", ExplainBody::notBlank);
    Optional<Instant> at = fields.instant("at");
    Dialect dialect = fields.constant("dialect", Dialect.class).orElse(Dialect.TRINO);
    Map<String, String> headers = headers(fields);
    Query query =
        new Query(
            user.orElse(""),
            fields.text("principal").orElse(""),
            fields.textSet("groups"),
            fields.text("source").orElse(""),
            fields.textSet("clientTags"),
            fields.text("clientInfo").orElse(""),
            fields.text("catalog").orElse(""),
            fields.text("schema").orElse(""),
            fields.textMap("sessionProperties"),
            fields.textMap("resourceEstimates"),
            dialect,
            fields.text("remoteAddress").orElse(""),
            headers.getOrDefault("User-Agent", ""),
            headers,
            headers.getOrDefault(dialect.headerPrefix() + "Routing-Group", ""),
            fields.text("transaction").orElse(""),
            fields.text("language").orElse(""),
            fields.text("timeZone").orElse(""));
    fields.check();
    return new ExplainRequest(query, sql.orElseThrow(), at);
  }

  private static Map<String, String> headers(Fields fields) {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields
        .textMap("headers")
        .forEach((name, value) -> {
          if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
            fields.refuse("headers." + name, "(expected: no credentials; rules never see them)");
          } else {
            anyCase.put(name, value);
          }
        });
    return anyCase;
  }

  private static String notBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("'%s' (expected: some text)".formatted(text));
    }
    return text;
  }
}
