package io.sluice.rules.table;

import static io.sluice.rules.table.TableFixture.HEADER;
import static io.sluice.rules.table.TableFixture.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.ruleset.RuleFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table has one mistake, and gets one message, at the cell where the mistake is. */
class BrokenTableTest {

  private static Arguments rows(String rows, String... expected) {
    return Arguments.of(HEADER + rows, List.of(expected));
  }

  /** A table of one condition and one action; the lines below RuleTable, cut at a bar. */
  private static Arguments lines(String lines, String... expected) {
    return Arguments.of("RuleTable T\n" + lines.replace("|", "\n"), List.of(expected));
  }

  private static Arguments sheet(String lines, String... expected) {
    return Arguments.of(lines.replace("|", "\n"), List.of(expected));
  }

  static Stream<Arguments> broken() {
    return Stream.of(values(), templates(), columns(), sheets()).flatMap(s -> s);
  }

  private static Stream<Arguments> values() {
    return Stream.of(
        rows(
            "finance,,btach\n",
            "limits.csv:7:3: error: cell C7 (header C5): there is no group 'btach'; did you mean 'batch'?"),
        rows(
            "finance,ten,batch\n",
            "limits.csv:7:2: error: cell B7 (header B5): \"ten\" is not a whole number (expected: such a value without quotes)"),
        rows(
            "finance,22:30,batch\n",
            "limits.csv:7:2: error: cell B7 (header B5): \"22:30\" is not a whole number (expected: such a value without quotes)"),
        rows(
            "finance,99999999999999999999,batch\n",
            "limits.csv:7:2: error: cell B7 (header B5): \"99999999999999999999\" is not a whole number (expected: such a value without quotes)"),
        rows(
            "finance,TRUE,batch\n",
            "limits.csv:7:2: error: cell B7 (header B5): a whole number is compared with true or false (expected: a whole number)"),
        rows(
            "\"finance,,sales\",,batch\n",
            "limits.csv:7:1: error: cell A7 (header A5): a value is missing beside a comma (expected: values such as a, b)"),
        rows(
            "\"finance, \"\"sales\",,batch\n",
            "limits.csv:7:1: error: cell A7 (header A5): a quote is never closed (expected: values such as a, \"b, c\")"),
        rows(
            "finance,,\n",
            "limits.csv:7:3: warning: cell C7: the rule says nothing (expected: a call such as decision.route)"),
        rows(
            "finance,,batch,small\n",
            "limits.csv:7:4: error: cell D7: the column has no type (expected: one such as CONDITION in D3, or an empty cell)"),
        rows(
            "\"finance,,batch\nsales,,small\n",
            "limits.csv:7:1: error: cell A7: the quote is never closed (expected: \" at the cell's end)"),
        rows(
            "\"finance\"x,,batch\n",
            "limits.csv:7:1: error: cell A7: 'x' follows the closing quote (expected: ','; a quote inside of quotes is written twice)"),
        rows(
            "x".repeat(4_001) + ",,batch\n",
            "limits.csv:7:1: error: cell A7: 4001 characters are too many (expected: at most 4000)"),
        rows(
            "finance,,batch" + ",".repeat(98) + "x\n",
            "limits.csv:7:101: error: cell CW7: the sheet is too large (expected: at most 5000 rows and 100 columns)"),
        rows(
            "\n".repeat(5_000) + "finance,,batch\n",
            "limits.csv:5007:1: error: cell A5007: the sheet is too large (expected: at most 5000 rows and 100 columns)"),
        rows(
            "",
            "limits.csv:2:1: warning: cell A2: the table has no rows (expected: rows below the labels in row 6)",
            ":0:0: warning: there are no rules; every statement goes to the default group (expected: files that end in .drl, .csv or .xlsx)"));
  }

