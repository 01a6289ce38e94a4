package io.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.admin.cluster.ClusterSpec;
import io.sluice.admin.cluster.Credentials;
import io.sluice.admin.cluster.Membership;
import io.sluice.admin.cluster.SecretReference;
import io.sluice.admin.group.Thresholds;
import io.sluice.broker.config.ConfigReading.Invalid;
import io.sluice.broker.config.ConfigReading.Valid;
import io.sluice.rules.fact.GroupName;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final Path FOLDER = Path.of("/etc/sluice");

  private static BrokerConfig read(String text, Map<String, String> environment) {
    return switch (new ConfigReader(environment, 4).parse(text, "sluice.yaml", FOLDER)) {
      case Valid valid -> valid.config();
      case Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  @Test
  void defaults_areExactlyThese() {
    String smallest =
        """
        rules: { defaultGroup: adhoc }
        clusters: [{ name: a, group: adhoc, url: "http://a:8080" }]
        """;

    assertThat(read(smallest, Map.of()).effective())
        .isEqualTo(
            """
            front:
              host: 0.0.0.0
              port: 8080
              tls:
                certificate: ''
                key: ''
                keystore: ''
                password: ''
                protocols:
                  - TLSv1.3
                  - TLSv1.2
              maxStatementBytes: 16MiB
              maxHeaderBytes: 2MiB
              headerMemory: 256MiB
              transactionIdle: 1h
              clientIdle: 10m
              headTimeout: 30s
              maxStreams: 100
              connectTimeout: 2s
              responseTimeout: 5m
              submitTimeout: 1m
              submitAttempts: 5
              resubmitMemory: 16MiB
              queryListMemory: 64MiB
              spooledSegments: 200000
              drainTimeout: 30s
              ioThreads: 4
              trustedProxies: []
              externalUrl: ''
              paths: []
            admin:
              host: 127.0.0.1
              port: 8090
            rules:
              directory: /etc/sluice/rules
              zone: UTC
              defaultGroup: adhoc
              budget: 50ms
              maxFirings: 1000
              writable: false
              allow: []
              require: []
            sql:
              maxParsedCharacters: 200000
              maxTokens: 40000
              maxDepth: 200
              maxScannedCharacters: 2000000
              analysisMemory: 16MiB
            store:
              url: jdbc:h2:file:/etc/sluice/data/sluice
              user: ''
              password: ''
              journal:
                directory: /etc/sluice/data/journal
                maxBytes: 1GiB
            health:
              interval: 5s
              timeout: 2s
              failures: 2
              successes: 3
              slowStart: 1m
            groups:
              adhoc:
                select: least-loaded
                fallback: []
                maxQueued: ''
                maxRunning: ''
                maxCpu: ''
            clusters:
              source: store
              list:
                - name: a
                  group: adhoc
                  weight: 1
                  priority: 0
                  groups:
                    adhoc:
                      weight: 1
                      priority: 0
                  url: http://a:8080
                  dialect: ''
                  location: ''
                  labels: {}
                  capacity: 50
                  externalUrl: ''
                  credentials:
                    user: ''
                    password: ''
                  tls:
                    authorities: ''
                    verifyHost: true
                  uris: host
                  probe: auto
                  minWorkers: 0
                  maintenance: []
            userGroups:
              file: ''
            location: ''
            """);
  }

  /** Every key, each with a value that is not its default. */
  private static final String EVERYTHING =
      """
      front:
        host: 127.0.0.1
        port: 0
        tls:
          certificate: ''
          key: ''
          keystore: /etc/sluice/front.p12
          password: opensesame
          protocols:
            - TLSv1.3
        maxStatementBytes: 1MiB
        maxHeaderBytes: 64KiB
        headerMemory: 8MiB
        transactionIdle: 10m
        clientIdle: 30s
        headTimeout: 5s
        maxStreams: 7
        connectTimeout: 500ms
        responseTimeout: 1m
        submitTimeout: 20s
        submitAttempts: 3
        resubmitMemory: 1MiB
        queryListMemory: 2MiB
        spooledSegments: 1000
        drainTimeout: 0ms
        ioThreads: 2
        trustedProxies:
          - 10.0.0.0/8
          - 0:0:0:0:0:0:0:1
        externalUrl: https://sluice.example.com/gw
        paths:
          - path: /v1/resourceGroupState/*
            cluster: etl-1
            methods:
              - GET
              - POST
      admin:
        host: localhost
        port: 0
      rules:
        directory: /srv/rules
        zone: Europe/Berlin
        defaultGroup: etl
        budget: 20ms
        maxFirings: 50
        writable: true
        allow:
          - com.acme.Calendar.greeting
        require:
          - owner
          - because
      sql:
        maxParsedCharacters: 5000
        maxTokens: 1000
        maxDepth: 20
        maxScannedCharacters: 6000
        analysisMemory: 3MiB
      store:
        url: jdbc:h2:tcp://db/sluice
        user: sluice
        password: hunter2
        journal:
          directory: /var/lib/sluice/journal
          maxBytes: 10MiB
      health:
        interval: 1s
        timeout: 300ms
        failures: 1
        successes: 5
        slowStart: 0ms
      groups:
        adhoc:
          select: round-robin
          fallback:
            - overflow
            - etl
          maxQueued: 20
          maxRunning: 100
          maxCpu: 0.9
        overflow:
          select: least-loaded
          fallback: []
          maxQueued: ''
          maxRunning: ''
          maxCpu: ''
        etl:
          select: least-loaded
          fallback: []
          maxQueued: ''
          maxRunning: ''
          maxCpu: ''
      clusters:
        source: file
        list:
          - name: etl-1
            group: etl
            weight: 3
            priority: 1
            groups:
              etl:
                weight: 3
                priority: 1
              adhoc:
                weight: 2
                priority: 0
            url: https://etl-1:8443
            dialect: presto
            location: eu-west
            labels:
              size: large
              'on': 'true'
            capacity: 50
            externalUrl: https://etl.example.com/ui
            credentials:
              user: sluice
              password: ${TRINO_PASSWORD}
            tls:
              authorities: /etc/sluice/ca.pem
              verifyHost: false
            uris: forwarded
            probe: cluster
            minWorkers: 4
            maintenance:
              - cron: 0 2 * * 0
                duration: 2h
                zone: Europe/Berlin
      userGroups:
        file: /etc/sluice/groups.yaml
      location: eu-west
      """;

  @Test
  void everyKey_hasItsEffect_andIsPrintedAgain() {
    BrokerConfig config = read(EVERYTHING, Map.of());

    assertThat(config.effective())
        .isEqualTo(
            EVERYTHING
                .replace("hunter2", "'****'")
                .replace("opensesame", "'****'")
                .replace("${TRINO_PASSWORD}", "'****'"));
    assertThat(config.store().password()).isEqualTo("hunter2");
    assertThat(config.front().tls().orElseThrow().keys())
        .isEqualTo(new TlsConfig.Keystore(FOLDER.resolve("front.p12"), "opensesame"))
        .asString()
        .doesNotContain("opensesame");
    assertThat(config.rules().zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(config.front().connectTimeout()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.clusters().getFirst().url()).isEqualTo(URI.create("https://etl-1:8443"));
    assertThat(config.clusters().getFirst().labels()).containsEntry("on", "true");
    assertThat(config.clusters().getFirst().credentials())
        .contains(
            new Credentials("sluice", Optional.of(new SecretReference.Variable("TRINO_PASSWORD"))));
    assertThat(config.groups().getFirst().thresholds())
        .isEqualTo(new Thresholds(OptionalInt.of(20), OptionalInt.of(100), OptionalDouble.of(0.9)));
    assertThat(config.fleetFile()).contains(FOLDER.resolve("sluice.yaml"));
  }

  @Test
  void cluster_mayServeSeveralGroups_theFirstIsItsHome_unlessGroupSaysAnother() {
    BrokerConfig config =
        read(
            """
            rules: { defaultGroup: etl }
            clusters:
              - { name: a, url: "http://a:1", groups: { etl: { weight: 3, priority: 1 }, adhoc: {} } }
              - { name: b, url: "http://b:1", group: adhoc, weight: 2, groups: { etl: , adhoc: { weight: 2 } } }
              - { name: c, url: "http://c:1", group: etl, priority: 7 }
            """,
            Map.of());

    GroupName etl = new GroupName("etl");
    GroupName adhoc = new GroupName("adhoc");
    assertThat(config.clusters())
        .extracting(ClusterSpec::memberships)
        .containsExactly(
            List.of(new Membership(etl, 3, 1), new Membership(adhoc, 1, 0)),
            List.of(new Membership(adhoc, 2, 0), new Membership(etl, 1, 0)),
            List.of(new Membership(etl, 1, 7)));
    assertThat(config.fleetFile()).isEmpty();
    assertThat(config.groups()).hasSize(2);
  }

  @Test
  void certificateAndKey_areFilesBesideTheConfiguration() {
    BrokerConfig config =
        read(
            """
            front: { tls: { certificate: cert.pem, key: /keys/key.pem } }
            rules: { defaultGroup: a }
            groups: { a: }
            """,
            Map.of());

    assertThat(config.front().tls())
        .contains(
            new TlsConfig(
                new TlsConfig.Pem(FOLDER.resolve("cert.pem"), Path.of("/keys/key.pem")),
                List.of("TLSv1.3", "TLSv1.2")));
  }

  @Test
  void secretOfACluster_staysAReference_andARelativeFileIsThatOfTheFolder() {
    BrokerConfig config =
        read(
            """
            rules: { defaultGroup: a }
            clusters:
              list:
              - { name: a, url: "http://a:1", group: a, credentials: { user: u, password: "${SECRET}" } }
              - { name: b, url: "http://b:1", group: a, credentials: { user: u, password: "file:secrets/b" },
                  tls: { authorities: ca.pem } }
              - { name: c, url: "http://c:1", group: a, credentials: { user: "${SECRET}" } }
            """,
            Map.of("SECRET", "hunter2"));

    assertThat(config.clusters())
        .extracting(cluster -> cluster.credentials().orElseThrow())
        .containsExactly(
            new Credentials("u", Optional.of(new SecretReference.Variable("SECRET"))),
            new Credentials(
                "u", Optional.of(new SecretReference.SecretFile(FOLDER.resolve("secrets/b")))),
            new Credentials("hunter2", Optional.empty()));
    assertThat(config.clusters().get(1).tls().authorities()).contains(FOLDER.resolve("ca.pem"));
  }

  @Test
  void relativePaths_startAtTheFolderOfTheFile() {
    BrokerConfig config =
        read(
            """
            rules: { directory: ../rules, defaultGroup: a }
            store: { url: "jdbc:h2:./db/s;MODE=MySQL", journal: { directory: j } }
            groups: { a: }
            """,
            Map.of());

    assertThat(config.rules().directory()).isEqualTo(Path.of("/etc/rules"));
    assertThat(config.store().url()).isEqualTo("jdbc:h2:file:/etc/sluice/db/s;MODE=MySQL");
    assertThat(config.store().journal().directory()).isEqualTo(Path.of("/etc/sluice/j"));
  }

  @Test
  void h2Url_thatIsNotARelativeFile_staysAsItIs() {
    for (String url :
        List.of("jdbc:h2:mem:x", "jdbc:h2:~/x", "jdbc:h2:/x/y", "jdbc:h2:tcp://localhost/./x")) {
      assertThat(JdbcUrl.resolve(url, FOLDER)).as(url).contains(url);
    }
    assertThat(JdbcUrl.resolve("jdbc:h2:file:data/x", FOLDER))
        .contains("jdbc:h2:file:/etc/sluice/data/x");
  }

  @Test
  void environment_fillsInValues() {
    BrokerConfig config =
        read(
            """
            front: { port: "${PORT}", host: "${HOST:127.0.0.1}" }
            rules: { defaultGroup: a }
            store: { user: "${USER_NAME:}", password: "x${PASSWORD}y$${PORT}" }
            groups: { a: { fallback: ["${OTHER:b}"] }, b: {} }
            """,
            Map.of("PORT", "9999", "PASSWORD", "${PORT}$1\\"));

    assertThat(config.front().port()).isEqualTo(9999);
    assertThat(config.front().host()).isEqualTo("127.0.0.1");
    assertThat(config.store().user()).isEmpty();
    assertThat(config.store().password()).isEqualTo("x${PORT}$1\\y${PORT}");
    assertThat(config.groups().getFirst().fallback()).hasToString("[b]");
  }

  @Test
  void groupThatOnlyAClusterNames_existsWithTheDefaults() {
    BrokerConfig config =
        read(
            """
            rules: { defaultGroup: etl }
            groups: { adhoc: { fallback: [etl] } }
            clusters: [{ name: e, group: etl, url: "http://e:1/" }]
            """,
            Map.of());

    assertThat(config.groups())
        .extracting(group -> group.name().value())
        .containsExactly("adhoc", "etl");
    assertThat(config.groups().getLast().selection()).isEqualTo("least-loaded");
    assertThat(config.targets().groups()).hasSize(2);
    assertThat(config.clusters().getFirst().url()).hasToString("http://e:1");
  }

  @Test
  void emptySections_countAsLeftOut() {
    assertThat(
            read("front:\nrules: { defaultGroup: a }\ngroups: { a: }\nclusters:\n", Map.of())
                .front()
                .port())
        .isEqualTo(8080);
  }

  @Test
  void anchors_mayBeUsed() {
    BrokerConfig config =
        read(
            """
            rules: { defaultGroup: &g etl }
            clusters:
              - { name: a, group: *g, url: "http://a:1", labels: &l { x: y } }
              - { name: b, group: *g, url: "http://b:1", labels: *l }
            """,
            Map.of());

    assertThat(config.clusters().getLast().labels()).isEqualTo(Map.of("x", "y"));
  }

  @Test
  void secrets_areMasked_whereverTheyStand() {
    BrokerConfig config =
        read(
            """
            rules: { defaultGroup: a }
            groups: { a: }
            store: { url: "jdbc:h2:tcp://me:hunter2@db/s;USER=me;PASSWORD=hunter2;X=y", password: hunter2 }
            """,
            Map.of());

    assertThat(config.effective())
        .contains("jdbc:h2:tcp://me:****@db/s;USER=me;PASSWORD=****;X=y")
        .doesNotContain("hunter2");
    assertThat(config.toString()).doesNotContain("hunter2");
    assertThat(Secrets.maskUrl("jdbc:h2:mem:x;PASSWORD=hunter2;MODE=MySQL"))
        .isEqualTo("jdbc:h2:mem:x;PASSWORD=****;MODE=MySQL");
  }

  @Test
  void file_isReadFromDisk(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"), "\uFEFFrules: { defaultGroup: a }\ngroups: { a: }\n");

    assertThat(new ConfigReader(Map.of(), 1).read(file))
        .isInstanceOfSatisfying(
            Valid.class,
            valid ->
                assertThat(valid.config().rules().directory()).isEqualTo(folder.resolve("rules")));
  }

  @Test
  void fileThatCannotBeRead_isAProblem(@TempDir Path folder) throws IOException {
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "rules: é".getBytes(StandardCharsets.ISO_8859_1));
    Path huge = Files.write(folder.resolve("huge.yaml"), new byte[(4 << 20) + 1]);
    Path none = folder.resolve("none.yaml");

    assertThat(problem(none))
        .isEqualTo(none + ": no such file (expected: the path of a configuration file)");
    assertThat(problem(latin)).isEqualTo(latin + ": not UTF-8 (expected: YAML in UTF-8)");
    assertThat(problem(huge)).isEqualTo(huge + ": 4194305 bytes (expected: at most 4194304 bytes)");
    assertThat(problem(folder)).startsWith(folder + ": can't be read: ");
  }

  private static String problem(Path file) {
    var invalid = (Invalid) new ConfigReader(Map.of(), 1).read(file);
    return invalid.problems().getFirst().toString();
  }
}
