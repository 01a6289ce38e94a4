package io.sluice.broker.deciding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.rules.fact.ClusterName;
import io.sluice.rules.fact.GroupName;
import io.sluice.rules.ruleset.Compilation;
import io.sluice.rules.ruleset.RuleFile;
import io.sluice.rules.ruleset.RuleFiles;
import io.sluice.rules.ruleset.RuleSet;
import io.sluice.rules.ruleset.Targets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With an executor whose tasks the test runs. */
final class EarlyCompilationTest {
  private static final RuleFiles FILES = files("rule");
  private static final Targets TARGETS = targets("etl");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<ClosableRules> compiled = new ArrayList<>();
  private boolean failing;
  private final EarlyCompilation early = new EarlyCompilation(this::compile);

  private static RuleFiles files(String text) {
    return new RuleFiles(List.of(new RuleFile("a.drl", text)));
  }

  private static Targets targets(String group) {
    return new Targets(Set.of(new GroupName(group)), Set.of(new ClusterName("a")));
  }

  private Compilation compile(RuleFiles files, Targets targets) {
    if (failing) {
      throw new IllegalStateException("no compiler");
    }
    var rules = new ClosableRules(files.version());
    compiled.add(rules);
    return new Compilation.Compiled(rules, List.of());
  }

  private RuleSet use(RuleFiles files, Targets targets) {
    return ((Compilation.Compiled) early.compile(files, targets)).ruleSet();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void whatWasBegun_isHandedOver_once() {
    early.begin(FILES, TARGETS, tasks::add);
    assertThat(compiled).isEmpty();
    runTasks();

    RuleSet first = use(files("rule"), targets("etl"));
    RuleSet second = use(FILES, TARGETS);

    assertThat(compiled).containsExactly((ClosableRules) first, (ClosableRules) second);
    assertThat(first).isNotSameAs(second);
    early.forget();
    assertThat(compiled).noneMatch(rules -> rules.isClosed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"other files", "other targets"})
  void somethingElse_isCompiled_andWhatWasBegunWaits(String difference) {
    early.begin(FILES, TARGETS, tasks::add);
    runTasks();

    RuleSet other =
        difference.equals("other files") ? use(files("new"), TARGETS) : use(FILES, targets("bi"));

    assertThat(compiled).hasSize(2).last().isSameAs(other);
    assertThat(use(FILES, TARGETS)).isSameAs(compiled.getFirst());
  }

  @Test
  void whatNobodyAskedFor_isClosed_alsoWhenItIsReadyLater() {
    early.begin(FILES, TARGETS, tasks::add);
    early.forget();
    runTasks();

    assertThat(compiled).hasSize(1).allMatch(rules -> rules.isClosed());
  }

  @Test
  void whatIsBegunAnew_closesWhatWasBegunBefore() {
    early.begin(files("old"), TARGETS, tasks::add);
    early.begin(FILES, TARGETS, tasks::add);
    runTasks();

    assertThat(compiled.stream().map(rules -> rules.isClosed())).containsExactly(true, false);
  }

  @Test
  void earlyFailure_isMetAgain_byWhoeverAsks() {
    failing = true;
    early.begin(FILES, TARGETS, tasks::add);
    runTasks();

    assertThatThrownBy(() -> early.compile(FILES, TARGETS)).hasMessage("no compiler");
    failing = false;
    assertThat(use(FILES, TARGETS).version()).isEqualTo(FILES.version());
  }
}
