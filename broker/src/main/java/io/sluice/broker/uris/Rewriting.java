package io.sluice.broker.uris;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.broker.exchange.BodyEdit;
import io.sluice.broker.exchange.Origin;
import io.sluice.broker.exchange.RequestHead;
import io.sluice.broker.passage.AnswerEdit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The answers of a cluster that knows its own address only: where URIs in them begin with it, they
 * are made to begin with the broker's. URIs of others, such as an object store's, stay.
 */
final class Rewriting implements AnswerEdit {
  /** They tell of the bytes that the cluster sent. */
  private static final Set<String> OF_THE_BODY =
      Set.of(
          "content-length",
          "content-md5",
          "digest",
          "content-digest",
          "repr-digest",
          "etag",
          "accept-ranges");

  private static final Pattern TOKEN_SERVERS =
      Pattern.compile("(x_redirect_server|x_token_server)=\"([^\"]*)\"");

  private final Beginnings beginnings;
  private final Origin origin;
  private final String named;

  Rewriting(ClusterSpec cluster, Origin origin) {
    this.beginnings = Beginnings.of(cluster);
    this.origin = origin;
    this.named = origin.base() + Forwarding.prefixOf(cluster.name());
  }

  /**
   * The cluster is called by its own name. Its answer must be in a coding that can be read, and
   * Presto must not hide its URIs behind a prefix of the client's choice.
   */
  static RequestHead head(RequestHead head, URI cluster) {
    RequestHead own = head.withHost(Beginnings.authority(cluster));
    List<String> wanted =
        own.headers().stream()
            .filter(header -> header.getName().equalsIgnoreCase(HttpHeaders.ACCEPT_ENCODING))
            .flatMap(header -> List.of(header.getValue().split(",")).stream())
            .map(String::strip)
            .toList();
    if (!wanted.stream().allMatch(Rewriting::isKnown)) {
      String known = wanted.stream().filter(Rewriting::isKnown).collect(Collectors.joining(", "));
      own =
          own.replacing(
              HttpHeaders.ACCEPT_ENCODING,
              List.of(
                  new BasicHeader(
                      HttpHeaders.ACCEPT_ENCODING, known.isEmpty() ? "identity" : known)));
    }
    return own.replacing("X-Presto-Prefix-URL", List.of());
  }

  private static boolean isKnown(String coding) {
    String name = coding.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return name.equals("identity") || isGzip(name);
  }

  private static boolean isGzip(String name) {
    return name.equals("gzip") || name.equals("x-gzip");
  }

  @Override
  public List<Header> headers(HttpResponse response, List<Header> passing) {
    boolean changes = changesBody(response);
    var headers = new ArrayList<Header>();
    for (Header header : passing) {
      switch (header.getName().toLowerCase(Locale.ROOT)) {
        case "location", "content-location" -> headers.add(located(header));
        case "www-authenticate" -> headers.add(challenge(header));
        case String name when changes && OF_THE_BODY.contains(name) -> {}
        default -> headers.add(header);
      }
    }
    return headers;
  }

  private Header located(Header header) {
    return beginnings
        .replaced(header.getValue(), origin.base())
        .<Header>map(uri -> new BasicHeader(header.getName(), uri))
        .orElse(header);
  }

  /** Where a client gets its token, and where its user logs in. */
  private Header challenge(Header header) {
    Matcher servers = TOKEN_SERVERS.matcher(header.getValue());
    String changed =
        servers.replaceAll(found ->
            Matcher.quoteReplacement(
                beginnings
                    .replaced(found.group(2), origin.base())
                    .map(uri -> "%s=\"%s\"".formatted(found.group(1), uri))
                    .orElse(found.group())));
    return changed.equals(header.getValue()) ? header : new BasicHeader(header.getName(), changed);
  }

  @Override
  public Optional<BodyEdit> body(HttpResponse response) {
    if (!changesBody(response)) {
      return Optional.empty();
    }
    var scanner = new UriScanner(beginnings, inJson(origin.base()), inJson(named));
    return Optional.of(coding(response).equals("identity") ? scanner : new GzipEdit(scanner));
  }

  /** A Host header may hold anything. */
  private static byte[] inJson(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }

  /** A part of a body can't be read, nor can a coding that nobody had asked for. */
  private static boolean changesBody(HttpResponse response) {
    String coding = coding(response);
    return isJson(response)
        && response.getCode() != 206
        && (coding.equals("identity") || isGzip(coding));
  }

  private static boolean isJson(HttpResponse response) {
    Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.getValue() != null
        && type.getValue().split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static String coding(HttpResponse response) {
    Header[] codings = response.getHeaders(HttpHeaders.CONTENT_ENCODING);
    if (codings.length == 0) {
      return "identity";
    }
    String only = codings.length > 1 ? null : codings[0].getValue();
    return only == null ? "several" : only.strip().toLowerCase(Locale.ROOT);
  }
}
