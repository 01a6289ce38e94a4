package io.sluice.broker.teams;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.config.UserGroupsReader;
import io.sluice.broker.config.UserGroupsReading;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenTeamsTest {
  private static Set<String> teamsOf(String user, String file) {
    var reading = (UserGroupsReading.Valid) UserGroupsReader.parse(file, "groups.yaml");
    return new WrittenTeams(reading.file()).teamsOf(user);
  }

  @Test
  void user_hasTheTeamsOfAllEntriesThatFit_inTheOrderOfTheirNames() {
    String file =
        """
        users: { svc-etl-7: [ops], ann: [finance] }
        globs: { "svc-*": [robots], "*-7": [odd, ops] }
        regexes: { "svc-(etl|elt)-[0-9]+": [data] }
        """;

    assertThat(teamsOf("svc-etl-7", file)).containsExactly("data", "odd", "ops", "robots");
    assertThat(teamsOf("ann", file)).containsExactly("finance");
    assertThat(teamsOf("ANN", file)).isEmpty();
    assertThat(teamsOf("nobody", file)).isEmpty();
  }

  @Test
  void regex_mustFitTheWholeName() {
    assertThat(teamsOf("anna", "regexes: { ann: [finance] }")).isEmpty();
    assertThat(teamsOf("Anna", "regexes: { '(?i)ann.': [finance] }")).containsExactly("finance");
  }

  @ParameterizedTest
  @CsvSource({
    "svc-etl-*, svc-etl-1, true",
    "svc-etl-*, svc-etl-, true",
    "svc-etl-*, svc-etl, false",
    "*@example.org, ann@example.org, true",
    "*@example.org, ann@exampleXorg, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a*b*c, aXbXbXc, true",
    "a*b*c, aXbXcX, false",
    "*, '', true",
    "?*, x, true",
    "**a, bba, true",
  })
  void glob_fits(String glob, String name, boolean fits) {
    assertThat(new Glob(glob).fits(name)).isEqualTo(fits);
  }

  @Test
  @Timeout(10)
  void patternsThatBacktrackElsewhere_takeNoTimeHere() {
    String name = "a".repeat(254) + "!";
    String file = "regexes: { '(a+)+b': [x], '(a|aa)*c': [y] }\nglobs: { '*a*a*a*a*a*a*a*b': [z] }";

    assertThat(teamsOf(name, file)).isEmpty();
  }

  @Test
  void nameLongerThanAnyRealOne_isInNoTeam() {
    assertThat(teamsOf("a".repeat(256), "globs: { 'a*': [x] }")).isEmpty();
    assertThat(teamsOf("a".repeat(255), "globs: { 'a*': [x] }")).containsExactly("x");
  }
}
