package io.sluice.broker.querylist;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ElementsTest {
  private static Optional<String> elements(String body) {
    return Elements.of(body.getBytes(UTF_8)).map(found -> UTF_8.decode(found).toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[{\"a\":1},{\"b\":[2]}]       | {\"a\":1},{\"b\":[2]}",
        "[{\"query\":\"a[1]] \\\"]\"}] | {\"query\":\"a[1]] \\\"]\"}",
        "[{\"a\" : 1.50,\"é\":\"\\u00e9\"}] | {\"a\" : 1.50,\"é\":\"\\u00e9\"}",
        "[1]                           | 1",
        "[[ ],[ 1 ]]                   | [ ],[ 1 ]"
      })
  void elements_areTheBytesBetweenTheBrackets(String body, String expected) {
    assertThat(elements(body)).contains(expected);
    assertThat(elements(" \r\n\t" + body + "\n ")).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[ ]", " [\r\n\t] \n"})
  void emptyArray_hasNone(String body) {
    assertThat(elements(body)).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "1",
        "\"[]\"",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1]]",
        "[1] 2",
        "[{]}",
        "[\"a]",
        "<html>[]</html>",
        "null"
      })
  void whatIsNoArray_isNone(String body) {
    assertThat(elements(body)).isEmpty();
  }

  @Test
  void arrayInACodingOfWideCharacters_isNone() {
    assertThat(Elements.of("[1]".getBytes(UTF_16))).isEmpty();
  }
}
