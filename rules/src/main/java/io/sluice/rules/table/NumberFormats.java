package io.sluice.rules.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** Tells which numbers of a workbook are dates and times, and writes all of them as rules do. */
final class NumberFormats {
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
  private static final int LATER_START = 1462;
  private static final double LAST_DAY = 2_958_466;
  private static final long SECONDS = 86_400;
  private static final Pattern NOT_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.");

  private final List<Kind> styles;
  private final boolean from1904;

  private enum Kind {
    NUMBER,
    DATE,
    TIME,
    DATE_TIME
  }

  private NumberFormats(List<Kind> styles, boolean from1904) {
    this.styles = List.copyOf(styles);
    this.from1904 = from1904;
  }

  static NumberFormats none(boolean from1904) {
    return new NumberFormats(List.of(), from1904);
  }

  /** The formats of a workbook's styles. */
  static NumberFormats read(byte[] styles, boolean from1904) throws XMLStreamException {
    var xml = new XmlPart(styles);
    Map<String, Kind> own = new HashMap<>();
    var kinds = new ArrayList<Kind>();
    boolean ofCells = false;
    while (xml.next()) {
      if (xml.starts("numFmt")) {
        own.put(xml.attribute("numFmtId"), kind(xml.attribute("formatCode")));
      } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
        ofCells = xml.starts("cellXfs");
      } else if (ofCells && xml.starts("xf")) {
        String id = xml.attribute("numFmtId");
        kinds.add(own.getOrDefault(id, builtIn(id)));
      }
    }
    return new NumberFormats(kinds, from1904);
  }

  private static Kind builtIn(String id) {
    return switch (id) {
      case "14", "15", "16", "17" -> Kind.DATE;
      case "18", "19", "20", "21", "45", "46", "47" -> Kind.TIME;
      case "22" -> Kind.DATE_TIME;
      default -> Kind.NUMBER;
    };
  }

  private static Kind kind(String format) {
    String letters = NOT_FORMAT.matcher(format).replaceAll("").toLowerCase(Locale.ROOT);
    boolean date = letters.contains("y") || letters.contains("d");
    boolean time = letters.contains("h") || letters.contains("s");
    if (letters.contains("general")) {
      return Kind.NUMBER;
    }
    return date && time ? Kind.DATE_TIME : date ? Kind.DATE : time ? Kind.TIME : Kind.NUMBER;
  }

  /**
   * A cell's number as rules write it.
   *
   * @throws NumberFormatException if it is none
   */
  String shown(String number, String style) {
    double value = Double.parseDouble(number);
    Kind kind = kindOf(style);
    if (kind == Kind.NUMBER || value < 0 || value >= LAST_DAY) {
      return plain(value);
    }
    long seconds = Math.round(value * SECONDS);
    LocalDate date = DAY_ZERO.plusDays(seconds / SECONDS + (from1904 ? LATER_START : 0));
    LocalTime time = LocalTime.ofSecondOfDay(seconds % SECONDS);
    return switch (kind) {
      case DATE -> date.toString();
      case TIME -> time.toString();
      case DATE_TIME, NUMBER -> LocalDateTime.of(date, time).toString();
    };
  }

  private Kind kindOf(String style) {
    int index = style.matches("[0-9]{1,6}") ? Integer.parseInt(style) : -1;
    return index >= 0 && index < styles.size() ? styles.get(index) : Kind.NUMBER;
  }

  /** Without an exponent, and without the zero that spreadsheets leave behind whole numbers. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
