package io.sluice.rules.table;

import static io.sluice.rules.table.TableFixture.facts;
import static io.sluice.rules.table.TableFixture.fired;
import static io.sluice.rules.table.TableFixture.set;
import static io.sluice.rules.table.TableFixture.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sluice.rules.decision.RulePlace;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleInfo;
import io.sluice.rules.ruleset.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks, written by a library and by hand. */
class WorkbookTest {
  private static final String OFFICE = "http://schemas.openxmlformats.org/";
  private static final String SHEET =
      "<worksheet xmlns='%sspreadsheetml/2006/main'>%%s</worksheet>".formatted(OFFICE);

  private interface Filling {
    void fill(Workbook book, Worksheet sheet);
  }

  private static RuleFile written(Filling filling) {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "test", "1.0")) {
      filling.fill(book, book.newWorksheet("Rules"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return RuleFile.binary("limits.xlsx", bytes.toByteArray());
  }

  private static void row(Worksheet sheet, int number, String... texts) {
    for (int i = 0; i < texts.length; i++) {
      if (!texts[i].isEmpty()) {
        sheet.value(number - 1, i, texts[i]);
      }
    }
  }

  private static void header(Worksheet sheet) {
    row(sheet, 1, "RuleSet", "limits");
    row(sheet, 3, "RuleTable Teams");
    row(sheet, 4, "NAME", "CONDITION", "CONDITION", "CONDITION", "PRIORITY", "ACTION");
    row(sheet, 5, "", "Query");
    sheet.range(4, 1, 4, 2).merge();
    row(sheet, 6, "", "user", "source", "Moment(time >= $param)", "", "decision.route(\"$param\")");
    row(sheet, 7, "Name", "User", "Source", "From", "Priority", "Group");
  }

  @Test
  void workbook_saysTheSameAsItsCsv() {
    RuleSet set =
        set(
            written((book, sheet) -> {
              header(sheet);
              row(sheet, 8, "Ann by day", "ann", "airflow", "", "", "batch");
              sheet.value(7, 3, 0.5);
              sheet.style(7, 3).format("hh:mm").set();
              sheet.value(7, 4, 120);
              row(sheet, 11, "Bob", "bob", "", "", "", "small");
            }));

    assertThat(set.rules())
        .extracting(RuleInfo::name, RuleInfo::place, RuleInfo::salience)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Ann by day", new RulePlace("limits.xlsx", 8), 120),
            org.assertj.core.groups.Tuple.tuple("Bob", new RulePlace("limits.xlsx", 11), 0));
    assertThat(fired(set, facts("ann", "airflow", "2026-01-15T12:00:00Z")))
        .containsExactly("Ann by day");
    assertThat(fired(set, facts("ann", "airflow", "2026-01-15T11:59:00Z"))).isEmpty();
    assertThat(fired(set, facts("bob", "any", "2026-01-15T11:59:00Z"))).containsExactly("Bob");
  }

  @Test
  void mistake_isToldAtItsCell() {
    assertThat(
            told(
                written((book, sheet) -> {
                  header(sheet);
                  row(sheet, 8, "Ann", "ann", "", "", "", "btach");
                })))
        .containsExactly(
            "limits.xlsx:8:6: error: cell F8 (header F6): there is no group 'btach'; did you mean 'batch'?");
  }

  @Test
  void tableOnALaterSheet_isNotPassedOver() {
    assertThat(
            told(
                written((book, sheet) -> {
                  header(sheet);
                  row(sheet, 8, "Ann", "ann", "", "", "", "batch");
                  row(book.newWorksheet("Notes"), 1, "what this is for");
                  row(book.newWorksheet("More"), 1, "RuleTable More");
                })))
        .containsExactly(
            "limits.xlsx:1:1: error: sheet 3 holds a RuleTable, too (expected: all tables on the first sheet, or one file for each sheet)");
  }

  @Test
  void datesAndTimes_areWrittenAsRulesDo() {
    assertThat(
            cells(
                written((book, sheet) -> {
                  sheet.value(0, 0, LocalDate.of(2026, 12, 31));
                  sheet.style(0, 0).format("yyyy-mm-dd").set();
                  sheet.value(0, 1, LocalDateTime.of(2026, 12, 31, 22, 30));
                  sheet.style(0, 1).format("dd.mm.yyyy hh:mm").set();
                  sheet.value(0, 2, 22.5 / 24);
                  sheet.style(0, 2).format("[$-F400]h:mm:ss AM/PM").set();
                  sheet.value(0, 3, 0.8);
                  sheet.style(0, 3).format("0%").set();
                  sheet.value(0, 4, 1234567890123L);
                  sheet.value(0, 5, true);
                  sheet.value(0, 6, -0.00001);
                  sheet.value(0, 7, 46387);
                  sheet.style(0, 7).format("\\d 0").set();
                })))
        .isEqualTo(
            Map.of(
                "A1",
                "2026-12-31",
                "B1",
                "2026-12-31T22:30",
                "C1",
                "22:30",
                "D1",
                "0.8",
                "E1",
                "1234567890123",
                "F1",
                "true",
                "G1",
                "-0.00001",
                "H1",
                "46387"));
  }

  private static Map<String, String> cells(RuleFile file) {
    var problems = new CellProblems(file.name());
    Grid grid = XlsxReader.read(file.bytes(), problems);
    assertThat(problems.found()).isEmpty();
    var cells = new TreeMap<String, String>();
    grid.rows()
        .forEach(row ->
            grid.row(row).forEach((column, text) -> cells.put(new Cell(row, column).name(), text)));
    return cells;
  }

  /** A workbook of one sheet, from the XML of its parts. */
  private static Map<String, byte[]> parts(String sheet, String... more) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    put(
        parts,
        "xl/workbook.xml",
        "<workbook xmlns='%sspreadsheetml/2006/main' xmlns:r='%sofficeDocument/2006/relationships'><workbookPr date1904='1'/><sheets><sheet name='A' sheetId='1' r:id='rId1'/></sheets></workbook>"
            .formatted(OFFICE, OFFICE));
    put(
        parts,
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns='%spackage/2006/relationships'><Relationship Id='rId1' Target='worksheets/sheet1.xml'/></Relationships>"
            .formatted(OFFICE));
    put(parts, "xl/worksheets/sheet1.xml", SHEET.formatted(sheet));
    for (int i = 0; i < more.length; i += 2) {
      put(parts, more[i], more[i + 1]);
    }
    return parts;
  }

  private static void put(Map<String, byte[]> parts, String name, String xml) {
    parts.put(name, xml.getBytes(UTF_8));
  }

  private static RuleFile zipped(Map<String, byte[]> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return RuleFile.binary("limits.xlsx", bytes.toByteArray());
  }

  @Test
  void allKindsOfCells_areRead() {
    String rows =
        """
        <sheetData>
          <row r="2">
            <c r="B2" t="inlineStr"><is><t>in &amp; line</t></is></c>
            <c t="s"><v>0</v></c>
            <c r="E2" t="s"><v>1</v></c>
            <c r="F2" t="str"><f>A1&amp;"x"</f><v>formula</v></c>
            <c r="G2" t="b"><v>0</v></c>
            <c r="H2" s="1"><v>1</v></c>
            <c r="I2" t="d"><v>2026-12-31</v></c>
            <c r="J2"/>
            <c r="K2"><v>1.5E3</v></c>
          </row>
          <row><c><v>7</v></c></row>
        </sheetData><mergeCells><mergeCell ref="B2:C4"/></mergeCells>\
        """;
    String shared =
        """
        <sst xmlns="x"><si><t xml:space="preserve"> plain </t></si>
        <si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r><rPh sb="0" eb="1"><t>NO</t></rPh></si></sst>\
        """;
    String styles =
        """
        <styleSheet xmlns="x"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>\
        """;

    assertThat(cells(zipped(parts(rows, "xl/sharedStrings.xml", shared, "xl/styles.xml", styles))))
        .isEqualTo(
            Map.of(
                "B2",
                "in & line",
                "C2",
                "plain",
                "E2",
                "rich",
                "F2",
                "formula",
                "G2",
                "false",
                "H2",
                "1904-01-02",
                "I2",
                "2026-12-31",
                "K2",
                "1500",
                "A3",
                "7"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<c r='B2' t='e'><v>#REF!</v></c>  | limits.xlsx:2:2: error: cell B2: the formula ended with #REF! (expected: a value)",
        "<c r='B2' t='s'><v>9</v></c>      | limits.xlsx:2:2: error: cell B2: its text is missing in the file (expected: save the workbook again)",
        "<c r='B2'><v>many</v></c>         | limits.xlsx:2:2: error: cell B2: 'many' is no number (expected: save the workbook again)",
        "<c r='B2'><v>1<w/></v></c>        | limits.xlsx:1:1: error: the workbook can't be read: ParseError at [row,col]:[1,118]",
        "<c r='XFD9' t='str'><v>x</v></c>  | limits.xlsx:9:16384: error: cell XFD9: the sheet is too large (expected: at most 5000 rows and 100 columns)",
        "<c r='B2'><v>1</v>                | limits.xlsx:1:1: error: the workbook can't be read: ParseError at [row,col]:[1,120]",
      })
  void brokenCell_isTold(String cell, String expected) {
    assertThat(told(zipped(parts("<sheetData><row r='2'>" + cell + "</row></sheetData>"))))
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "no workbook at all", "PK\u0003\u0004\u0014\u0000"})
  void fileThatIsNoWorkbook_isTold(String content) {
    assertThat(told(RuleFile.binary("limits.xlsx", content.getBytes(UTF_8))))
        .anyMatch(
            problem -> problem.startsWith("limits.xlsx:1:1: error: the workbook can't be read"));
    assertThat(told(new RuleFile("limits.xlsx", content)))
        .anyMatch(
            problem -> problem.startsWith("limits.xlsx:1:1: error: the workbook can't be read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"})
  void missingPart_isTold(String part) {
    Map<String, byte[]> parts = parts("");
    parts.remove(part);

    assertThat(told(zipped(parts)))
        .anyMatch(
            problem -> problem.startsWith("limits.xlsx:1:1: error: the workbook can't be read"));
  }

  @Test
  void bomb_isNotInflated() {
    Map<String, byte[]> parts = parts("");
    parts.put("xl/theme/theme1.xml", new byte[40 << 20]);

    assertThat(told(zipped(parts)))
        .contains(
            "limits.xlsx:1:1: error: the workbook can't be read: the file is too large when unpacked (expected: at most 32 MiB and 1000 parts)");
  }

  @Test
  void thousandsOfParts_areRefused() {
    Map<String, byte[]> parts = parts("");
    for (int i = 0; i < 1_000; i++) {
      parts.put("xl/" + i + ".xml", new byte[0]);
    }

    assertThat(told(zipped(parts))).anyMatch(problem -> problem.contains("and 1000 parts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"&b;", "&f;", "plain"})
  void entities_areRefused(String entity) {
    String laughs =
        "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><sst><si><t>"
            + entity
            + "</t></si></sst>";

    assertThat(told(zipped(parts("", "xl/sharedStrings.xml", laughs))))
        .first()
        .asString()
        .startsWith("limits.xlsx:1:1: error: the workbook can't be read:")
        .doesNotContain("root:");
  }

  @Test
  void damagedWorkbook_isAlwaysAnswered() {
    RuleFile good =
        written((book, sheet) -> {
          header(sheet);
          row(sheet, 8, "Ann", "ann", "", "", "", "batch");
        });
    var random = new Random(7);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = good.bytes();
      for (int i = 0; i < 1 + round % 5; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> told(RuleFile.binary("limits.xlsx", bytes))).doesNotThrowAnyException();
    }
  }

  @Test
  void damagedXml_isAlwaysAnswered() {
    String sheet =
        "<sheetData><row r='2'><c r='B2' t='s' s='1'><v>0</v></c><c t='inlineStr'><is><t>x</t></is></c></row></sheetData>";
    var random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      Map<String, byte[]> parts =
          parts(sheet, "xl/sharedStrings.xml", "<sst><si><t>x</t></si></sst>");
      byte[] xml = parts.values().stream().skip(random.nextInt(4)).findFirst().orElseThrow();
      for (int i = 0; i < 1 + round % 4; i++) {
        xml[random.nextInt(xml.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> told(zipped(parts))).doesNotThrowAnyException();
    }
  }
}
