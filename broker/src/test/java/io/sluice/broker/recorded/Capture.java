package io.sluice.broker.recorded;

import io.sluice.broker.recorded.Body.Wholeness;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A recorded conversation. Those whose names begin with {@code client-} are dumps of a real
 * client's connections; the others are of a tool that asked coordinators, one connection each.
 *
 * @param name the file's name
 */
record Capture(String name, List<RecordedExchange> exchanges) {
  private static final String FOLDER = "/captures/";

  Capture {
    exchanges = List.copyOf(exchanges);
  }

  static List<String> names() throws IOException {
    URL folder = Objects.requireNonNull(Capture.class.getResource(FOLDER), FOLDER);
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (URISyntaxException e) {
      throw new IOException(folder + ": no file", e);
    }
  }

  static Capture read(String name) throws IOException {
    try (InputStream file = Capture.class.getResourceAsStream(FOLDER + name)) {
      byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
      return new Capture(
          name, name.startsWith("client-") ? DumpReader.read(bytes) : NotesReader.read(bytes));
    }
  }

  /** Whether a Presto coordinator was asked. */
  boolean presto() {
    return name.contains("presto");
  }

  boolean exact() {
    return exchanges.stream().allMatch(exchange -> exchange.wholeness() == Wholeness.EXACT);
  }

  @Override
  public String toString() {
    return name;
  }
}
