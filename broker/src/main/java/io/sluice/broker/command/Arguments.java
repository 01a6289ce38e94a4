package io.sluice.broker.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The arguments that several commands share, and how all of them are described: in code, because
 * reading annotations takes a tenth of a second of each start.
 */
public final class Arguments {
  private Arguments() {}

  /** A command that only has subcommands. */
  static CommandSpec command(String name, String description) {
    return described(CommandSpec.create(), name, description);
  }

  /** A command that runs {@code body}, which gives the exit code. */
  public static CommandSpec command(String name, String description, Callable<Integer> body) {
    return described(CommandSpec.wrapWithoutInspection(body), name, description);
  }

  private static CommandSpec described(CommandSpec spec, String name, String description) {
    spec.name(name)
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    spec.usageMessage()
        .description(description)
        .synopsisSubcommandLabel("COMMAND")
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .abbreviateSynopsis(true);
    return spec;
  }

  /** What stands at the end of a command's help, such as examples; taken literally. */
  public static void footer(CommandSpec spec, String... lines) {
    spec.usageMessage()
        .footerHeading("%n")
        .footer(Arrays.stream(lines).map(line -> line.replace("%", "%%")).toArray(String[]::new));
  }

  static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Show the version.")
        .build();
  }

  static Argument<Path> requiredConfig() {
    return of(Path.class, Path::of, config("The configuration file.").required(true));
  }

  static Argument<Path> optionalConfig(String description) {
    return of(Path.class, Path::of, config(description));
  }

  private static OptionSpec.Builder config(String description) {
    return OptionSpec.builder("-c", "--config").paramLabel("FILE").description(description);
  }

  static Argument<Path> ruleDirectory() {
    return new Argument<>(
        PositionalParamSpec.builder()
            .paramLabel("DIR")
            .index("0")
            .arity("1")
            .required(true)
            .type(Path.class)
            .converters(Path::of)
            .description("The folder of the rule files.")
            .build(),
        Path.class);
  }

  static Argument<String> text(String name, String label, String description) {
    return of(
        String.class,
        text -> text,
        OptionSpec.builder(name).paramLabel(label).defaultValue("").description(description));
  }

  public static Argument<Boolean> flag(String name, String description) {
    return of(
        Boolean.class,
        Boolean::valueOf,
        OptionSpec.builder(name).arity("0").defaultValue("false").description(description));
  }

  /** Completes an argument whose value {@code converter} makes. */
  public static <T> Argument<T> of(
      Class<T> type, ITypeConverter<T> converter, OptionSpec.Builder builder) {
    return new Argument<>(builder.type(type).converters(converter).build(), type);
  }

  /** The words between commas. */
  static Set<String> words(Argument<String> argument) {
    return Arrays.stream(argument.value().split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
