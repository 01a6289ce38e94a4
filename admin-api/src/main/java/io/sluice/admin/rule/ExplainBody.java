package io.sluice.admin.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.admin.wire.Fields;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import io.sluice.rules.request.RequestFacts;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement that is to be explained out of a request's body. Headers are read as those of a
 * statement; fields of the body take their place.
 */
final class ExplainBody {
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie");

  private ExplainBody() {}

  static ExplainRequest read(@Nullable JsonNode body) {
    Fields fields = Fields.of(body);
    var headers = new GivenHeaders(headers(fields));
    Query said =
        new RequestFacts(_ -> Set.of()).describe(headers, fields.text("remoteAddress").orElse(""));
    Optional<String> user =
        said.user().isEmpty()
            ? fields.required("user", ExplainBody::notBlank)
            : fields.parsed("user", ExplainBody::notBlank);
    Optional<String> sql = fields.required("sql", ExplainBody::notBlank);
    Optional<Instant> at = fields.instant("at");
    Query query =
        new Query(
            user.orElse(said.user()),
            fields.text("principal").orElse(said.principal()),
            fields.textSet("groups"),
            fields.text("source").orElse(said.source()),
            either(fields.textSet("clientTags"), said.clientTags()),
            fields.text("clientInfo").orElse(said.clientInfo()),
            fields.text("catalog").orElse(said.catalog()),
            fields.text("schema").orElse(said.schema()),
            either(fields.textMap("sessionProperties"), said.sessionProperties()),
            either(fields.textMap("resourceEstimates"), said.resourceEstimates()),
            fields.constant("dialect", Dialect.class).orElse(said.dialect()),
            said.remoteAddress(),
            said.userAgent(),
            said.headers(),
            said.routingGroup(),
            fields.text("transaction").orElse(said.transaction()),
            fields.text("language").orElse(said.language()),
            fields.text("timeZone").orElse(said.timeZone()));
    fields.check();
    return new ExplainRequest(query, sql.orElseThrow(), at, RequestFacts.prepared(headers));
  }

  private static Set<String> either(Set<String> given, Set<String> said) {
    return given.isEmpty() ? said : given;
  }

  private static Map<String, String> either(Map<String, String> given, Map<String, String> said) {
    return given.isEmpty() ? said : given;
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
