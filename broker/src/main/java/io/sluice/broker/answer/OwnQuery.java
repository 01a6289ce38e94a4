package io.sluice.broker.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.query.CoordinatorId;
import io.sluice.broker.query.QueryId;
import io.sluice.rules.fact.Dialect;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A query that only the broker knows: it says QUEUED at first and fails at the first poll. That is
 * the one form of a refusal whose message all clients show; an error at once on the POST is silent
 * in one and unreadable in another.
 *
 * <p>Everything that the second page needs stands in the URL of the first, so that any broker
 * behind the address can give it, and nothing has to be kept.
 *
 * @param id the query's id, with the broker's own coordinator id
 * @param error what the poll will say
 */
public record OwnQuery(QueryId id, EngineError error) {
  /** Engines never use the letter l in a coordinator id, so this one is nobody else's. */
  private static final CoordinatorId COORDINATOR = new CoordinatorId("sluic");

  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static final int MAX_COUNTER = 100_000;

  public static OwnQuery of(EngineError error, Instant at) {
    int number = Math.floorMod(COUNTER.getAndIncrement(), MAX_COUNTER);
    return new OwnQuery(
        new QueryId("%s_%05d_%s".formatted(ID_TIME.format(at), number, COORDINATOR)), error);
  }

  /** Whether the broker itself gave this id out. */
  public static boolean owns(QueryId query) {
    return query.coordinator().filter(COORDINATOR::equals).isPresent();
  }

  /** The query whose poll has this path; empty when nobody got such a path from the broker. */
  public static Optional<OwnQuery> ofPoll(QueryId query, String uri) {
    int start = uri.indexOf(query.value()) + query.value().length() + 1;
    int end = uri.indexOf('/', start);
    if (start > uri.length() || end < 0) {
      return Optional.empty();
    }
    return decoded(uri.substring(start, end)).map(error -> new OwnQuery(query, error));
  }

  private static Optional<EngineError> decoded(String slug) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(slug));
      int code = bytes.getInt();
      String[] parts = UTF_8.decode(bytes).toString().split("\\|", 3);
      return parts.length == 3
          ? Optional.of(new EngineError(parts[2], code, parts[0], parts[1]))
          : Optional.empty();
    } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private String slug() {
    byte[] text = (error.name() + "|" + error.type() + "|" + error.message()).getBytes(UTF_8);
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + text.length).putInt(error.code()).put(text).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The page for the POST: accepted, poll again at {@code base}. */
  public String firstPage(String base, Dialect dialect) {
    String next = "%s/v1/statement/queued/%s/%s/1".formatted(base, id, slug());
    return EnginePage.queued(id, base, next, dialect);
  }

  /** The page for the poll: the error. */
  public String lastPage(String base) {
    return EnginePage.failed(id, base, error);
  }
}
