package io.sluice.samples.bench.command;

import java.util.List;
import picocli.CommandLine.Option;

/** How Sluice's process is to be. */
final class SluiceOptions {
  /** For full speed; the other broker on Java has twice as much. */
  static final String USUAL_HEAP = "-Xmx512m";

  /** What it must do with when it is asked whether it does. */
  static final String SMALL_HEAP = "-Xmx256m";

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description = "Further options for Sluice's Java machine, separated by spaces.")
  String javaOptions = "";

  /** The options for Java, one by one. */
  List<String> java() {
    return javaOptions.isBlank() ? List.of() : List.of(javaOptions.strip().split(" +", -1));
  }

  /** The same with {@code usual} before it, which they may overrule. */
  SluiceOptions after(String usual) {
    var options = new SluiceOptions();
    options.javaOptions = (usual + " " + javaOptions).strip();
    return options;
  }
}
