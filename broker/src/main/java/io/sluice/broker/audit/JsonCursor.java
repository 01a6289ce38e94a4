package io.sluice.broker.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fields of JSON objects one after the other, without a tree: the way for whoever reads
 * hundreds of thousands of them. Each method reads one value and leaves the cursor at its end.
 */
final class JsonCursor {
  private final JsonParser in;

  JsonCursor(JsonParser in) {
    this.in = in;
  }

  /** Reads the value of one field; skips it when it does not know the name. */
  interface FieldReader {
    void read(String name) throws IOException;
  }

  /** Reads the value of one field, and says whether to go on. */
  interface FieldsUntil {
    boolean read(String name) throws IOException;
  }

  /** Reads one object, whose start has been read. */
  interface ObjectReader {
    void read() throws IOException;
  }

  /** Reads an object; what {@code reader} is told the name of, it reads or skips. */
  void object(FieldReader reader) throws IOException {
    if (in.nextToken() == JsonToken.START_OBJECT) {
      fields(reader);
    } else {
      in.skipChildren();
    }
  }

  /** Reads an object, or the start of it. */
  void objectUntil(FieldsUntil reader) throws IOException {
    if (in.nextToken() == JsonToken.START_OBJECT) {
      String name = in.nextFieldName();
      while (name != null && reader.read(name)) {
        name = in.nextFieldName();
      }
    }
  }

  /** Reads the fields of an object whose start has been read. */
  void fields(FieldReader reader) throws IOException {
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      reader.read(name);
    }
  }

  /** Reads an array of objects. */
  void objects(ObjectReader reader) throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() == JsonToken.START_OBJECT) {
      reader.read();
    }
  }

  String text() throws IOException {
    in.nextToken();
    return in.currentToken() == JsonToken.VALUE_NULL ? "" : in.getText();
  }

  boolean truth() throws IOException {
    return in.nextToken() == JsonToken.VALUE_TRUE;
  }

  int integer() throws IOException {
    in.nextToken();
    return in.getValueAsInt();
  }

  long number() throws IOException {
    in.nextToken();
    return in.getValueAsLong();
  }

  double decimal() throws IOException {
    in.nextToken();
    return in.getValueAsDouble();
  }

  List<String> texts() throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return List.of();
    }
    if (in.nextToken() == JsonToken.END_ARRAY) {
      return List.of();
    }
    var texts = new ArrayList<String>();
    do {
      texts.add(in.getText());
    } while (in.nextToken() != JsonToken.END_ARRAY);
    return texts;
  }

  Map<String, String> textMap() throws IOException {
    in.nextToken();
    String name = in.nextFieldName();
    if (name == null) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (; name != null; name = in.nextFieldName()) {
      texts.put(name, text());
    }
    return texts;
  }

  void skip() throws IOException {
    in.nextToken();
    in.skipChildren();
  }
}
