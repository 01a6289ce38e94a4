package io.sluice.broker.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sluice.broker.exchange.ClientResponse;
import java.io.IOException;
import java.io.StringWriter;
import org.apache.hc.core5.http.Header;

/** Small answers of the broker itself to requests that no cluster sees. */
public final class Refusal {
  private static final String JSON_TYPE = "application/json";
  private static final JsonFactory JSON = new JsonFactory();

  private Refusal() {}

  /** A JSON error: {@code {"error": {"status", "message"}}}. */
  public static void json(ClientResponse response, int status, String message, Header... headers) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeNumberField("status", status);
      json.writeStringField("message", message);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new AssertionError("writing to a string does no I/O", e);
    }
    response.answer(status, JSON_TYPE, text.toString(), headers);
  }

  /** A page of the statement protocol. */
  public static void page(ClientResponse response, String page) {
    response.answer(200, JSON_TYPE, page);
  }

  /** Plain text, as coordinators answer mistakes of the statement protocol; clients show it. */
  public static void text(ClientResponse response, int status, String message, Header... headers) {
    response.answer(status, "text/plain; charset=utf-8", message, headers);
  }
}
