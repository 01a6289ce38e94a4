package io.sluice.broker.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;

/**
 * Where the ids of a hand-shake stand: a coordinator gives them in challenges, as the ends of two
 * URIs, and in redirects to the identity provider, as {@code state}; clients and browsers bring
 * them back in paths below /oauth2/.
 */
final class HandshakeIds {
  private static final Pattern SERVER =
      Pattern.compile("x_(?:redirect|token)_server=\"[^\"]*?/oauth2/token/([^\"?]+)\"");
  private static final String TOKEN = "/oauth2/token/";
  private static final String INITIATE = "initiate/";
  private static final String STATE = "state=";

  private HandshakeIds() {}

  /** What an answer tells; empty for nearly all answers. */
  static List<String> of(HttpResponse response) {
    int status = response.getCode();
    if (status == 401) {
      return challenged(response);
    }
    if (status / 100 == 3) {
      return redirected(response).stream().toList();
    }
    return List.of();
  }

  private static List<String> challenged(HttpResponse response) {
    var ids = new ArrayList<String>();
    for (Header challenge : response.getHeaders(HttpHeaders.WWW_AUTHENTICATE)) {
      Matcher server = SERVER.matcher(challenge.getValue() == null ? "" : challenge.getValue());
      while (server.find()) {
        ids.add(bare(server.group(1)));
      }
    }
    return ids;
  }

  private static Optional<String> redirected(HttpResponse response) {
    Header location = response.getFirstHeader(HttpHeaders.LOCATION);
    return location == null || location.getValue() == null
        ? Optional.empty()
        : state(location.getValue());
  }

  /** The id that a request brings back; empty when it has none. */
  static Optional<String> of(String uri) {
    String path = uri.split("\\?", 2)[0];
    if (!path.startsWith(TOKEN)) {
      return state(uri);
    }
    return Optional.of(bare(path.substring(TOKEN.length()))).filter(id -> !id.isEmpty());
  }

  private static String bare(String end) {
    return end.startsWith(INITIATE) ? end.substring(INITIATE.length()) : end;
  }

  private static Optional<String> state(String uri) {
    String withoutFragment = uri.split("#", 2)[0];
    int question = withoutFragment.indexOf('?');
    if (question < 0) {
      return Optional.empty();
    }
    return Stream.of(withoutFragment.substring(question + 1).split("&"))
        .filter(parameter -> parameter.startsWith(STATE) && parameter.length() > STATE.length())
        .findFirst()
        .flatMap(parameter -> decoded(parameter.substring(STATE.length())));
  }

  private static Optional<String> decoded(String value) {
    try {
      return Optional.of(URLDecoder.decode(value, UTF_8));
    } catch (IllegalArgumentException e) {
      // A stray percent sign: no coordinator has written that.
      return Optional.empty();
    }
  }
}
