package io.sluice.broker.probe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.broker.probe.ClusterLine.Question;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ContentType;

/**
 * Trino's {@code /ui/api/stats}, after a login whose cookie is kept. The login of newer versions
 * (483) takes JSON at {@code /ui/auth/login}, that of older ones (476) a form at {@code /ui/login}.
 *
 * <p>One for each cluster; asked by one thread at a time.
 */
final class UiQuestion implements LoadQuestion {
  private static final String STATS = "/ui/api/stats";

  private Optional<Cookie> cookie = Optional.empty();

  /** A cookie belongs to who logged in; another user or password logs in anew. */
  private record Cookie(String user, Optional<String> password, String header) {
    boolean of(Caller caller) {
      return user.equals(caller.user()) && password.equals(caller.password());
    }

    @Override
    public String toString() {
      return "a cookie of " + user;
    }
  }

  @Override
  public Figures ask(Talk talk) throws IOException {
    Caller caller = talk.caller();
    boolean kept = cookie.filter(it -> it.of(caller)).isPresent();
    if (!kept) {
      cookie = Optional.of(login(talk));
    }
    Reply reply = stats(talk);
    if (kept && reply.refused()) {
      // It has run out, or the coordinator was started anew.
      cookie = Optional.of(login(talk));
      reply = stats(talk);
    }
    return LoadQuestion.queries(reply.good().json(), "GET " + STATS);
  }

  private Reply stats(Talk talk) throws IOException {
    String header = cookie.map(Cookie::header).orElse("");
    return talk.line().ask(ClusterLine.get(STATS, Map.of("Cookie", header)), talk.deadline());
  }

  private static Cookie login(Talk talk) throws IOException {
    Caller caller = talk.caller();
    String password = caller.password().orElse("");
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("username", caller.user())
            .put("password", password)
            .toString();
    Reply reply = post(talk, "/ui/auth/login", json, ContentType.APPLICATION_JSON);
    if (reply.cookies().isEmpty() && reply.status() != 401 && reply.status() != 403) {
      String form = "username=" + encoded(caller.user()) + "&password=" + encoded(password);
      reply = post(talk, "/ui/login", form, ContentType.APPLICATION_FORM_URLENCODED);
    }
    if (reply.cookies().isEmpty()) {
      throw new Refusal(
          "%s: no login for user %s (expected: credentials that the web UI accepts; a password needs an https url)"
              .formatted(reply.question(), caller.user()));
    }
    return new Cookie(caller.user(), caller.password(), cookies(reply.cookies()));
  }

  private static Reply post(Talk talk, String path, String body, ContentType type)
      throws IOException {
    return talk.line()
        .ask(
            new Question("POST", path, Map.of(), Optional.of(new Question.Body(body, type))),
            talk.deadline());
  }

  private static String cookies(List<String> set) {
    return set.stream().map(one -> one.split(";", 2)[0]).collect(Collectors.joining("; "));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
