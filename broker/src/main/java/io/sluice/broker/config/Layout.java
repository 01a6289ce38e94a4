package io.sluice.broker.config;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import io.sluice.admin.group.GroupSpec;
import io.sluice.broker.config.Section.Located;
import io.sluice.rules.fact.Dialect;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.language.ClassPolicy;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which keys the file has, what they may be, and what they are when they are left out. */
final class Layout {
  private static final int MIB = 1 << 20;
  private static final long GIB = 1L << 30;

  /** Stands in for a default group that is missing, until the problem is told. */
  private static final GroupName NO_GROUP = new GroupName("missing");

  private final Path file;
  private final Path folder;
  private final int processors;
  private final Problems problems;
  private final GroupNames groupNames;

  Layout(Path file, int processors, Problems problems) {
    this.file = file;
    this.folder = file.resolveSibling("");
    this.processors = processors;
    this.problems = problems;
    this.groupNames = new GroupNames(problems);
  }

  /** The configuration; to be used only when no problem was found. */
  BrokerConfig read(Section root) {
    Section frontSection = root.section("front");
    FrontConfig front = front(frontSection);
    Section adminSection = root.section("admin");
    AdminConfig admin = admin(adminSection);
    if (front.port() == admin.port() && front.port() != 0) {
      refuseSharedPort(frontSection, adminSection, front.port());
    }
    RulesConfig rules = rules(root.section("rules"));
    SqlConfig sql = sql(root.section("sql"));
    StoreConfig store = store(root.section("store"));
    HealthConfig health = health(root.section("health"));
    var fleet = new FleetLayout(folder, problems, groupNames);
    List<GroupSpec> listed = fleet.groups(root.section("groups"));
    ClustersConfig clusters = fleet.clusters(root);
    UserGroupsConfig userGroups = userGroups(root.section("userGroups"));
    String location = root.value("location", Kind.text(), "");
    root.finish();
    groupNames.check();
    List<GroupSpec> groups = new ArrayList<>(listed);
    groupNames.unlisted().forEach(name -> groups.add(GroupSpec.of(name)));
    return new BrokerConfig(
        file, front, admin, rules, sql, store, health, groups, clusters, userGroups, location);
  }

  private FrontConfig front(Section front) {
    return new FrontConfig(
        front.value("host", Kind.host(), "0.0.0.0"),
        front.value("port", Kind.number(0, 65_535), 8080),
        new TlsLayout(folder).read(front.section("tls")),
        front.value("maxStatementBytes", Kind.size(1 << 10, GIB), 16L * MIB).intValue(),
        front.value("maxHeaderBytes", Kind.size(8 << 10, 64L * MIB), 2L * MIB).intValue(),
        front.value("headerMemory", Kind.size(MIB, 64 * GIB), 256L * MIB),
        front.value("transactionIdle", Kind.duration(ofSeconds(1), ofDays(30)), ofHours(1)),
        front.value("clientIdle", Kind.duration(ofSeconds(1), ofDays(1)), ofMinutes(10)),
        front.value("headTimeout", Kind.duration(ofSeconds(1), ofMinutes(10)), ofSeconds(30)),
        front.value("maxStreams", Kind.number(1, 10_000), 100),
        front.value("connectTimeout", Kind.duration(ofMillis(10), ofMinutes(5)), ofSeconds(2)),
        front.value("responseTimeout", Kind.duration(ofSeconds(1), ofDays(1)), ofMinutes(5)),
        front.value("submitTimeout", Kind.duration(ofMillis(100), ofHours(1)), ofSeconds(60)),
        front.value("submitAttempts", Kind.number(1, 100), 5),
        front.value("resubmitMemory", Kind.size(0, 64 * GIB), 16L * MIB),
        front.value("queryListMemory", Kind.size(MIB, 64 * GIB), 64L * MIB),
        front.value("spooledSegments", Kind.number(1, 100_000_000), 200_000),
        front.value("drainTimeout", Kind.duration(ofMillis(0), ofHours(1)), ofSeconds(30)),
        front.value("ioThreads", Kind.number(1, 1024), processors),
        front.values("trustedProxies", Kind.addressRange()).stream().map(Located::value).toList(),
        front.value("externalUrl", Kind.optional(Kind.webUrl()), Optional.empty()),
        new PathsLayout(groupNames).read(front));
  }

