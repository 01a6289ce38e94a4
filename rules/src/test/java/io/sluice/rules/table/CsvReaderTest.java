package io.sluice.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {

  /** The sheet as C7=text for each cell that holds something. */
  private static String cells(String csv) {
    var problems = new CellProblems("t.csv");
    Grid grid = CsvReader.read(csv, problems);
    assertThat(problems.found()).isEmpty();
    return grid.rows().stream()
        .flatMap(row ->
            grid.row(row).entrySet().stream()
                .map(entry -> new Cell(row, entry.getKey()).name() + "=" + entry.getValue()))
        .collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a,b,,c                    ~ A1=a | B1=b | D1=c",
        "a<LF>b<CR><LF>c<CR>d      ~ A1=a | A2=b | A3=c | A4=d",
        "a<LF><LF><LF>b<LF>        ~ A1=a | A4=b",
        "\"a,b\",\"c\"\"d\",\"\"   ~ A1=a,b | B1=c\"d",
        "\"a<LF>b\",c<LF>d         ~ A1=a<LF>b | B1=c | A2=d",
        "x == \"y\",z              ~ A1=x == \"y\" | B1=z",
        "<BOM>a,b                  ~ A1=a | B1=b",
        "<BOM>\"a\",b              ~ A1=a | B1=b",
        "C;A<LF>a,b;c              ~ A1=C | B1=A | A2=a,b | B2=c",
        "C,A<LF>a;b,c              ~ A1=C | B1=A | A2=a;b | B2=c",
        "sep=;<LF>a;b              ~ A2=a | B2=b",
        "sep=,<CR><LF>C;A,b        ~ A2=C;A | B2=b",
        "\" a \" ,<NBSP>b<NBSP>    ~ A1=a | B1=b",
        "ä,漢字,😀                 ~ A1=ä | B1=漢字 | C1=😀",
      })
  void cells_areCutAsSpreadsheetsDo(String csv, String expected) {
    assertThat(cells(unfold(csv))).isEqualTo(unfold(expected));
  }

  private static String unfold(String text) {
    return text.replace("<LF>", "\n")
        .replace("<CR>", "\r")
        .replace("<BOM>", "\uFEFF")
        .replace("<NBSP>", "\u00A0");
  }

  @Test
  void nothing_isAnEmptySheet() {
    assertThat(cells("")).isEmpty();
    assertThat(cells("\uFEFF")).isEmpty();
    assertThat(cells("sep=")).isEqualTo("A1=sep=");
    assertThat(cells("sep=;")).isEmpty();
    assertThat(cells(",,,\n,,\n")).isEmpty();
  }

  @Test
  void dots_mergeNeighbours() {
    Grid grid = CsvReader.read("a...,...,b,c...\n", new CellProblems("t.csv"));

    assertThat(grid.mergedInto(new Cell(1, 2))).contains(new Cell(1, 1));
    assertThat(grid.mergedInto(new Cell(1, 4))).isEmpty();
  }

  @Test
  void columns_areNamedAsInSpreadsheets() {
    assertThat(new Cell(7, 3).name()).isEqualTo("C7");
    assertThat(new Cell(1, 26).name()).isEqualTo("Z1");
    assertThat(new Cell(1, 27).name()).isEqualTo("AA1");
    assertThat(new Cell(1, 703).name()).isEqualTo("AAA1");
  }
}