  private static Stream<Arguments> templates() {
    return Stream.of(
        lines(
            "C,A|Tema(value == \"$param\"),decision.route(\"$param\")|a,b|x,batch|y,batch",
            "limits.csv:3:1: error: cell A3: there are no facts of type 'Tema'; did you mean 'Team'?"),
        lines(
            "C,A|Team(valu == \"$param\"),decision.route(\"$param\")|a,b|x,batch|y,batch",
            "limits.csv:3:1: error: cell A3: Team has no field 'valu'; did you mean 'value'?"),
        lines(
            "C,A|Team(value == \"$param\"),decision.rout(\"$param\")|a,b|x,batch|y,batch",
            "limits.csv:3:2: error: cell B3: decision has no word 'rout'; did you mean 'route'?"),
        lines(
            "C,A|Team(value == \"$param\",decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: '(' is never closed (expected: ')')"),
        lines(
            "C,A|Team(value == \"$param\")),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: ')' closes nothing"),
        lines(
            "C,A|Team(value == “$param”),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: typographic quotes (expected: straight ones, \" or ')"),
        lines(
            "C,A|Team(value == \"$param),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: text: the quote is never closed (expected: \")"),
        lines(
            "C,A|Team(value = \"$param\"),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: '=' compares nothing (expected: '==')"),
        lines(
            "C,A|Team() then end rule \"b\" when Team(),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: 'then' can't stand in a template (expected: a condition or an action)"),
        lines(
            "C,A|Team(value == \"$param\"),System.exit($param)|a,b|x,1",
            "limits.csv:3:2: error: cell B3: class policy: rules run no code; 'System' can't stand after 'then' (expected: only calls such as decision.route(\"etl\");)"),
        lines(
            "C,A|Query(user.getClass() != $param),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: 'getClass' can't be asked of a text; expected: capture, charAt, compareTo, compareToIgnoreCase, concat, contains, endsWith, equals, equalsIgnoreCase, find, hashCode, indexOf, isBlank, isEmpty, lastIndexOf, length, matches, repeat, replace, replaceAll, replaceFirst, split, startsWith, strip, stripLeading, …"),
        lines(
            "C,A|Query(user matches \"$param\"),decision.route(\"$param\")|a,b|a[,batch",
            "limits.csv:5:1: error: cell A5 (header A3): \"a[\" is no pattern: Unclosed character class, at character 2"),
        lines(
            "C,A|Query(user == \"$param\" && user == \"$1\"),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: $param and $1 can't stand together (expected: one or the other)"),
        lines(
            "C,A|Query(user == \"$1\" && user == \"$2\"),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:5:1: error: cell A5 (header A3): 1 values (expected: 2 with commas between them, as $2 in the header says)"),
        lines(
            "C,A|not Query(user == \"ann\"),decision.route(\"$param\")|a,b|maybe,batch",
            "limits.csv:5:1: error: cell A5 (header A3): 'maybe' (expected: x or nothing, as the header has no $param)"),
        lines(
            "C,A|,decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: the CONDITION column has no template (expected: such as Team(value == \"$param\"))"),
        lines(
            "C,A|$q : Query(user == \"$param\"),decision.note($q.usr)|a,b|x,x|,x",
            "limits.csv:3:2: error: cell B3: Query has no field 'usr'; did you mean 'user'?",
            "limits.csv:3:2: error: cell B3: '$q' is not bound in this rule; there are none"));
  }

  private static Stream<Arguments> columns() {
    return Stream.of(
        lines(
            "CONDITOIN,ACTION|Team(value == \"$param\"),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:2:1: error: cell A2: 'CONDITOIN' is no type of column; did you mean 'CONDITION'?"),
        lines(
            "C,A,AGENDA-GROUP|Team(value == \"$param\"),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:2:3: error: cell C2: 'AGENDA-GROUP' is no type of column; expected: ACTION, CONDITION, DATE-EFFECTIVE, DATE-EXPIRES, DESCRIPTION, ENABLED, METADATA, NAME, PRIORITY"),
        lines(
            "C,,A|Team(value == \"$param\"),Query(user == \"$param\"),decision.route(\"$param\")|a,b,c|x,,batch",
            "limits.csv:2:2: error: cell B2: the column has no type; expected: NAME, DESCRIPTION, METADATA, PRIORITY, ENABLED, DATE-EFFECTIVE, DATE-EXPIRES, CONDITION, ACTION"),
        lines(
            "NAME,C,A,NAME|,Team(value == \"$param\"),decision.route(\"$param\"),|a,b,c,d|x,x,batch,y",
            "limits.csv:2:4: error: cell D2: a second NAME column (expected: one)"),
        lines(
            "NAME,C|,Team(value == \"$param\")|a,b|x,y",
            "limits.csv:2:1: error: cell A2: the table has no ACTION column (expected: one, with a template such as decision.route(\"$param\") below)"),
        lines(
            "@,A|@owner($param)(x),decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: '@owner($param)(x)' is no annotation (expected: such as owner)"),
        lines(
            "N,P,A|,,decision.route(\"$param\")|a,b,c|x,high,batch",
            "limits.csv:5:2: error: cell B5: priority: 'high' (expected: a whole number such as 100)"),
        lines(
            "N,B,A|,,decision.route(\"$param\")|a,b,c|x,maybe,batch",
            "limits.csv:5:2: error: cell B5: enabled: 'maybe' (expected: true or false)"),
        lines(
            "N,V,A|,,decision.route(\"$param\")|a,b,c|x,31.12.2026,batch",
            "limits.csv:5:2: error: cell B5: date-effective: '31.12.2026' (expected: a date such as \"2026-12-31\", or \"2026-12-31T22:00\")"),
        lines(
            "N,A|,decision.route(\"$param\")|a,b|x,batch|x,small",
            "limits.csv:6:1: error: cell A6: rule 'x' stands in limits.csv:5 already (expected: another name)"),
        lines(
            "N,A|,decision.route(\"$param\")|a,b|x;y,batch",
            "limits.csv:5:1: error: cell A5: rule name: 'x;y' (expected: 1 to 120 letters, digits, spaces or . _ , : / ( ) + # & -)"),
        lines(
            "C,C,A|Qurey,Query...,|user,source,decision.route(\"$param\")|a,b,c|x,y,batch",
            "limits.csv:3:1: error: cell A3: there are no facts of type 'Qurey'; did you mean 'Query'?"),
        lines(
            "C,A|Query of users,|user,decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:3:1: error: cell A3: 'Query of users' is no kind of fact (expected: such as Query, $q : Query, or an empty cell)"),
        lines(
            "C,A|Query,|usr ==,decision.route(\"$param\")|a,b|x,batch",
            "limits.csv:4:1: error: cell A4: Query has no field 'usr'; did you mean 'user'?"));
  }

