package io.sluice.samples.standin;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a statement tells the stand-in to do, in a comment anywhere in its SQL:
 *
 * <pre>-- stand-in: rows=1000, pages=4, pageBytes=1MiB, cpuMillis=5, peakBytes=1MiB
 * -- stand-in: fail=DIVISION_BY_ZERO
 * -- stand-in: run=held
 * -- stand-in: run=queued
 * </pre>
 *
 * <p>{@code rows} are spread evenly over {@code pages}; {@code pageBytes} stretches the rows until
 * a page has about that size. {@code fail} fails with that error name, after the pages if rows or
 * pages are given, else at once. {@code run=held} runs until it is cancelled, killed or released
 * ({@link StandInCluster#release}); {@code run=queued} waits in the queue likewise. {@code
 * cpuMillis} and {@code peakBytes} appear in the statistics. Without such a comment a statement
 * returns one row that tells who asked whom.
 *
 * @param told whether there was a comment at all
 * @param rows rows of the result
 * @param pages pages with rows
 * @param pageBytes wished size of a page's rows
 * @param fail the error name to fail with
 * @param held whether to run, or to be queued, until cancelled or released
 * @param queued whether what is held is queued
 * @param cpuMillis CPU time to report, in milliseconds
 * @param peakBytes peak memory to report, in bytes
 */
record Script(
    boolean told,
    long rows,
    int pages,
    OptionalLong pageBytes,
    Optional<String> fail,
    boolean held,
    boolean queued,
    long cpuMillis,
    long peakBytes) {
  private static final Pattern COMMENT = Pattern.compile("--\\s*stand-in:([^\\n]*)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)(KiB|MiB|GiB)?");
  private static final int ROW_BYTES = 1024;

  /** Reads the comment; the reason why it can't be read is the message of the exception. */
  static Script of(String sql) throws Unreadable {
    Matcher comment = COMMENT.matcher(sql);
    if (!comment.find()) {
      return new Script(
          false, 1, 1, OptionalLong.empty(), Optional.empty(), false, false, 1, ROW_BYTES);
    }
    Map<String, String> words = words(comment.group(1));
    OptionalLong pageBytes =
        words.containsKey("pageBytes")
            ? OptionalLong.of(size("pageBytes", words.remove("pageBytes")))
            : OptionalLong.empty();
    Optional<String> fail = Optional.ofNullable(words.remove("fail"));
    boolean paged = words.containsKey("pages") || words.containsKey("rows");
    int pages = (int) number(words, "pages", fail.isPresent() && !paged ? 0 : 1);
    long rows = number(words, "rows", pages * Math.max(1, pageBytes.orElse(0) / ROW_BYTES));
    Optional<String> run = Optional.ofNullable(words.remove("run"));
    checkRun(run);
    var script =
        new Script(
            true,
            rows,
            rows == 0 ? 0 : pages,
            pageBytes,
            fail,
            run.isPresent(),
            run.equals(Optional.of("queued")),
            number(words, "cpuMillis", 1),
            number(words, "peakBytes", ROW_BYTES));
    if (!words.isEmpty()) {
      throw new Unreadable(
          "stand-in comment: '%s' (expected: rows, pages, pageBytes, fail, run, cpuMillis, peakBytes)"
              .formatted(words.keySet().iterator().next()));
    }
    return script;
  }

  /** The first row of page {@code page}; pages differ by at most one row. */
  long firstRow(int page) {
    return rows / pages * page + Math.min(page, rows % pages);
  }

  /** Letters that fill each row up to the wished size. */
  int fillBytes() {
    if (pageBytes.isEmpty() || rows == 0) {
      return 0;
    }
    long rowsOfPage = Math.max(1, rows / pages);
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, pageBytes.getAsLong() / rowsOfPage - 16));
  }

  private static Map<String, String> words(String comment) throws Unreadable {
    var words = new HashMap<String, String>();
    for (String word : comment.split(",", -1)) {
      int equal = word.indexOf('=');
      if (equal < 0) {
        throw new Unreadable("stand-in comment: '" + word.strip() + "' (expected: name=value)");
      }
      words.put(word.substring(0, equal).strip(), word.substring(equal + 1).strip());
    }
    return words;
  }

  private static void checkRun(Optional<String> run) throws Unreadable {
    if (run.isPresent() && !run.get().equals("held") && !run.get().equals("queued")) {
      throw new Unreadable("run: '" + run.get() + "' (expected: held or queued)");
    }
  }

  private static long number(Map<String, String> words, String name, long absent)
      throws Unreadable {
    String text = words.remove(name);
    return text == null ? absent : size(name, text);
  }

  private static long size(String name, String text) throws Unreadable {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new Unreadable(name + ": '" + text + "' (expected: a number, or 64KiB, 1MiB, 1GiB)");
    }
    long unit =
        switch (Optional.ofNullable(size.group(2)).orElse("").toLowerCase(Locale.ROOT)) {
          case "kib" -> 1L << 10;
          case "mib" -> 1L << 20;
          case "gib" -> 1L << 30;
          default -> 1;
        };
    return Long.parseLong(size.group(1)) * unit;
  }

  /** A comment that says what the stand-in doesn't know; the statement fails with its message. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    Unreadable(String reason) {
      super(reason);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
