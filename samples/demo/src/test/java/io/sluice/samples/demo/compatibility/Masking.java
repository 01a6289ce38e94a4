package io.sluice.samples.demo.compatibility;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a text what two runs of the same statement can't share, and nothing else: the ids
 * that an engine gives, the address that the client was told, the run's own schema, and measured
 * times. Each mask names the whole shape that it takes away.
 */
final class Masking {
  private static final List<Mask> SHAPES =
      List.of(
          mask("\\b20\\d{6}_\\d{6}_\\d{5}_[a-z0-9]{5}\\b", "<query>"),
          // Trino's and Presto's proof that a poll may see a query.
          mask("\\b[xy][0-9a-f]{32,40}\\b", "<slug>"),
          mask(
              "(transaction ID: )[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
              "$1<transaction>"),
          // Java's name of a byte array, in what drivers say of a wrong getter.
          mask("\\[B@[0-9a-f]{1,8}\\b", "[B@<identity>"),
          // A note of the command line's terminal library.
          mask(
              "(?m)^[A-Z][a-z]{2} \\d{1,2}, \\d{4} \\d{1,2}:\\d{2}:\\d{2} [AP]M(?= org\\.jline\\.)",
              "<time>"),
          // How many polls a statement takes is a matter of time.
          mask("(/(?:queued|executing)/<query>/<slug>/)\\d+", "$1<poll>"),
          mask("(?m)^(<-- .* )\\(\\d+ms\\)$", "$1(<time>)"),
          mask("(?mi)^(date: )\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$", "$1<time>"),
          mask("(date=\\[)\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT\\]", "$1<time>]"));

  private final String server;
  private final String schema;

  private record Mask(Pattern shape, String name) {}

  /**
   * @param server host and port that the client was given
   * @param schema the run's schema, without its catalog
   */
  Masking(String server, String schema) {
    this.server = server;
    this.schema = schema;
  }

  String of(String text) {
    String masked = text.replace(server, "<server>").replace(schema, "<schema>");
    for (Mask mask : SHAPES) {
      masked = mask.shape().matcher(masked).replaceAll(mask.name());
    }
    return masked;
  }

  private static Mask mask(String shape, String name) {
    return new Mask(Pattern.compile(shape), name);
  }
}
