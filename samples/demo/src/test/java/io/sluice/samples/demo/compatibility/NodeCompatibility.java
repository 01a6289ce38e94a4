package io.sluice.samples.demo.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.samples.demo.client.ClientProcess;
import io.sluice.samples.demo.client.ClientPrograms;
import io.sluice.samples.demo.client.Endpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of npm: one process runs the kit's statements and the steps of its own script. */
abstract class NodeCompatibility extends CompatibilityContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(8);

  private final ClientPrograms programs;

  NodeCompatibility(Endpoints endpoints, ClientPrograms programs) {
    super(endpoints);
    this.programs = programs;
  }

  /** The name of its package. */
  abstract String npmPackage();

  /** Its script's file. */
  abstract String script();

  /** What the script is told between the address and the steps. */
  List<String> arguments() {
    return List.of();
  }

  @Override
  final String installed() throws IOException {
    Path file =
        programs.folder().resolve("node_modules").resolve(npmPackage()).resolve("package.json");
    JsonNode description = JSON.readTree(Files.readString(file));
    return description.path("name").asText() + " " + description.path("version").asText();
  }

  @Override
  final Transcript run(Side side) throws IOException, InterruptedException {
    Path steps = side.folder().resolve("steps.json");
    JSON.writeValue(steps.toFile(), side.script().steps());
    var command = new ArrayList<>(programs.node(script()));
    command.add(side.server().toString());
    command.addAll(arguments());
    command.add(steps.toString());

    ClientProcess.Ending ending = ClientProcess.run(command, side.folder(), LIMIT);

    TranscriptWriter out = side.writer();
    for (String line : ending.text().lines().toList()) {
      JsonNode step = JSON.readTree(line);
      step.path("lines").forEach(one -> out.tell(one.asText()));
      out.end(step.path("name").asText());
    }
    out.tell(ending.err());
    out.tell("exit code " + ending.exit());
    out.end("end of the script");
    return out.transcript();
  }
}
