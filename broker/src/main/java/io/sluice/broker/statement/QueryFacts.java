package io.sluice.broker.statement;

import io.sluice.rules.fact.Query;
import io.sluice.rules.sql.PreparedStatements;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/** Turns a request's head into the fact that rules see, once, at the edge. */
public final class QueryFacts {
  private static final String NO_TRANSACTION = "NONE";

  private final Function<String, Set<String>> teamsOfUser;

  /**
   * @param teamsOfUser the group provider: the teams of a user
   */
  public QueryFacts(Function<String, Set<String>> teamsOfUser) {
    this.teamsOfUser = teamsOfUser;
  }

  /**
   * Who asks, and how. The user is empty when the request names none.
   *
   * @param remoteAddress the client's IP address
   */
  public Query describe(HttpMessage request, String remoteAddress) {
    var headers = new ProtocolHeaders(request);
    String basicUser = Credentials.basicUser(headers.plain("Authorization")).orElse("");
    String user = headers.value("User").isEmpty() ? basicUser : headers.value("User");
    String transaction = headers.value("Transaction-Id");
    return new Query(
        user,
        basicUser,
        user.isEmpty() ? Set.of() : teamsOfUser.apply(user),
        headers.value("Source"),
        headers.set("Client-Tags"),
        headers.value("Client-Info"),
        headers.value("Catalog"),
        headers.value("Schema"),
        headers.map("Session"),
        headers.map("Resource-Estimate"),
        headers.dialect(),
        remoteAddress,
        headers.plain("User-Agent"),
        withoutCredentials(request),
        headers.value("Routing-Group"),
        transaction.equals(NO_TRANSACTION) ? "" : transaction,
        headers.value("Language"),
        headers.value("Time-Zone"));
  }

  /** The prepared statements that the client keeps in its headers. */
  static PreparedStatements prepared(HttpMessage request) {
    return PreparedStatements.ofHeaders(new ProtocolHeaders(request).values("Prepared-Statement"));
  }

  private static Map<String, String> withoutCredentials(HttpMessage request) {
    var visible = new HashMap<String, String>();
    Iterator<Header> headers = request.headerIterator();
    while (headers.hasNext()) {
      Header header = headers.next();
      if (!Credentials.isCredential(header.getName()) && header.getValue() != null) {
        visible.merge(
            header.getName().toLowerCase(java.util.Locale.ROOT),
            header.getValue(),
            (some, more) -> some + "," + more);
      }
    }
    return visible;
  }
}
