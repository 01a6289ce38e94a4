package io.sluice.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/sluice in a checkout whose Maven and Java are small scripts. */
class LauncherTest {
  private static final Instant EARLIER = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path checkout = Path.of("");

  /** What a run printed, and how it ended. */
  record Run(int code, String out, String err) {}

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = folder.resolve("a checkout");
    Files.createDirectories(checkout.resolve("bin"));
    script("bin/sluice", Files.readString(Path.of("../bin/sluice")));
    script("bin/java25", "#!/bin/sh\ncd \"$(dirname \"$0\")/../jdk\" && pwd\n");
    script(
        "jdk/bin/java",
        """
        #!/bin/sh
        for a in "$@"; do
          echo "[$a]"
          case $a in
            -XX:AOTCacheOutput=*)
              echo "cache" > "${a#*=}"
              [ ! -f forgets ] || exit 1 ;;
          esac
        done
        """);
    script(
        "mvnw",
        """
        #!/bin/sh
        echo "maven $*"
        [ ! -f fail ] || exit 1
        mkdir -p broker/target samples/demo/target
        echo "$PWD/rules/target/rules.jar" > broker/target/classpath
        cp broker/target/classpath samples/demo/target/classpath
        """);
    for (String file : List.of("pom.xml", "rules/src/main/java/Tag.java")) {
      Path path = checkout.resolve(file);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, "");
    }
    age(checkout.resolve("pom.xml"), EARLIER);
    age(checkout.resolve("rules/src/main/java/Tag.java"), EARLIER);
    age(checkout.resolve("rules/src/main/java"), EARLIER);
    age(checkout.resolve("rules/src/main"), EARLIER);
  }

  private void script(String name, String text) throws IOException {
    Path file = checkout.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void age(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private Run run(Path launcher, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("SLUICE_JAVA_OPTS");
    builder.environment().remove("SLUICE_CLASSPATH");
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int code = builder.start().waitFor();
    return new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    return run(checkout.resolve("bin/sluice"), arguments);
  }

  @Test
  void firstUse_builds_andStartsJavaWithTheArgumentsAsTheyAre() throws Exception {
    Run first = run("serve", "--config", "my file.yaml");

    assertThat(first.code()).isZero();
    assertThat(first.err())
        .startsWith("sluice: nothing is built yet; building with ./mvnw package")
        .contains("maven -q -Dmaven.test.skip=true");
    assertThat(first.out())
        .isEqualTo(
            """
            [-XX:+ExitOnOutOfMemoryError]
            [-XX:+UseCompactObjectHeaders]
            [-XX:TrimNativeHeapInterval=30000]
            [--sun-misc-unsafe-memory-access=allow]
            [-cp]
            [%1$s/broker/target/sluice-broker.jar:%1$s/rules/target/rules.jar]
            [io.sluice.broker.Main]
            [serve]
            [--config]
            [my file.yaml]
            """
                .formatted(checkout.toRealPath()));
  }

  @Test
  void nextUse_doesNotBuild() throws Exception {
    run();

    assertThat(run("check").err()).isEmpty();
  }

  @Test
  void changedOrRemovedSource_isBuilt() throws Exception {
    run();
    Path classpath = checkout.resolve("broker/target/classpath");
    age(classpath, LATER);
    assertThat(run().err()).isEmpty();

    age(checkout.resolve("rules/src/main/java/Tag.java"), LATER.plusSeconds(1));
    assertThat(run().err()).startsWith("sluice: sources have changed; building");

    Files.delete(checkout.resolve("rules/src/main/java/Tag.java"));
    age(classpath, LATER);
    assertThat(run().err()).startsWith("sluice: sources have changed; building");
  }

  @Test
  void movedCheckout_isBuiltAgain() throws Exception {
    run();
    checkout = Files.move(checkout, folder.resolve("moved"));

    assertThat(run().err()).startsWith("sluice: the folder has moved; building");
    assertThat(run().err()).isEmpty();
  }

  @Test
  void failedBuild_startsNothing() throws Exception {
    Files.writeString(checkout.resolve("fail"), "");

    Run failed = run("check");

    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).endsWith("sluice: the build failed; the reason stands above\n");
  }

  @Test
  void demo_isTheMainClass_whereItExists() throws Exception {
    addDemo();

    assertThat(run().out())
        .contains("/samples/demo/target/sluice-demo.jar:", "[io.sluice.samples.demo.Main]");
  }

  private void addDemo() throws IOException {
    Path main = checkout.resolve("samples/demo/src/main/java/io/sluice/samples/demo/Main.java");
    Files.createDirectories(main.resolveSibling(""));
    Files.writeString(main, "");
  }

  @Test
  void build_rehearsesAStart_andLaterStartsUseItsCache() throws Exception {
    addDemo();

    Run built = run("check");

    assertThat(built.err())
        .endsWith("sluice: rehearsing a start, so that all later ones are fast\n");
    Path target = checkout.toRealPath().resolve("samples/demo/target");
    assertThat(target.resolve("rehearsal.log"))
        .content()
        .contains(
            "[-XX:AOTCacheOutput=%s/sluice.aot]".formatted(target),
            "[io.sluice.samples.demo.Rehearsal]");
    String used = "[-Xlog:aot*=off]\n[-XX:AOTCache=%s/sluice.aot]".formatted(target);
    assertThat(built.out()).contains(used);
    assertThat(run("check")).isEqualTo(new Run(0, built.out(), ""));
  }

  @Test
  void addedJars_standAfterThoseOfTheCache() throws Exception {
    addDemo();
    run();
    environment.put("SLUICE_CLASSPATH", "/mine.jar");

    assertThat(run().out()).contains("[-XX:AOTCache=", "/rules/target/rules.jar:/mine.jar]");
    assertThat(checkout.resolve("samples/demo/target/rehearsal.log"))
        .content()
        .doesNotContain("/mine.jar");
  }

  @Test
  void failedRehearsal_leavesNoCache_andStartsAllTheSame() throws Exception {
    addDemo();
    Files.writeString(folder.resolve("forgets"), "");

    Run built = run("check");

    assertThat(built.code()).isZero();
    assertThat(built.err())
        .contains("sluice: starts will take longer, as the rehearsal failed;")
        .contains("/samples/demo/target/rehearsal.log says why");
    assertThat(built.out())
        .doesNotContain("AOT")
        .contains("[io.sluice.samples.demo.Main]\n[check]");
    assertThat(checkout.resolve("samples/demo/target/sluice.aot")).doesNotExist();
  }

  @Test
  void links_areFollowed() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout/bin/sluice"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Path second = Files.createSymbolicLink(other.resolve("second"), link);

    assertThat(run(second, "check").out()).endsWith("[io.sluice.broker.Main]\n[check]\n");
  }
}
