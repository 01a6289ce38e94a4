package io.sluice.broker.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Shows how far a replay is: on a terminal as a bar that moves, else as a line for every tenth of
 * the way. Goes to the standard error, so that the report can be kept.
 */
final class ReplayBar implements Consumer<JsonNode> {
  private static final int WIDTH = 30;
  private static final int TENTHS = 10;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean moving;
  private long told = -1;

  ReplayBar(Terminal terminal) {
    this.err = terminal.err();
    this.moving = terminal.ansi().enabled();
  }

  @Override
  public void accept(JsonNode progress) {
    if (moving) {
      err.print(CLEAR_LINE + bar(progress));
      err.flush();
      return;
    }
    long tenths = Math.round(Math.floor(part(progress) * TENTHS));
    if (tenths != told) {
      told = tenths;
      err.println(words(progress));
    }
  }

  /** Takes the bar away, for what follows. */
  void end() {
    if (moving) {
      err.print(CLEAR_LINE);
    }
    err.flush();
  }

  private static double part(JsonNode progress) {
    long total = progress.path("total").asLong();
    return total == 0 ? 0 : Math.min(1, progress.path("done").asDouble() / total);
  }

  private static String bar(JsonNode progress) {
    int full = (int) (part(progress) * WIDTH);
    return "[%s%s] %s".formatted("#".repeat(full), ".".repeat(WIDTH - full), words(progress));
  }

  private static String words(JsonNode progress) {
    long done = progress.path("done").asLong();
    long rate = progress.path("perSecond").asLong();
    long left = progress.path("total").asLong() - done;
    String of =
        progress.has("total")
            ? String.format(Locale.ROOT, " of %,d", progress.path("total").asLong())
            : "";
    String rest = left > 0 && rate > 0 ? ", %d s left".formatted(left / rate + 1) : "";
    return String.format(Locale.ROOT, "%,d%s decisions, %,d/s%s", done, of, rate, rest);
  }
}
