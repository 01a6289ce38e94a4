package io.sluice.admin.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/** Writes a position as the text that clients hand back, and reads it again. */
final class Cursor {
  private Cursor() {}

  static String of(DecisionSummary last) {
    String text = last.at() + " " + last.id();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  static Position read(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      int space = text.indexOf(' ');
      if (space > 0) {
        return new Position(
            Instant.parse(text.substring(0, space)), new DecisionId(text.substring(space + 1)));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(complaint(cursor), e);
    }
    throw new IllegalArgumentException(complaint(cursor));
  }

  private static String complaint(String cursor) {
    return "'%s' (expected: the 'next' of an earlier answer, unchanged)".formatted(cursor);
  }
}
