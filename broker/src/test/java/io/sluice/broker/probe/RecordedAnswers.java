package io.sluice.broker.probe;

import io.sluice.samples.standin.Misbehaviour;
import io.sluice.samples.standin.ReceivedRequest.Header;
import io.sluice.samples.standin.StandInCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What real engines answered, recorded while two queries ran; a stand-in says it again. */
final class RecordedAnswers {
  private RecordedAnswers() {}

  static void replay(String engine, StandInCluster cluster) throws IOException {
    for (String exchange : text(engine).split("\n---\n", -1)) {
      String[] parts = exchange.split("\n\n", 2);
      String[] head = parts[0].split("\n", -1);
      var headers = new ArrayList<Header>();
      for (String line : List.of(head).subList(2, head.length)) {
        headers.add(new Header(line.split(": ", 2)[0], line.split(": ", 2)[1]));
      }
      cluster.misbehave(
          request -> head[0].equals(request.method() + " " + request.target()),
          new Misbehaviour.Canned(Integer.parseInt(head[1]), headers, parts[1]));
    }
    cluster.misbehave(_ -> true, new Misbehaviour.Canned(404, List.of(), "not recorded"));
  }

  private static String text(String engine) throws IOException {
    try (InputStream file = RecordedAnswers.class.getResourceAsStream(engine + ".txt")) {
      if (file == null) {
        throw new IOException(engine + ".txt: missing (expected: recorded answers)");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
