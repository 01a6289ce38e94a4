package io.sluice.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LookupReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "agent-7.* agent-7",
        "agent agent",
        "agents? agent",
        "ab*c a",
        "ab+c ab",
        "ab{2} a",
        "a* ''",
        "^a ''",
        "(?i)a ''",
        "ab|cd ''",
        "[ab]c ''",
        "a\\.b a"
      })
  void prefix_isWhatEveryMatchBeginsWith(String pattern, String prefix) {
    assertThat(LookupReader.prefix(pattern)).isEqualTo(prefix);
  }
}
