package io.sluice.samples.demo.engine;

import io.sluice.rules.fact.Dialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An engine that can be run here, in a version that is known to work: its parts resolve from Maven
 * Central, its connectors fit, and it runs on the Java that runs Sluice. The first two make the
 * demo; tests run the others beside them, without connectors.
 */
public enum Engine {
  TRINO("483", Dialect.TRINO, "StartTrino.java", List.of("tpch", "memory")),
  PRESTO("0.287", Dialect.PRESTO, "StartPresto.java", List.of("tpch", "memory")),
  OLDER_TRINO("476", Dialect.TRINO, "StartTrino.java", List.of()),
  NEWER_PRESTO("0.296", Dialect.PRESTO, "StartPresto.java", List.of());

  private static final List<String> SMALL_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djdk.attach.allowAttachSelf=true",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private final String version;
  private final Dialect dialect;
  private final String launcher;

  @SuppressWarnings("ImmutableEnumChecker") // a List can't say that it is one that nobody changes
  private final List<String> connectors;

  Engine(String version, Dialect dialect, String launcher, List<String> connectors) {
    this.version = version;
    this.dialect = dialect;
    this.launcher = launcher;
    this.connectors = List.copyOf(connectors);
  }

  public String version() {
    return version;
  }

  public Dialect dialect() {
    return dialect;
  }

  /** What it is called in file names and messages, such as {@code trino}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The catalogs that every process of it has. */
  public List<String> catalogs() {
    return connectors;
  }

  /** The recipe that Maven resolves: a POM whose modules each become a folder of jars. */
  String recipe() {
    return word() + ".xml";
  }

  /** The folder of the coordinator's jars. */
  String serverFolder() {
    return word() + "-server";
  }

  /** The folder of a connector's jars. */
  String connectorFolder(String connector) {
    return word() + "-" + connector;
  }

  /** All files of the recipe. */
  List<String> recipeFiles() {
    return Stream.concat(
            Stream.of(recipe(), serverFolder() + ".xml", "launch/ParentWatch.java", launcherFile()),
            connectors.stream().map(connector -> connectorFolder(connector) + ".xml"))
        .toList();
  }

  String launcherFile() {
    return "launch/" + launcher;
  }

  /** Plugin classes whose jars don't name themselves as services, by connector. */
  Map<String, String> unannouncedPlugins() {
    return switch (dialect) {
      case TRINO ->
          Map.of(
              "tpch", "io.trino.plugin.tpch.TpchPlugin",
              "memory", "io.trino.plugin.memory.MemoryPlugin");
      case PRESTO -> Map.of();
    };
  }

  /**
   * Heap sizes that a tpch query survives: its text pool takes 300 MB at once, for which the
   * default split of a small heap has no room.
   */
  List<String> jvmArguments() {
    Stream<String> own =
        switch (dialect) {
          case TRINO -> Stream.of("-Xmx700m", "-Xmn96m", "--add-modules=jdk.incubator.vector");
          case PRESTO ->
              Stream.concat(
                  Stream.of("-Xmx1000m", "-Xmn128m"),
                  Stream.of(
                          "java.io",
                          "java.lang",
                          "java.lang.ref",
                          "java.lang.reflect",
                          "java.net",
                          "java.nio",
                          "java.security",
                          "java.util",
                          "javax.security.auth",
                          "jdk.internal.loader",
                          "sun.nio.ch")
                      .map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted));
        };
    return Stream.concat(SMALL_JVM.stream(), own).toList();
  }
}
