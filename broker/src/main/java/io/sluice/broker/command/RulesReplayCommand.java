package io.sluice.broker.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.broker.command.RuleReplaying.Answer;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.deciding.RuleDirectory;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice rules replay}: tries rules on recorded decisions. */
final class RulesReplayCommand implements Callable<Integer> {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final int MOST_EXAMPLES = 20;

  private final Function<URI, RuleReplaying> remote;
  private final Function<BrokerConfig, RuleReplaying> local;
  private final ConfigFiles configs;
  private final Terminal terminal;
  private final InstantSource clock;

  private final Argument<Path> directory = Arguments.ruleDirectory();
  private final Argument<When> from =
      Arguments.of(
          When.class,
          When::parse,
          OptionSpec.builder("--from")
              .paramLabel("WHEN")
              .required(true)
              .description(
                  "Decisions from then on: an instant, a date, or a time before now such as -7d."));
  private final Argument<When> to =
      Arguments.of(
          When.class,
          When::parse,
          OptionSpec.builder("--to")
              .paramLabel("WHEN")
              .description("Decisions before then; until now when left out."));
  private final Argument<URI> broker =
      Arguments.of(
          URI.class,
          RulesReplayCommand::address,
          OptionSpec.builder("--broker")
              .paramLabel("URL")
              .defaultValue("http://127.0.0.1:8090")
              .description(
                  "The admin address of the broker that replays; http://127.0.0.1:8090 when left out."));
  private final Argument<Path> config =
      Arguments.optionalConfig(
          "Replay here instead, out of the store of this configuration, when no broker runs.");
  private final Argument<String> user =
      Arguments.text("--user", "USER", "Only decisions of this user.");
  private final Argument<String> source =
      Arguments.text("--source", "SOURCE", "Only decisions of this source.");
  private final Argument<GroupName> group =
      Arguments.of(
          GroupName.class,
          RulesReplayCommand::group,
          OptionSpec.builder("--group")
              .paramLabel("GROUP")
              .description("Only decisions that this group took."));
  private final Argument<Integer> examples =
      Arguments.of(
          Integer.class,
          RulesReplayCommand::examples,
          OptionSpec.builder("--examples")
              .paramLabel("N")
              .defaultValue("3")
              .description("How many examples to show of each shift, 0 to 20; 3 when left out."));
  private final Argument<Boolean> failOnShift =
      Arguments.flag("--fail-on-shift", "Exit with 1 when any decision would be another one.");
  private final Argument<Boolean> json = Arguments.flag("--json", "Print JSON.");
  private final CommandSpec spec;

  RulesReplayCommand(
      Function<URI, RuleReplaying> remote,
      Function<BrokerConfig, RuleReplaying> local,
      ConfigFiles configs,
      Terminal terminal,
      InstantSource clock) {
    this.remote = remote;
    this.local = local;
    this.configs = configs;
    this.terminal = terminal;
    this.clock = clock;
    this.spec =
        Arguments.command(
                "replay", "Try rules on recorded decisions and tell what would differ.", this)
            .add(directory.spec());
    List.of(from, to, broker, config, user, source, group, examples, failOnShift, json)
        .forEach(argument -> spec.add(argument.spec()));
    Arguments.footer(
        spec,
        "Nothing is changed, and no cluster is asked. A date means its midnight, in the zone of the",
        "configuration or in UTC.",
        "",
        "The exit code is 1 when the rules can't be used, when a rule would fail or two would",
        "contradict each other for any decision, and with --fail-on-shift when anything would differ.",
        "",
        "Examples:",
        "  sluice rules replay rules --from -7d",
        "  sluice rules replay rules --from 2026-11-16 --to 2026-11-23 --source airflow --examples 5",
        "  sluice rules replay rules --from -1d --config sluice.yaml --json --fail-on-shift");
  }

  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Path> file = config.given();
    Optional<BrokerConfig> read = file.flatMap(configs::read);
    if (file.isPresent() && read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    RuleReplaying replaying = read.map(local).orElseGet(() -> remote.apply(broker.value()));
    RuleReplaying.Order order = order(read.map(it -> it.rules().zone()).orElse(UTC));
    var bar = new ReplayBar(terminal);
    try {
      Answer answer = replaying.replay(order, bar);
      bar.end();
      return told(answer);
    } finally {
      bar.end();
    }
  }

  private RuleReplaying.Order order(ZoneId zone) throws IOException {
    Instant now = clock.instant();
    Instant begin = from.value().at(now, zone);
    Optional<Instant> end = to.given().map(when -> when.at(now, zone));
    if (!begin.isBefore(end.orElse(now))) {
      throw new ParameterException(
          spec.commandLine(),
          "--from: %s (expected: before --to, %s)".formatted(begin, end.orElse(now)));
    }
    return new RuleReplaying.Order(
        new RuleDirectory(directory.value()).read(),
        begin,
        end,
        given(user),
        given(source),
        group.given(),
        examples.value());
  }

  private static Optional<String> given(Argument<String> argument) {
    return argument.given().filter(text -> !text.isEmpty());
  }

  private int told(Answer answer) {
    return switch (answer) {
      case Answer.Refused refused -> {
        refused
            .problems()
            .forEach(problem -> terminal.err().println(directory.value().resolve(problem)));
        terminal.err().flush();
        yield ExitCode.FINDINGS;
      }
      case Answer.Replayed replayed -> {
        JsonNode report = replayed.report();
        terminal
            .out()
            .print(
                json.value()
                    ? report.toPrettyString() + System.lineSeparator()
                    : new ReplayText(terminal).of(report));
        terminal.out().flush();
        yield findings(report) ? ExitCode.FINDINGS : ExitCode.GOOD;
      }
    };
  }

  private boolean findings(JsonNode report) {
    for (JsonNode flag : report.path("flags")) {
      if (flag.path("now").asLong() > 0) {
        return true;
      }
    }
    boolean shifted = report.path("same").asLong() < report.path("decisions").asLong();
    return failOnShift.value() && shifted;
  }

  private static URI address(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw wrongAddress(text);
    }
    if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
      throw wrongAddress(text);
    }
    return uri;
  }

  private static TypeConversionException wrongAddress(String text) {
    return new TypeConversionException(
        "'%s' (expected: an address such as http://127.0.0.1:8090)".formatted(text));
  }

  private static GroupName group(String text) {
    try {
      return new GroupName(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static Integer examples(String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0 && number <= MOST_EXAMPLES) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrongExamples(text);
    }
    throw wrongExamples(text);
  }

  private static TypeConversionException wrongExamples(String text) {
    return new TypeConversionException(
        "'%s' (expected: a whole number from 0 to %d)".formatted(text, MOST_EXAMPLES));
  }
}
