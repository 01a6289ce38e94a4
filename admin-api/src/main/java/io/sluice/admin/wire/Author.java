package io.sluice.admin.wire;

import io.sluice.admin.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/**
 * Who a request says it is from. Nobody proves it as long as there are no users: the header is a
 * claim, taken because only the machine itself reaches the admin port.
 */
public final class Author {
  /** The header that names the author. */
  public static final String HEADER = "X-Sluice-User";

  private static final String NOBODY = "anonymous";
  private static final int LONGEST = 255;

  private Author() {}

  public static String of(HttpHeaders headers) {
    String name = Optional.ofNullable(headers.getHeaderString(HEADER)).orElse("").strip();
    if (name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(
              HEADER, "(expected: at most %d characters, none of control)".formatted(LONGEST))
          .toException();
    }
    return name.isEmpty() ? NOBODY : name;
  }
}
