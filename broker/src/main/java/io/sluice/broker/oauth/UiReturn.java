package io.sluice.broker.oauth;

import io.sluice.broker.exchange.BodyEdit;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.passage.AnswerEdit;
import io.sluice.rules.fact.ClusterName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * Brings a browser from the end of a login back to the UI of the cluster that began it: to a
 * coordinator that is {@code /ui/}, here {@code /clusters/{name}/ui/}; and so its cookies reach
 * that cluster's UI and no other.
 *
 * @param prefix where the cluster's paths are
 * @param next what else is changed
 */
record UiReturn(String prefix, AnswerEdit next) implements AnswerEdit {
  private static final Pattern LOCATION = Pattern.compile("^((?:https?://[^/]+)?)(/ui(?:/.*)?)$");
  private static final Pattern COOKIE_PATH =
      Pattern.compile("(?i)(;\\s*path=\"?)(/ui(?:/[^;\"]*)?)(?=$|[;\"])");

  static UiReturn to(ClusterName cluster, Origin origin, AnswerEdit next) {
    return new UiReturn(origin.prefix() + "/clusters/" + cluster, next);
  }

  @Override
  public List<Header> headers(HttpResponse response, List<Header> passing) {
    return next.headers(response, passing).stream().map(this::led).toList();
  }

  private Header led(Header header) {
    if (header.getValue() == null) {
      return header;
    }
    return switch (header.getName().toLowerCase(Locale.ROOT)) {
      case "location" ->
          new BasicHeader(
              header.getName(), LOCATION.matcher(header.getValue()).replaceFirst(this::under));
      case "set-cookie" ->
          new BasicHeader(
              header.getName(), COOKIE_PATH.matcher(header.getValue()).replaceFirst(this::under));
      default -> header;
    };
  }

  private String under(MatchResult match) {
    return Matcher.quoteReplacement(match.group(1) + prefix + match.group(2));
  }

  @Override
  public Optional<BodyEdit> body(HttpResponse response) {
    return next.body(response);
  }
}
