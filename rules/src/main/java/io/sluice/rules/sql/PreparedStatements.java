package io.sluice.rules.sql;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A session's prepared statements, as its client sends them with each request.
 *
 * <p>They stay encoded until one is asked for: drivers repeat all of theirs with every statement,
 * and at most one is executed. What cannot be decoded, or is longer than {@link
 * #MAX_DECODED_BYTES}, is treated as not prepared, so a bad header never fails a statement; the
 * engine says what is wrong with it.
 */
public final class PreparedStatements {
  /** Longest statement, in bytes of UTF-8, that is decompressed: a bound on zip bombs. */
  public static final int MAX_DECODED_BYTES = 2 * 1024 * 1024;

  public static final PreparedStatements NONE = new PreparedStatements(Map.of());

  /** Trino's mark for a statement that it compressed because the header grew too long. */
  private static final String ZSTD_MARK = "$zstd:";

  private final Map<String, String> urlEncoded;

  private PreparedStatements(Map<String, String> urlEncoded) {
    this.urlEncoded = Map.copyOf(urlEncoded);
  }

  /**
   * Of the values of all X-Trino-Prepared-Statement (X-Presto-Prepared-Statement) headers of one
   * request: {@code name=statement}, both URL-encoded, separated by commas. Malformed entries are
   * left out; of two with one name, the last counts, as in the engines.
   */
  public static PreparedStatements ofHeaders(Collection<String> values) {
    var urlEncoded = new HashMap<String, String>();
    for (String value : values) {
      for (String entry : value.split(",", -1)) {
        int equals = entry.indexOf('=');
        if (equals > 0) {
          urlDecode(entry.substring(0, equals).strip())
              .ifPresent(name -> urlEncoded.put(name, entry.substring(equals + 1).strip()));
        }
      }
    }
    return new PreparedStatements(urlEncoded);
  }

  /** Whether the session has prepared nothing. */
  public boolean isEmpty() {
    return urlEncoded.isEmpty();
  }

  /** Of plain SQL texts by name. */
  public static PreparedStatements of(Map<String, String> texts) {
    var urlEncoded = new HashMap<String, String>();
    texts.forEach(
        (name, text) -> urlEncoded.put(name, URLEncoder.encode(text, StandardCharsets.UTF_8)));
    return new PreparedStatements(urlEncoded);
  }

  /** The SQL text prepared under this name, which is case-sensitive. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(urlEncoded.get(name))
        .flatMap(PreparedStatements::urlDecode)
        .flatMap(text ->
            text.startsWith(ZSTD_MARK)
                ? decompress(text.substring(ZSTD_MARK.length()))
                : Optional.of(text));
  }

  private static Optional<String> urlDecode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) { // an incomplete %xx: as if not prepared
      return Optional.empty();
    }
  }

  private static Optional<String> decompress(String base64) {
    try {
      byte[] frame = Base64.getUrlDecoder().decode(base64);
      long declared = ZstdDecompressor.getDecompressedSize(frame, 0, frame.length);
      if (declared > MAX_DECODED_BYTES) {
        return Optional.empty();
      }
      byte[] text = new byte[declared < 0 ? MAX_DECODED_BYTES : (int) declared];
      int length = new ZstdDecompressor().decompress(frame, 0, frame.length, text, 0, text.length);
      return Optional.of(new String(text, 0, length, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException // not base64
        | MalformedInputException // not zstd, or longer than it declares
        | IndexOutOfBoundsException // the decoder's own answers to some damaged frames
        | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
