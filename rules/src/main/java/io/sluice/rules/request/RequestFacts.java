package io.sluice.rules.request;

import io.sluice.rules.fact.Query;
import io.sluice.rules.sql.PreparedStatements;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Turns the headers of a request into the fact that rules see. */
public final class RequestFacts {
  private static final String NO_TRANSACTION = "NONE";

  private final Function<String, Set<String>> teamsOfUser;

  /**
   * @param teamsOfUser the group provider: the teams of a user
   */
  public RequestFacts(Function<String, Set<String>> teamsOfUser) {
    this.teamsOfUser = teamsOfUser;
  }

  /**
   * Who asks, and how. The user is empty when the request names none.
   *
   * @param remoteAddress the client's IP address
   */
  public Query describe(HeaderLines lines, String remoteAddress) {
    var headers = new ProtocolHeaders(lines);
    String basicUser = Credentials.basicUser(headers.plain("Authorization")).orElse("");
    String named = headers.value("User");
    String user = named.isEmpty() ? basicUser : named;
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
        withoutCredentials(lines),
        headers.value("Routing-Group"),
        transaction.equals(NO_TRANSACTION) ? "" : transaction,
        headers.value("Language"),
        headers.value("Time-Zone"));
  }

  /** The prepared statements that the client keeps in its headers. */
  public static PreparedStatements prepared(HeaderLines lines) {
    return PreparedStatements.ofHeaders(new ProtocolHeaders(lines).values("Prepared-Statement"));
  }

  private static Map<String, String> withoutCredentials(HeaderLines lines) {
    var visible = new HashMap<String, String>();
    for (int i = 0; i < lines.count(); i++) {
      String name = lines.name(i).toLowerCase(Locale.ROOT);
      if (!Credentials.isCredential(name)) {
        visible.merge(name, lines.value(i), (some, more) -> some + "," + more);
      }
    }
    return visible;
  }
}
