package io.sluice.rules.table;

import static io.sluice.rules.table.TableFixture.HEADER;
import static io.sluice.rules.table.TableFixture.ann;
import static io.sluice.rules.table.TableFixture.decide;
import static io.sluice.rules.table.TableFixture.facts;
import static io.sluice.rules.table.TableFixture.fired;
import static io.sluice.rules.table.TableFixture.set;
import static io.sluice.rules.table.TableFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTableTest {
  private static final String NOON = "2026-01-15T12:00:00Z";

  @Test
  void row_isARuleWithItsPlace() {
    RuleSet set = set(HEADER + "finance,,batch\n\n// not yet\nsales,22,small\n");

    assertThat(set.rules())
        .extracting(RuleInfo::name, RuleInfo::place)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Teams row 7", new RulePlace("limits.csv", 7)),
            org.assertj.core.groups.Tuple.tuple("Teams row 10", new RulePlace("limits.csv", 10)));
  }

  @Test
  void emptyCell_isNoCondition() {
    RuleSet set = set(HEADER + "finance,,batch\nsales,22,small\n");

    assertThat(fired(set, ann("finance"))).containsExactly("Teams row 7");
    assertThat(fired(set, ann("sales"))).isEmpty();
    assertThat(fired(set, facts("ann", "", "2026-01-15T22:00:00Z", "sales")))
        .containsExactly("Teams row 8");
  }

  @Test
  void columns_becomeWhatTheirTypesSay() {
    RuleSet set =
        set(
            """
            Notes,"Who may do what, and where"
            RuleTable Teams
            NAME,@,METADATA,P,C,A,A,V,B
            ,,,,,,,,
            ,owner,"@because(""$param"")",,"Team(value == ""$param"")","decision.route(""$param"")",decision.strict(),,
            Name,Owner,Why,Priority,Team,Group,Only there,From,On
            Finance,fin-it,"It said: ""no, never"" (twice) \\o/",210,finance,batch,x,2026-01-01,TRUE
            Sales,,,,sales,small,no,,
            Old,,,,sales,adhoc,,2030-01-01,
            Off,,,,sales,adhoc,,,false
            """);

    RuleInfo finance = set.rules().getFirst();
    assertThat(finance.name()).isEqualTo("Finance");
    assertThat(finance.salience()).isEqualTo(210);
    assertThat(finance.metadata())
        .isEqualTo(Map.of("owner", "fin-it", "because", "It said: \"no, never\" (twice) \\o/"));
    assertThat(set.rules().get(1).metadata()).isEmpty();
    assertThat(decide(set, ann("finance")).outcome().toString())
        .contains("batch")
        .contains("strict=true");
    assertThat(decide(set, ann("sales")).outcome().toString())
        .contains("small")
        .contains("strict=false");
    assertThat(fired(set, ann("sales"))).containsExactly("Sales");
  }

  @ParameterizedTest
  @ValueSource(strings = {"finance", "sales", "a, b", "say \"x\"", ""})
  void listInACell_isAnyOfItsValues(String team) {
    RuleSet set = set(HEADER + "\"finance, sales,\"\"a, b\"\"\",,batch\n");

    boolean listed = team.equals("finance") || team.equals("sales") || team.equals("a, b");
    assertThat(fired(set, ann(team))).hasSize(listed ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Query(user != \"$param\")        | bob, cy    | true",
        "Query(user != \"$param\")        | bob, ann   | false",
        "Query(user in ($param))          | ann        | true",
        "Query(user in (\"$param\", 'x')) | bob, ann   | true",
        "Query(user not in ($param))      | bob, ann   | false",
        "Query(user==\"a$param\")         | b, nn      | true",
        "Query(user matches \"$param\")   | a[m-o],?.* | true",
        "Query(user str[startsWith] '$param') | an     | true",
        "Moment(time >= $param)           | 11:30      | true",
        "Moment(time >= $param)           | 12:30      | false",
        "Moment(date == $param)           | 2026-01-15 | true",
        "Moment(dayOfWeek == $param)      | thursday, friday | true",
        "Moment(weekend == $param)        | FALSE      | true",
        "Moment(hour == $param)           | 11, 12     | true",
        "Moment(hour > $param)            | -1         | true",
        "Sql(joins * 1.5 >= $param)       | 0.5        | false",
        "Query(user == \"$1\") Moment(hour >= $2) | ann, 12 | true",
        "Query(user == \"$1\") Moment(hour >= $2) | ann, 13 | false",
        "not Query(user == \"$param\")    | bob        | true",
        "Query(user == \"$param\") or Moment(hour == 3) | ann | true",
      })
  void value_takesItsPlaceInTheTemplate(String template, String cell, boolean fires) {
    String quoted = template.replace("\"", "\"\"");
    RuleSet set =
        set(
            """
            RuleTable T
            CONDITION,CONDITION,ACTION
            "%s","Sql(length > $param)","decision.route(""$param"")"
            a,b,c
            "%s",0,batch
            """
                .formatted(quoted, cell));

    assertThat(fired(set, ann())).hasSize(fires ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "ann,airflow,12,t-1",
    "bob,airflow,12,''",
    "ann,superset,12,''",
    "ann,airflow,3,t-2",
    "ann,'',3,t-2",
  })
  void columnsOfOnePattern_areConditionsOfOneFact(
      String user, String source, int hour, String expected) {
    RuleSet set =
        set(
            """
            RuleTable T
            NAME,CONDITION,CONDITION,CONDITION,ACTION,ACTION
            ,$q : Query...,...,Moment,,
            ,user,source == "$param",hour <,"decision.route(""$param"")","decision.note(""$param "" + $q.user)"
            Name,User,Source,Before,Group,Note
            t-1,ann,airflow,,small,for
            t-2,ann,,6,batch,night of
            """);

    var facts = facts(user, source, "2026-01-15T%02d:00:00Z".formatted(hour));
    assertThat(String.join(" ", fired(set, facts)))
        .isEqualTo(expected.equals("t-2") && source.equals("airflow") ? "t-1 t-2" : expected);
  }

  @Test
  void sequentialRows_areInTheOrderOfTheirImportance() {
    String table =
        """
        RuleSet,limits
        Sequential,true
        SequentialMaxPriority,200
        RuleTable A
        CONDITION,ACTION
        "Query(user == ""$param"")","decision.route(""$param"")"
        User,Group
        ann,small
        ,batch
        RuleTable B
        CONDITION,ACTION
        "Query(user == ""$param"")","decision.route(""$param"")"
        User,Group
        ann,adhoc
        """;
    RuleSet set = set(table);

    assertThat(set.rules()).extracting(RuleInfo::salience).containsExactly(200, 199, 198);
    assertThat(decide(set, ann()).explanation().winner()).contains("A row 8");
    assertThat(decide(set, ann()).explanation().flags()).doesNotContain(Flag.AMBIGUOUS);
  }

  @Test
  void equalRowsWithoutOrder_areAmbiguousLikeRules() {
    RuleSet set = set(HEADER + "finance,,batch\nfinance,,small\n");

    assertThat(decide(set, ann("finance")).explanation().flags()).contains(Flag.AMBIGUOUS);
  }

  @Test
  void tablesAndRules_areOneSet() {
    var table = new RuleFile("a/limits.csv", HEADER + "finance,,batch\n");
    var rule =
        new RuleFile(
            "b.drl", "rule \"all\" salience -1 when Query() then decision.route(\"adhoc\"); end");
    RuleSet set = set(table, rule);

    assertThat(fired(set, ann("finance"))).containsExactly("Teams row 7", "all");
    assertThat(
            told(
                table,
                new RuleFile(
                    "b.drl",
                    "rule \"Teams row 7\" when Query() then decision.route(\"adhoc\"); end")))
        .containsExactly(
            "b.drl:1:1: error: rule 'Teams row 7' stands in a/limits.csv:7 already (expected: another name)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"); decision.reject(\"x",
        "\\\"); decision.reject(\\\"x",
        "\\u0022); decision.reject(\\u0022x",
        "x' || user == 'ann",
        "\" || user == \"ann",
        "\n\" end rule \"b\" when then decision.route(\"adhoc\"); end //",
        "*/ end /*",
        "// end",
        "\\",
        "$param",
        "$1",
        "${user}",
        "\u2028\u0085\u0000",
        "=cmd|' /C calc'!A0",
      })
  void cell_neverBecomesMoreThanAValue(String hostile) {
    String cell = quoted(hostile);
    String value = quoted(cell);
    String csv =
        """
        RuleTable T
        CONDITION,CONDITION,METADATA,ACTION,ACTION
        "Query(user != ""$param"")",Query(user != $param),owner,"decision.note(""$param"")",decision.note($param)
        a,b,c,d,e
        %s,%s,%s,%s,%s
        """
            .formatted(value, value, cell, cell, cell);
    RuleSet set = set(csv);

    assertThat(set.rules()).hasSize(1);
    assertThat(decide(set, ann()).outcome().getClass().getSimpleName()).isEqualTo("Unrouted");
    assertThat(decide(set, ann()).notes()).first().isEqualTo(hostile.strip());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  @Test
  void explicitQuotes_areAnEmptyText() {
    RuleSet set =
        set(
            """
            RuleTable T
            CONDITION,ACTION
            "Query(source == ""$param"")","decision.route(""$param"")"
            Source,Group
            \"""\""",batch
            """);

    assertThat(fired(set, ann())).hasSize(1);
    assertThat(fired(set, facts("ann", "airflow", NOON))).isEmpty();
  }
}
