package io.sluice.samples.bench.load;

import io.sluice.samples.bench.machine.BenchFailure;
import java.util.HashMap;
import java.util.Map;

/**
 * What wrk has measured.
 *
 * @param requests answers that came
 * @param micros how long it took
 * @param bytes of all answers
 * @param p50Micros half of the answers came sooner
 * @param p99Micros all but one in a hundred came sooner
 * @param errors answers that were errors (status 400 and above), and connections that failed
 */
public record WrkReport(
    long requests, long micros, long bytes, long p50Micros, long p99Micros, long errors) {
  private static final String LINE = "figures ";

  /** Reads the line that the scripts write at the end. */
  static WrkReport parse(String output) throws BenchFailure {
    String line =
        output
            .lines()
            .filter(candidate -> candidate.startsWith(LINE))
            .findFirst()
            .orElseThrow(() -> new BenchFailure("wrk: no figures in its output: " + output));
    var numbers = new HashMap<String, Long>();
    for (String word : line.substring(LINE.length()).split(" ", -1)) {
      int equal = word.indexOf('=');
      if (equal > 0) {
        numbers.put(word.substring(0, equal), Long.parseLong(word.substring(equal + 1)));
      }
    }
    long errors = 0;
    for (String kind : new String[] {"connect", "read", "write", "timeout", "status"}) {
      errors += number(numbers, kind);
    }
    return new WrkReport(
        number(numbers, "requests"),
        number(numbers, "micros"),
        number(numbers, "bytes"),
        number(numbers, "p50"),
        number(numbers, "p99"),
        errors);
  }

  private static long number(Map<String, Long> numbers, String name) throws BenchFailure {
    Long number = numbers.get(name);
    if (number == null) {
      throw new BenchFailure("wrk: no " + name + " among its figures: " + numbers);
    }
    return number;
  }

  /** Answers in a second. */
  public double rate() {
    return requests * 1e6 / Math.max(1, micros);
  }
}
