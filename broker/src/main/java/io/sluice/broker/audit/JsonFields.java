package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes fields of JSON objects, and leaves out what is empty, zero or false. The counterpart of
 * {@link JsonCursor}.
 */
final class JsonFields {
  private final JsonGenerator out;

  JsonFields(JsonGenerator out) {
    this.out = out;
  }

  /** Writes the fields of one object. */
  interface Fields {
    void write() throws IOException;
  }

  /** Writes the fields of one of several objects. */
  interface FieldsOf<T> {
    void write(T value) throws IOException;
  }

  void object(String name, Fields fields) throws IOException {
    out.writeObjectFieldStart(name);
    fields.write();
    out.writeEndObject();
  }

  <T> void objects(String name, List<T> values, FieldsOf<T> fields) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(name);
    for (T value : values) {
      out.writeStartObject();
      fields.write(value);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  void text(String name, String value) throws IOException {
    if (!value.isEmpty()) {
      out.writeStringField(name, value);
    }
  }

  /** An empty text that is there is written. */
  void text(String name, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      out.writeStringField(name, value.get());
    }
  }

  void texts(String name, Collection<String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  void texts(String name, Map<String, String> values) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      out.writeStringField(value.getKey(), value.getValue());
    }
    out.writeEndObject();
  }

  void truth(String name, boolean value) throws IOException {
    if (value) {
      out.writeBooleanField(name, true);
    }
  }

  void number(String name, long value) throws IOException {
    if (value != 0) {
      out.writeNumberField(name, value);
    }
  }

  /** For numbers that may be absent, so that zero says something. */
  void numberOrZero(String name, long value) throws IOException {
    out.writeNumberField(name, value);
  }

  void decimal(String name, double value) throws IOException {
    if (value != 0) {
      out.writeNumberField(name, value);
    }
  }

  /** Time as Jackson reads it: seconds with nine decimals. */
  void seconds(String name, Duration time) throws IOException {
    out.writeFieldName(name);
    out.writeNumber(
        BigDecimal.valueOf(time.getSeconds())
            .add(BigDecimal.valueOf(time.getNano(), 9))
            .toPlainString());
  }
}
