package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.broker.command.RuleExplaining.Answer;
import io.sluice.broker.command.RuleExplaining.Answer.Explained;
import io.sluice.broker.command.RuleExplaining.Answer.Refused;
import io.sluice.broker.config.BrokerConfig;
import io.sluice.broker.teams.UserGroups;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.Query;
import io.sluice.rules.language.Nearest;
import io.sluice.rules.ruleset.TracedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice rules explain}: decides one statement and says why. */
final class RulesExplainCommand implements Callable<Integer> {
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final RuleExplaining explaining;
  private final ConfigFiles configs;
  private final Findings findings;
  private final Terminal terminal;
  private final InstantSource clock;

  private final Argument<Path> directory = Arguments.ruleDirectory();
  private final Argument<String> sql =
      Arguments.of(
          String.class,
          text -> text,
          OptionSpec.builder("--sql").paramLabel("TEXT").description("The statement."));
  private final Argument<String> sqlFile =
      Arguments.of(
          String.class,
          text -> text,
          OptionSpec.builder("--sql-file")
              .paramLabel("FILE")
              .description("A file with the statement; - is the standard input."));
  private final Argument<String> user =
      Arguments.of(
          String.class,
          text -> text,
          OptionSpec.builder("--user")
              .paramLabel("USER")
              .required(true)
              .description("The user it runs as."));
  private final Argument<String> source =
      Arguments.text("--source", "SOURCE", "The client's name for itself, such as airflow.");
  private final Argument<String> tags = Arguments.text("--tags", "A,B", "The client's tags.");
  private final Argument<String> teams =
      Arguments.text("--teams", "A,B", "More teams of the user.");
  private final Argument<String> catalog =
      Arguments.text("--catalog", "NAME", "The session's catalog.");
  private final Argument<String> schema =
      Arguments.text("--schema", "NAME", "The session's schema.");
  private final Argument<Dialect> dialect =
      Arguments.of(
          Dialect.class,
          RulesExplainCommand::dialect,
          OptionSpec.builder("--dialect")
              .paramLabel("trino|presto")
              .defaultValue("trino")
              .description("Which engine's client sends it; trino when left out."));
  private final Argument<Instant> at =
      Arguments.of(
          Instant.class,
          RulesExplainCommand::instant,
          OptionSpec.builder("--at")
              .paramLabel("INSTANT")
              .description("When, such as 2026-11-23T04:30:00Z; now when left out."));
  private final Argument<ZoneId> zone =
      Arguments.of(
          ZoneId.class,
          RulesExplainCommand::zone,
          OptionSpec.builder("--zone")
              .paramLabel("ZONE")
              .description(
                  "The zone of hours and days; the configuration's or UTC when left out."));
  private final Argument<Path> config =
      Arguments.optionalConfig("Take groups, clusters, teams, zone and limits from this file.");
  private final Argument<Boolean> all =
      Arguments.flag("--all", "List every rule that did not match, not only the first 20.");
  private final Argument<String> rule =
      Arguments.text("--rule", "NAME", "Tell of this rule only: what it made of the statement.");
  private final Argument<Boolean> json = Arguments.flag("--json", "Print JSON.");

  RulesExplainCommand(
      RuleExplaining explaining,
      ConfigFiles configs,
      Findings findings,
      Terminal terminal,
      InstantSource clock) {
    this.explaining = explaining;
    this.configs = configs;
    this.findings = findings;
    this.terminal = terminal;
    this.clock = clock;
  }

