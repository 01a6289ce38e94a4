package io.sluice.samples.bench.command;

import picocli.CommandLine.Option;

/** How hard and for how long to measure. */
final class LoadOptions {
  @Option(
      names = "--warmup",
      paramLabel = "SECONDS",
      converter = Positive.class,
      defaultValue = "120",
      description = "Warm-up of each process, all workloads together. Default: ${DEFAULT-VALUE}.")
  int warmup;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "5",
      description = "Rounds, of which the median counts. Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "6",
      description = "Seconds of a round. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--connections",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "64",
      description = "Connections of the client. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--texts",
      paramLabel = "N",
      converter = Positive.class,
      defaultValue = "1000",
      description = "How many different statements, in turn. Default: ${DEFAULT-VALUE}.")
  int texts;
}
