package io.sluice.broker.statement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.exchange.RequestHead;
import io.sluice.rules.decision.Verdict;
import io.sluice.rules.fact.Query;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

/** The head of a statement as its cluster gets it: the client's, and what rules added. */
final class ForwardedHead {
  private ForwardedHead() {}

  static RequestHead of(RequestHead client, Query query, Verdict verdict) {
    RequestHead head = client;
    String prefix = query.dialect().headerPrefix();
    Map<String, String> set = sessionOf(verdict);
    if (!set.isEmpty()) {
      // A property may stand once only: the rule's value takes the place of the client's.
      var session = new ArrayList<Header>();
      query
          .sessionProperties()
          .forEach((name, value) -> {
            if (!set.containsKey(name)) {
              session.add(property(prefix, name, value));
            }
          });
      set.forEach((name, value) -> session.add(property(prefix, name, value)));
      head = head.replacing(prefix + "Session", session);
    }
    if (!verdict.addedTags().isEmpty()) {
      var tags = new LinkedHashSet<String>(query.clientTags());
      verdict.addedTags().stream().sorted().forEach(tags::add);
      head =
          head.replacing(
              prefix + "Client-Tags",
              List.of(new BasicHeader(prefix + "Client-Tags", String.join(",", tags))));
    }
    return head;
  }

  /** The properties that rules set; a priority travels as one, too. */
  private static Map<String, String> sessionOf(Verdict verdict) {
    if (verdict.priority().isEmpty()) {
      return verdict.session();
    }
    var session = new LinkedHashMap<>(verdict.session());
    session.put(Verdict.PRIORITY, Integer.toString(verdict.priority().getAsInt()));
    return session;
  }

  private static Header property(String prefix, String name, String value) {
    return new BasicHeader(prefix + "Session", name + "=" + URLEncoder.encode(value, UTF_8));
  }
}
