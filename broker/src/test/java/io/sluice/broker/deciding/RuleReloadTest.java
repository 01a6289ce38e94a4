package io.sluice.broker.deciding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.broker.store.Store;
import io.sluice.broker.store.StoreSettings;
import io.sluice.broker.version.MemoryFile;
import io.sluice.broker.version.RuleArchive;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start of the rules beside a store that is not open. */
@Timeout(20)
final class RuleReloadTest {
  private static final Targets THERE = new Targets(Set.of(new GroupName("etl")), Set.of());

  private final Queue<ClosableRules> compiled = new ConcurrentLinkedQueue<>();
  @TempDir private Path folder;

  private Compilation compile(RuleFiles files, Targets targets) {
    var rules = new ClosableRules(files.version());
    compiled.add(rules);
    return new Compilation.Compiled(rules, List.of());
  }

  private RuleReload reload() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.drl"), "rule");
    var closed = new Store(new StoreSettings("jdbc:h2:mem:none", "", "", 1, Duration.ofSeconds(1)));
    return new RuleReload(
        new RuleDirectory(rules),
        this::compile,
        () -> THERE,
        RuleArchive.in(closed),
        new MemoryFile(folder.resolve("memory.json")),
        false,
        "a",
        () -> Instant.EPOCH,
        0);
  }

  @Test
  void whatBeganEarly_comesIntoForce_andIsCompiledOnce() throws IOException {
    try (RuleReload reload = reload()) {
      reload.begin(THERE);

      assertThat(reload.load()).isEmpty();

      assertThat(compiled).hasSize(1).noneMatch(ClosableRules::isClosed);
      assertThat(reload.active().ruleSet()).isSameAs(compiled.peek());
    }
    assertThat(compiled).allMatch(ClosableRules::isClosed);
  }

  @Test
  void whatBeganForAnotherFleet_decidesNothing() throws IOException {
    ClosableRules inForce;
    try (RuleReload reload = reload()) {
      reload.begin(new Targets(Set.of(new GroupName("bi")), Set.of()));

      assertThat(reload.load()).isEmpty();

      inForce = (ClosableRules) reload.active().ruleSet();
      assertThat(inForce.isClosed()).isFalse();
    }
    assertThat(compiled).contains(inForce).allMatch(ClosableRules::isClosed);
  }
}
