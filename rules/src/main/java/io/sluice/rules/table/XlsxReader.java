package io.sluice.rules.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/**
 * Reads a workbook's first sheet: texts, numbers, dates, times, true and false, the last results of
 * formulas, and which cells are merged. Nothing else of the file is looked at.
 */
final class XlsxReader {
  private static final String WORKBOOK = "xl/workbook.xml";
  private static final Pattern PLACE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
  private static final Pattern AREA =
      Pattern.compile("([A-Z]{1,3}[0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})");
  private static final int MOST_MERGED = 1_000;

  private final XlsxParts parts;
  private final CellProblems problems;
  private List<String> shared = List.of();
  private NumberFormats formats = NumberFormats.none(false);

  private XlsxReader(XlsxParts parts, CellProblems problems) {
    this.parts = parts;
    this.problems = problems;
  }

  /** The sheet; its problems are noted. */
  static Grid read(byte[] file, CellProblems problems) {
    try {
      return new XlsxReader(XlsxParts.read(file), problems).readFirst();
    } catch (IOException | XMLStreamException e) {
      problems.fileError(
          "the workbook can't be read: %s".formatted(firstLine(String.valueOf(e.getMessage()))));
    }
    return new Grid(problems);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }

  private Grid readFirst() throws IOException, XMLStreamException {
    byte[] workbook =
        parts
            .find(WORKBOOK)
            .orElseThrow(() ->
                new IOException("it has no part %s (expected: an .xlsx file)".formatted(WORKBOOK)));
    var xml = new XmlPart(workbook);
    boolean from1904 = false;
    var sheets = new ArrayList<String>();
    while (xml.next()) {
      if (xml.starts("workbookPr")) {
        from1904 = isTrue(xml.attribute("date1904"));
      } else if (xml.starts("sheet")) {
        sheets.add(target(xml.attribute("id")));
      }
    }
    if (sheets.isEmpty()) {
      throw new IOException("it has no sheet (expected: one)");
    }
    if (parts.find("xl/styles.xml").isPresent()) {
      formats = NumberFormats.read(parts.find("xl/styles.xml").get(), from1904);
    } else {
      formats = NumberFormats.none(from1904);
    }
    shared = readShared();
    Grid first = sheet(sheets.getFirst(), problems);
    for (int i = 1; i < sheets.size() && !problems.anyErrors(); i++) {
      refuseTables(i + 1, sheet(sheets.get(i), new CellProblems(problems.file())));
    }
    return first;
  }

  private static boolean isTrue(String value) {
    return value.equals("1") || value.equals("true");
  }

  /** A table on another sheet would be passed over in silence. */
  private void refuseTables(int number, Grid grid) {
    boolean tables =
        grid.rows().stream()
            .flatMap(row -> grid.row(row).values().stream())
            .anyMatch(text -> text.regionMatches(true, 0, "RuleTable", 0, "RuleTable".length()));
    if (tables) {
      problems.fileError(
          "sheet %d holds a RuleTable, too (expected: all tables on the first sheet, or one file for each sheet)"
              .formatted(number));
    }
  }

  private String target(String id) throws IOException, XMLStreamException {
    var xml = new XmlPart(parts.find("xl/_rels/workbook.xml.rels").orElse(new byte[0]));
    while (xml.next()) {
      if (xml.starts("Relationship") && xml.attribute("Id").equals(id)) {
        String target = xml.attribute("Target");
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
      }
    }
    throw new IOException("a sheet has no part (expected: relationship %s)".formatted(id));
  }

  private List<String> readShared() throws XMLStreamException {
    var texts = new ArrayList<String>();
    if (parts.find("xl/sharedStrings.xml").isPresent()) {
      var xml = new XmlPart(parts.find("xl/sharedStrings.xml").get());
      while (xml.next()) {
        if (xml.starts("si")) {
          texts.add(xml.texts("si"));
        }
      }
    }
    return texts;
  }

  private Grid sheet(String part, CellProblems noted) throws IOException, XMLStreamException {
    byte[] sheet =
        parts.find(part).orElseThrow(() -> new IOException("it has no part %s".formatted(part)));
    var grid = new Grid(noted);
    var xml = new XmlPart(sheet);
    int row = 0;
    int column = 0;
    Map<Cell, Cell> merged = new HashMap<>();
    while (xml.next()) {
      if (xml.starts("row")) {
        String number = xml.attribute("r");
        row = number.matches("[0-9]{1,7}") ? Integer.parseInt(number) : row + 1;
        column = 0;
      } else if (xml.starts("c")) {
        String place = xml.attribute("r");
        var cell = PLACE.matcher(place).matches() ? cell(place) : new Cell(row, column + 1);
        column = cell.column();
        if (!grid.put(cell, text(xml, cell, noted))) {
          return grid;
        }
      } else if (xml.starts("mergeCell") && merged.size() < MOST_MERGED) {
        merge(xml.attribute("ref"), merged);
      }
    }
    merged.forEach(grid::merge);
    return grid;
  }

  /** Cells that are merged with those on their left. */
  private static void merge(String area, Map<Cell, Cell> merged) {
    Matcher matcher = AREA.matcher(area);
    if (matcher.matches()) {
      Cell first = cell(matcher.group(1));
      Cell last = cell(matcher.group(2));
      for (int i = first.column() + 1; i <= last.column() && merged.size() < MOST_MERGED; i++) {
        merged.put(new Cell(first.row(), i), first);
      }
    }
  }

  private static Cell cell(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      throw new IllegalStateException("cell: %s (expected: such as C7)".formatted(place));
    }
    int column = 0;
    for (char letter : matcher.group(1).toCharArray()) {
      column = column * 26 + (letter - 'A' + 1);
    }
    return new Cell(Integer.parseInt(matcher.group(2)), column);
  }

  private String text(XmlPart xml, Cell cell, CellProblems noted) throws XMLStreamException {
    String type = xml.attribute("t");
    String style = xml.attribute("s");
    String value = "";
    while (xml.next() && !xml.ends("c")) {
      if (xml.starts("is")) {
        value = xml.texts("is");
      } else if (xml.starts("v")) {
        value = xml.text();
      }
    }
    return switch (type) {
      case "s" -> shared(value, cell, noted);
      case "b" -> isTrue(value) ? "true" : "false";
      case "e" -> {
        noted.error(cell, "the formula ended with %s (expected: a value)".formatted(value));
        yield "";
      }
      case "", "n" -> number(value, style, cell, noted);
      default -> value;
    };
  }

  private String shared(String index, Cell cell, CellProblems noted) {
    int at = index.matches("[0-9]{1,7}") ? Integer.parseInt(index) : -1;
    if (at < 0 || at >= shared.size()) {
      noted.error(cell, "its text is missing in the file (expected: save the workbook again)");
      return "";
    }
    return Objects.requireNonNull(shared.get(at));
  }

  private String number(String value, String style, Cell cell, CellProblems noted) {
    try {
      return value.isBlank() ? "" : formats.shown(value, style);
    } catch (NumberFormatException e) {
      noted.error(cell, "'%s' is no number (expected: save the workbook again)".formatted(value));
      return "";
    }
  }
}