  private static Stream<Arguments> sheets() {
    String table = "|C,A|Team(value == \"$param\"),decision.route(\"$param\")|a,b|x,batch";
    return Stream.of(
        sheet(
            "RuelTable T" + table,
            "limits.csv:1:1: error: cell A1: 'RuelTable T' can't stand outside of a table; did you mean 'RuleTable'?"),
        sheet(
            "RuleTable" + table,
            "limits.csv:1:1: error: cell A1: the table has no name (expected: such as RuleTable Teams)"),
        sheet(
            "Import,java.util.*|RuleTable T" + table,
            "limits.csv:1:1: error: cell A1: Import has no use here (expected: nothing; all facts are known)"),
        sheet(
            "Sequential,yes|RuleTable T" + table,
            "limits.csv:1:2: error: cell B1: Sequential: 'yes' (expected: true or false)"),
        sheet(
            "Sequential,true|RuleTable T" + table,
            "limits.csv:2:1: error: cell A2: Sequential needs the first row's priority (expected: a row such as SequentialMaxPriority, 200 above)"),
        sheet(
            "Sequential,true|SequentialMaxPriority,top|RuleTable T" + table,
            "limits.csv:2:2: error: cell B2: SequentialMaxPriority: 'top' (expected: a whole number, such as 200)",
            "limits.csv:3:1: error: cell A3: Sequential needs the first row's priority (expected: a row such as SequentialMaxPriority, 200 above)"),
        sheet(
            "Sequential,true|SequentialMaxPriority,9|RuleTable T|P,A|,decision.route(\"$param\")|a,b|1,batch",
            "limits.csv:4:1: error: cell A4: PRIORITY has no use beside Sequential (expected: one of them)"),
        sheet(
            "RuleTable T",
            "limits.csv:2:1: error: cell A2: the table has no ACTION column (expected: one, with a template such as decision.route(\"$param\") below)"),
        sheet(
            "// only a comment",
            "limits.csv:1:1: warning: cell A1: there is no table (expected: a cell such as RuleTable Teams)",
            ":0:0: warning: there are no rules; every statement goes to the default group (expected: files that end in .drl, .csv or .xlsx)"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void mistake_isToldAtItsCell(String csv, List<String> expected) {
    assertThat(told(csv)).containsExactlyElementsOf(expected);
  }

  @Test
  void template_getsNoRightsOfItsOwn() {
    assertThat(
            told(
                """
                RuleTable T
                C,A
                Query(user.getClass() != $param),decision.route("$param")
                a,b
                x,batch
                """))
        .singleElement()
        .asString()
        .startsWith("limits.csv:3:1: error: cell A3: 'getClass' can't be asked of a text");
  }

  @Test
  void allMistakesOfATable_areToldAtOnce() {
    assertThat(told(HEADER + "a,x,nope\nb,y,batch\nc,,nada\n"))
        .extracting(problem -> problem.substring(0, "limits.csv:7:2".length()))
        .containsExactly("limits.csv:7:2", "limits.csv:7:3", "limits.csv:8:2", "limits.csv:9:3");
  }

  @Test
  void fileThatIsNoText_isToldAsAWhole() {
    byte[] latin1 = {'R', (byte) 0xE9, '\n'};

    assertThat(told(RuleFile.binary("limits.csv", latin1)))
        .contains("limits.csv:1:1: error: the file is not UTF-8 (expected: save it as CSV UTF-8)");
  }

  @Test
  void hugeTable_isRefusedBeforeItIsRead() {
    String row = "x".repeat(3_000) + ",,batch\n";

    assertThat(told(HEADER + row.repeat(1_500)))
        .anyMatch(problem -> problem.endsWith("the table is too large (expected: several files)"));
  }
}
