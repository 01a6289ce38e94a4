package io.sluice.samples.demo.compatibility;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a client showed, step by step, masked.
 *
 * @param steps what was asked, in order
 */
record Transcript(List<Step> steps) {
  Transcript {
    steps = List.copyOf(steps);
  }

  /**
   * One thing that was asked of a client.
   *
   * @param name what the step is about
   * @param lines the request and all that the client showed of it
   */
  record Step(String name, List<String> lines) {
    Step {
      lines = List.copyOf(lines);
    }
  }

  List<String> lines() {
    return steps.stream()
        .flatMap(step ->
            Stream.concat(
                Stream.of("=== " + step.name()), step.lines().stream().map(line -> "    " + line)))
        .toList();
  }
}
