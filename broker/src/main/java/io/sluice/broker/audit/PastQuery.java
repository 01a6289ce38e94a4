package io.sluice.broker.audit;

import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Reads a {@link Query} out of JSON; holds its fields meanwhile. */
final class PastQuery {
  private final JsonCursor in;
  private String user = "";
  private String principal = "";
  private Set<String> groups = Set.of();
  private String source = "";
  private Set<String> clientTags = Set.of();
  private String clientInfo = "";
  private String catalog = "";
  private String schema = "";
  private Map<String, String> sessionProperties = Map.of();
  private Map<String, String> resourceEstimates = Map.of();
  private Dialect dialect = Dialect.TRINO;
  private String remoteAddress = "";
  private String userAgent = "";
  private Map<String, String> headers = Map.of();
  private String routingGroup = "";
  private String transaction = "";
  private String language = "";
  private String timeZone = "";

  private PastQuery(JsonCursor in) {
    this.in = in;
  }

  static Query read(JsonCursor in) throws IOException {
    var fields = new PastQuery(in);
    in.object(fields::field);
    return fields.query();
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "user" -> user = in.text();
      case "principal" -> principal = in.text();
      case "groups" -> groups = Set.copyOf(in.texts());
      case "source" -> source = in.text();
      case "clientTags" -> clientTags = Set.copyOf(in.texts());
      case "clientInfo" -> clientInfo = in.text();
      case "catalog" -> catalog = in.text();
      case "schema" -> schema = in.text();
      case "sessionProperties" -> sessionProperties = in.textMap();
      case "resourceEstimates" -> resourceEstimates = in.textMap();
      case "dialect" -> dialect = Dialect.valueOf(in.text());
      case "remoteAddress" -> remoteAddress = in.text();
      case "userAgent" -> userAgent = in.text();
      case "headers" -> headers = in.textMap();
      case "routingGroup" -> routingGroup = in.text();
      case "transaction" -> transaction = in.text();
      case "language" -> language = in.text();
      case "timeZone" -> timeZone = in.text();
      default -> in.skip();
    }
  }

  private Query query() {
    return new Query(
        user,
        principal,
        groups,
        source,
        clientTags,
        clientInfo,
        catalog,
        schema,
        sessionProperties,
        resourceEstimates,
        dialect,
        remoteAddress,
        userAgent,
        headers,
        routingGroup,
        transaction,
        language,
        timeZone);
  }
}
