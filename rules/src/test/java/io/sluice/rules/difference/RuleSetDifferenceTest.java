package io.sluice.rules.difference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.sluice.rules.difference.FileDifference.Change;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleSetDifferenceTest {
  private static final String NIGHT =
      """
      rule "Night"
      when
        Moment(hour >= 22)
      then
        decision.route("batch");
      end
      """;
  private static final String DAY = NIGHT.replace("Night", "Day").replace(">= 22", "< 22");

  private static RuleFiles files(RuleFile... files) {
    return new RuleFiles(List.of(files));
  }

  @Test
  void equal_sets_differ_in_nothing() {
    var set = files(new RuleFile("a.drl", NIGHT));

    assertThat(RuleSetDifference.between(set, set))
        .isEqualTo(new RuleSetDifference(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void changed_line_is_shown_in_the_unified_format() {
    var difference =
        RuleSetDifference.between(
            files(new RuleFile("a.drl", NIGHT)),
            files(new RuleFile("a.drl", NIGHT.replace("22", "20"))));

    assertThat(difference.unified())
        .isEqualTo(
            """
            --- a/a.drl
            +++ b/a.drl
            @@ -1,6 +1,6 @@
             rule "Night"
             when
            -  Moment(hour >= 22)
            +  Moment(hour >= 20)
             then
               decision.route("batch");
             end
            """);
    assertThat(difference.rulesChanged()).containsExactly("Night");
    assertThat(difference.files().getFirst().change()).isEqualTo(Change.CHANGED);
  }

  @Test
  void rules_are_told_by_name_wherever_they_stand() {
    var difference =
        RuleSetDifference.between(
            files(new RuleFile("a.drl", NIGHT + DAY), new RuleFile("b.csv", "x\n")),
            files(
                new RuleFile("a.drl", NIGHT.replace("Night", "Evening")),
                new RuleFile("c.drl", "// moved\n" + DAY)));

    assertThat(difference.rulesAdded()).containsExactly("Evening");
    assertThat(difference.rulesRemoved()).containsExactly("Night");
    assertThat(difference.rulesChanged()).isEmpty();
    assertThat(difference.files())
        .extracting(FileDifference::name, FileDifference::change)
        .containsExactly(
            tuple("a.drl", Change.CHANGED),
            tuple("b.csv", Change.REMOVED),
            tuple("c.drl", Change.ADDED));
    assertThat(difference.unified()).contains("+++ /dev/null").contains("--- /dev/null");
  }

  @Test
  void missing_end_of_the_last_line_is_a_difference() {
    var difference =
        RuleSetDifference.between(
            files(new RuleFile("a.drl", "one\ntwo\n")), files(new RuleFile("a.drl", "one\ntwo")));

    assertThat(difference.unified()).endsWith(" one\n-two\n+two\n\\ No newline at end of file\n");
  }

  @Test
  void binary_files_are_not_shown() {
    var difference =
        RuleSetDifference.between(
            files(RuleFile.binary("t.xlsx", new byte[] {1})),
            files(RuleFile.binary("t.xlsx", new byte[] {2})));

    assertThat(difference.unified()).isEqualTo("Binary files a/t.xlsx and b/t.xlsx differ\n");
  }

  @Test
  void files_that_are_no_rules_at_all_are_compared_too() {
    var difference =
        RuleSetDifference.between(
            files(new RuleFile("a.drl", "rule \"open")), files(new RuleFile("a.drl", NIGHT)));

    assertThat(difference.rulesAdded()).containsExactly("Night");
    assertThat(difference.unified()).contains("-rule \"open");
  }

  @Test
  void files_of_very_many_lines_are_said_to_differ() {
    var difference =
        RuleSetDifference.between(
            files(new RuleFile("a.drl", "a\n".repeat(20_000))),
            files(new RuleFile("a.drl", "b\n".repeat(20_000))));

    assertThat(difference.unified()).contains("too many to compare");
  }
}
