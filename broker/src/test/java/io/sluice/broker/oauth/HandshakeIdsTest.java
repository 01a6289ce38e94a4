package io.sluice.broker.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HandshakeIdsTest {
  private static BasicHttpResponse answer(int status, String name, String value) {
    var response = new BasicHttpResponse(status);
    response.addHeader(name, value);
    return response;
  }

  @Test
  void challenge_tellsBothIds_amongOtherChallenges() {
    var response =
        answer(
            401,
            "WWW-Authenticate",
            "Bearer x_redirect_server=\"https://b/clusters/a/oauth2/token/initiate/0aF\","
                + " x_token_server=\"https://b/oauth2/token/1-2\"");
    response.addHeader("WWW-Authenticate", "Basic realm=\"Trino\"");

    assertThat(HandshakeIds.of(response)).containsExactly("0aF", "1-2");
  }

  @Test
  void redirectToTheIdentityProvider_tellsTheState_decoded() {
    var response =
        answer(303, "Location", "https://idp/auth?a=b&redirect_uri=x%3D&state=e%2By.J&c=d#state=f");

    assertThat(HandshakeIds.of(response)).containsExactly("e+y.J");
  }

  @ParameterizedTest
  @CsvSource({
    "200, Location, https://idp/auth?state=s",
    "401, Location, https://idp/auth?state=s",
    "401, WWW-Authenticate, 'Basic realm=\"Trino\"'",
    "303, Location, https://broker/ui/",
    "303, Location, https://idp/auth?state=",
    "303, Location, https://idp/auth?state=%zz"
  })
  void otherAnswers_tellNothing(int status, String name, String value) {
    assertThat(HandshakeIds.of(answer(status, name, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/oauth2/token/initiate/0aF, 0aF",
    "/oauth2/token/1-2, 1-2",
    "/oauth2/token/1-2?x=y, 1-2",
    "/oauth2/callback?code=c&state=e%2By.J, e+y.J",
    "/oauth2/callback?state=s&error=access_denied, s"
  })
  void requests_bringTheIdBack(String uri, String id) {
    assertThat(HandshakeIds.of(uri)).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/oauth2/callback", "/oauth2/callback?code=c", "/oauth2/token/", "/oauth2/"})
  void requests_withoutAnId_haveNone(String uri) {
    assertThat(HandshakeIds.of(uri)).isEmpty();
  }
}