  CommandSpec spec() {
    ArgGroupSpec statement =
        ArgGroupSpec.builder()
            .exclusive(true)
            .multiplicity("1")
            .addArg(sql.spec())
            .addArg(sqlFile.spec())
            .build();
    CommandSpec spec =
        Arguments.command("explain", "Decide one statement and say why.", this)
            .add(directory.spec())
            .addArgGroup(statement);
    List.of(user, source, tags, teams, catalog, schema, dialect, at, zone, config, all, rule, json)
        .forEach(argument -> spec.add(argument.spec()));
    Arguments.footer(
        spec,
        "The exit code is 1 when the rules can't be compiled, and when the decision carries a flag,",
        "such as that a rule failed.",
        "",
        "Examples:",
        "  sluice rules explain rules --user ann --source airflow --tags etl,nightly \\",
        "    --sql \"insert into lake.sales.day select * from web.raw.day\" --at 2026-11-23T04:30:00Z",
        "  sluice rules explain rules --user ann --sql-file report.sql --json",
        "  sluice rules explain rules --user ann --sql \"select 1\" --rule \"Nightly ETL\"");
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Path> file = config.given();
    Optional<BrokerConfig> read = file.flatMap(configs::read);
    if (file.isPresent() && read.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Optional<UserGroups> groups =
        read.isEmpty() ? Optional.of(UserGroups.NONE) : configs.teams(read.get());
    if (groups.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Path rules = directory.value();
    Answer answer = explaining.explain(rules, question(read, groups.get()));
    return switch (answer) {
      case Refused refused -> {
        findings.list(rules, refused.diagnostics());
        yield ExitCode.FINDINGS;
      }
      case Explained explained ->
          rule.value().isEmpty() ? tell(explained, read) : tellRule(explained);
    };
  }

  private int tell(Explained explained, Optional<BrokerConfig> read) {
    print(
        json.value()
            ? ExplanationJson.of(explained)
            : new ExplanationText(terminal, read).of(explained, all.value()));
    boolean flagged = !explained.verdict().explanation().flags().isEmpty();
    return flagged ? ExitCode.FINDINGS : ExitCode.GOOD;
  }

  private int tellRule(Explained explained) {
    String name = rule.value();
    Optional<TracedRule> traced =
        explained.trace().stream().filter(it -> it.rule().name().equals(name)).findFirst();
    if (traced.isEmpty()) {
      List<String> names = explained.trace().stream().map(it -> it.rule().name()).toList();
      terminal
          .err()
          .println("sluice: there is no rule '%s'; %s".formatted(name, Nearest.hint(name, names)));
      return ExitCode.FINDINGS;
    }
    print(
        json.value()
            ? TraceJson.of(traced.get()).toPrettyString() + "\n"
            : TraceText.of(traced.get()));
    return ExitCode.GOOD;
  }

  private void print(String text) {
    terminal.out().print(text);
    terminal.out().flush();
  }

  private Question question(Optional<BrokerConfig> read, UserGroups groups) throws IOException {
    Optional<Instant> when = at.given();
    Optional<ZoneId> where = zone.given();
    return new Question(
        statement(),
        query(groups),
        when.orElseGet(clock::instant),
        where.or(() -> read.map(it -> it.rules().zone())).orElse(UTC),
        read);
  }

  private Query query(UserGroups groups) {
    Set<String> userTeams = new TreeSet<>(groups.teamsOf(user.value()));
    userTeams.addAll(Arguments.words(teams));
    return Query.of(user.value(), dialect.value())
        .withSource(source.value())
        .withClientTags(Arguments.words(tags))
        .withGroups(userTeams)
        .withNamespace(catalog.value(), schema.value());
  }

  private String statement() throws IOException {
    Optional<String> file = sqlFile.given();
    if (file.isEmpty()) {
      return sql.value();
    }
    return file.get().equals("-")
        ? new String(terminal.in().readAllBytes(), UTF_8)
        : Files.readString(Path.of(file.get()), UTF_8);
  }

  private static Dialect dialect(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "trino" -> Dialect.TRINO;
      case "presto" -> Dialect.PRESTO;
      default ->
          throw new TypeConversionException("'%s' (expected: trino or presto)".formatted(text));
    };
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'%s' (expected: an instant such as 2026-11-23T04:30:00Z)".formatted(text));
    }
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'%s' (expected: a time zone such as UTC or Europe/Berlin)".formatted(text));
    }
  }
}
