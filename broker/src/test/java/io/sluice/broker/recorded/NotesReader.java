package io.sluice.broker.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.broker.recorded.RecordedExchange.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the conversations of the asking tool: {@code >>>} before each line of a request, {@code
 * <<<} before each line of an answer's head, then its body without transfer coding, which may be
 * cut, and a note of its length. Coordinators ended those answers that announce no length with the
 * connection, as the tool asked them to.
 */
final class NotesReader {
  private static final String BETWEEN = "-".repeat(70) + "\n";
  private static final Pattern EXCHANGE =
      Pattern.compile(
          "(?:## [^\n]*\n)?((?:>>> [^\n]*\n)+)\n((?:<<< [^\n]*\n)+)\n(.*)\n"
              + "\\[body (\\d+) B plain, (\\d+) B wire, \\d+ ms]\n",
          Pattern.DOTALL);

  /** What a tool writes for bytes that are no text, as UTF-8 in ISO-8859-1. */
  private static final String NO_TEXT = "\u00ef\u00bf\u00bd";

  private NotesReader() {}

  static List<RecordedExchange> read(byte[] file) {
    var exchanges = new ArrayList<RecordedExchange>();
    for (String text : new String(file, ISO_8859_1).split(BETWEEN, -1)) {
      if (!text.isBlank()) {
        exchanges.add(exchange(text, exchanges.size() + 1));
      }
    }
    return exchanges;
  }

  private static RecordedExchange exchange(String text, int number) {
    Matcher parts = EXCHANGE.matcher(text);
    if (!parts.matches() || !parts.group(4).equals(parts.group(5))) {
      throw new IllegalArgumentException("no exchange: " + text);
    }
    List<String> answer = lines(parts.group(2));
    return new RecordedExchange(
        number,
        "connection " + number,
        request(lines(parts.group(1))),
        Message.plain(
            Head.of(answer), answerBody(parts.group(3), Integer.parseInt(parts.group(5)))));
  }

  private static List<String> lines(String text) {
    return Stream.of(text.split("\n")).map(line -> line.substring("<<< ".length())).toList();
  }

  private static Message request(List<String> lines) {
    int end = lines.indexOf("");
    Head head = Head.of(lines.subList(0, end));
    String body = String.join("\n", lines.subList(end + 1, lines.size()));
    int length = head.header("Content-Length").map(Integer::parseInt).orElse(0);
    return Message.plain(head, Body.beginningOfText(body, length));
  }

  private static Body answerBody(String recorded, int length) {
    return recorded.contains(NO_TEXT) ? Body.unreadable(length) : Body.beginning(recorded, length);
  }
}
