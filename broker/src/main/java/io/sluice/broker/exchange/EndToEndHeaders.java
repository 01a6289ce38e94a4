package io.sluice.broker.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.MessageSupport;

/**
 * Which headers pass the broker: all but those of a single connection (RFC 9110, section 7.6.1),
 * and but the forwarding headers of a request, because a Trino that is not told to process them
 * answers 406, and because a client could claim anything in them.
 *
 * <p>What passes keeps its order, its letter case and its bytes.
 */
public final class EndToEndHeaders {
  private static final List<String> HOP_BY_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "transfer-encoding",
          "upgrade",
          "expect");

  private EndToEndHeaders() {}

  /** The headers of a client's request that go on to a cluster. */
  public static List<Header> ofRequest(HttpMessage request) {
    return passing(request, true);
  }

  /** The headers of a cluster's response that go back to the client. */
  public static List<Header> ofResponse(HttpMessage response) {
    return passing(response, false);
  }

  private static List<Header> passing(HttpMessage message, boolean isRequest) {
    Set<String> named = namedByConnection(message);
    var passing = new ArrayList<Header>();
    Iterator<Header> headers = message.headerIterator();
    while (headers.hasNext()) {
      Header header = headers.next();
      String name = header.getName();
      if (!isHopByHop(name)
          && (named.isEmpty() || !named.contains(name.toLowerCase(Locale.ROOT)))
          && !(isRequest && isForwarding(name))) {
        passing.add(header);
      }
    }
    return passing;
  }

  private static boolean isHopByHop(String name) {
    for (String hop : HOP_BY_HOP) {
      // Most differ in length already.
      if (hop.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForwarding(String name) {
    return name.regionMatches(true, 0, "x-forwarded-", 0, 12) || name.equalsIgnoreCase("forwarded");
  }

  /** Framing and the target stay, whatever a Connection header claims of them. */
  private static Set<String> namedByConnection(HttpMessage message) {
    if (!message.containsHeader(HttpHeaders.CONNECTION)) {
      return Set.of();
    }
    var named = new HashSet<String>();
    Iterator<String> tokens = MessageSupport.iterateTokens(message, HttpHeaders.CONNECTION);
    while (tokens.hasNext()) {
      named.add(tokens.next().toLowerCase(Locale.ROOT));
    }
    named.remove("host");
    named.remove("content-length");
    return named;
  }
}
