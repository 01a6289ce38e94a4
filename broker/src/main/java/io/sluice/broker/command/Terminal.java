package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.rules.ruleset.Diagnostic.Severity;
import java.io.InputStream;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * Where commands read and write.
 *
 * @param out what the user asked for
 * @param err everything else
 * @param in what {@code --sql-file -} reads
 * @param ansi whether to write in colours
 */
public record Terminal(PrintWriter out, PrintWriter err, InputStream in, Ansi ansi) {

  /** The one of this process; in colours when it is a terminal and NO_COLOR is not set. */
  public static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(System.out, true, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        System.in,
        Ansi.AUTO);
  }

  String bold(String text) {
    return styled("1", text);
  }

  String red(String text) {
    return styled("31", text);
  }

  String green(String text) {
    return styled("32", text);
  }

  String faint(String text) {
    return styled("2", text);
  }

  String yellow(String text) {
    return styled("33", text);
  }

  /** A severity in its own colour. */
  String coloured(Severity severity) {
    return switch (severity) {
      case ERROR -> red("error");
      case WARNING -> yellow("warning");
      case INFO -> "info";
    };
  }

  /** Not picocli's markup: text of users may contain it. */
  private String styled(String code, String text) {
    return ansi.enabled() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
