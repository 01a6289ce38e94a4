package io.sluice.admin.rule;

import io.sluice.rules.request.HeaderLines;
import java.util.List;
import java.util.Map;

/** The headers that a request to explain a statement lists, each once. */
final class GivenHeaders implements HeaderLines {
  private final List<Map.Entry<String, String>> lines;

  GivenHeaders(Map<String, String> headers) {
    this.lines = List.copyOf(headers.entrySet());
  }

  @Override
  public int count() {
    return lines.size();
  }

  @Override
  public String name(int index) {
    return lines.get(index).getKey();
  }

  @Override
  public String value(int index) {
    return lines.get(index).getValue();
  }
}
