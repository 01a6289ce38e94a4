package io.sluice.broker.querylist;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What stands between the brackets of a JSON array, byte for byte. */
final class Elements {
  private static final JsonFactory JSON = new JsonFactory();

  private Elements() {}

  /** The elements with their commas, without any when there are none; empty if it is no array. */
  static Optional<ByteBuffer> of(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      // A text in UTF-16 or 32 has no offsets; no engine writes one.
      long from = json.currentLocation().getByteOffset();
      boolean any = false;
      while (json.nextToken() != JsonToken.END_ARRAY) {
        any = true;
        json.skipChildren();
      }
      long to = json.currentTokenLocation().getByteOffset();
      if (from < 0 || json.nextToken() != null) {
        return Optional.empty();
      }
      return Optional.of(
          any ? ByteBuffer.wrap(body, (int) from, (int) (to - from)) : ByteBuffer.allocate(0));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