  private AdminConfig admin(Section admin) {
    return new AdminConfig(
        admin.value("host", Kind.loopbackHost(), "127.0.0.1"),
        admin.value("port", Kind.number(0, 65_535), 8090));
  }

  private void refuseSharedPort(Section front, Section admin, int port) {
    String expected = "another port than ";
    admin
        .place("port")
        .ifPresentOrElse(
            at -> problems.add(at, "admin.port", "" + port, expected + "front.port"),
            () ->
                front
                    .place("port")
                    .ifPresent(
                        at -> problems.add(at, "front.port", "" + port, expected + "admin.port")));
  }

  private RulesConfig rules(Section rules) {
    Path directory = rules.value("directory", Kind.path(folder), folder.resolve("rules"));
    ZoneId zone = rules.value("zone", Kind.zone(), ZoneId.of("UTC"));
    Optional<Located<GroupName>> group = rules.required("defaultGroup", Kind.name(GroupName::new));
    group.ifPresent(groupNames::refer);
    return new RulesConfig(
        directory,
        zone,
        group.map(Located::value).orElse(NO_GROUP),
        rules.value("budget", Kind.duration(ofMillis(1), ofMinutes(1)), ofMillis(50)),
        rules.value("maxFirings", Kind.number(1, 1_000_000), 1000),
        rules.value("writable", Kind.oneOf(new Boolean[] {true, false}, String::valueOf), false),
        allowed(rules.values("allow", Kind.text())),
        rules.values("require", Kind.annotation()).stream().map(Located::value).toList());
  }

  /** Classes are looked up here, so that a mistake is told like any other, at its line. */
  private List<String> allowed(List<Located<String>> entries) {
    for (Located<String> entry : entries) {
      ClassPolicy.problemOf(entry.value())
          .ifPresent(problem ->
              problems.add(
                  entry.at(),
                  entry.path(),
                  entry.value() + ": " + problem.reason(),
                  problem.expected()));
    }
    return entries.stream().map(Located::value).toList();
  }

  private SqlConfig sql(Section sql) {
    return new SqlConfig(
        sql.value("maxParsedCharacters", Kind.number(1, 10_000_000), 200_000),
        sql.value("maxTokens", Kind.number(1, 1_000_000), 40_000),
        sql.value("maxDepth", Kind.number(1, 1000), 200),
        sql.value("maxScannedCharacters", Kind.number(1, 100_000_000), 2_000_000),
        sql.value("analysisMemory", Kind.size(0, 64 * GIB), 16L * MIB));
  }

  private StoreConfig store(Section store) {
    Kind<String> jdbcUrl = Kind.jdbcUrl(folder);
    String url = store.value("url", jdbcUrl, "jdbc:h2:file:" + folder.resolve("data/sluice"));
    String user = store.value("user", Kind.text(), "");
    String password = store.value("password", Kind.secret(), "");
    Section journal = store.section("journal");
    return new StoreConfig(
        url,
        user,
        password,
        new JournalConfig(
            journal.value("directory", Kind.path(folder), folder.resolve("data/journal")),
            journal.value("maxBytes", Kind.size(MIB, 1024 * GIB), GIB)));
  }

  private HealthConfig health(Section health) {
    return new HealthConfig(
        health.value("interval", Kind.duration(ofMillis(100), ofHours(1)), ofSeconds(5)),
        health.value("timeout", Kind.duration(ofMillis(10), ofMinutes(5)), ofSeconds(2)),
        health.value("failures", Kind.number(1, 100), 2),
        health.value("successes", Kind.number(1, 100), 3),
        health.value("slowStart", Kind.duration(ofMillis(0), ofHours(1)), ofMinutes(1)));
  }

  private UserGroupsConfig userGroups(Section userGroups) {
    return new UserGroupsConfig(
        userGroups.value("file", Kind.optional(Kind.path(folder)), Optional.empty()));
  }

  /** The word for a dialect in the file. */
  static String word(Dialect dialect) {
    return dialect.name().toLowerCase(Locale.ROOT);
  }
}
