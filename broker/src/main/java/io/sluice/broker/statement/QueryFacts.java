package io.sluice.broker.statement;

import io.sluice.rules.fact.Query;
import io.sluice.rules.request.HeaderLines;
import io.sluice.rules.request.RequestFacts;
import io.sluice.rules.sql.PreparedStatements;
import java.util.Set;
import java.util.function.Function;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

/** Turns a request's head into the fact that rules see, once, at the edge. */
public final class QueryFacts {
  private final RequestFacts facts;

  /**
   * @param teamsOfUser the group provider: the teams of a user
   */
  public QueryFacts(Function<String, Set<String>> teamsOfUser) {
    this.facts = new RequestFacts(teamsOfUser);
  }

  /**
   * Who asks, and how. The user is empty when the request names none.
   *
   * @param remoteAddress the client's IP address
   */
  public Query describe(HttpMessage request, String remoteAddress) {
    return facts.describe(new Lines(request), remoteAddress);
  }

  /** The prepared statements that the client keeps in its headers. */
  static PreparedStatements prepared(HttpMessage request) {
    return RequestFacts.prepared(new Lines(request));
  }

  private static final class Lines implements HeaderLines {
    private final Header[] headers;

    Lines(HttpMessage request) {
      this.headers = request.getHeaders();
    }

    @Override
    public int count() {
      return headers.length;
    }

    @Override
    public String name(int index) {
      return headers[index].getName();
    }

    @Override
    public String value(int index) {
      String value = headers[index].getValue();
      return value == null ? "" : value;
    }
  }
}
