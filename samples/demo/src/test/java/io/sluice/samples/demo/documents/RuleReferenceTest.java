package io.sluice.samples.demo.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Decision;
import io.sluice.rules.decision.Flag;
import io.sluice.rules.decision.Speaker;
import io.sluice.rules.fact.Cluster;
import io.sluice.rules.fact.Group;
import io.sluice.rules.fact.Learned;
import io.sluice.rules.fact.Moment;
import io.sluice.rules.fact.Query;
import io.sluice.rules.fact.Sql;
import io.sluice.rules.fact.Table;
import io.sluice.rules.fact.Tag;
import io.sluice.rules.fact.Team;
import io.sluice.rules.fact.Usage;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keeps the tables of docs/rules.md complete. */
class RuleReferenceTest {
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
  private static final Pattern WORD = Pattern.compile("decision\\.(\\w+)\\(.*");

  private final String document = Document.at(Document.REPOSITORY.resolve("docs/rules.md")).text();

  @ParameterizedTest
  @ValueSource(
      classes = {
        Query.class,
        Sql.class,
        Tag.class,
        Table.class,
        Team.class,
        Usage.class,
        Learned.class,
        Moment.class,
        Group.class,
        Cluster.class
      })
  void fact_isListedWithAllItsFields_inTheirOrder(Class<?> fact) {
    List<String> fields =
        Arrays.stream(fact.getRecordComponents()).map(component -> component.getName()).toList();

    assertThat(firstCells("### " + fact.getSimpleName())).containsExactlyElementsOf(fields);
  }

  @Test
  void words_areThoseOfADecision() {
    List<String> words =
        Arrays.stream(Decision.class.getDeclaredMethods())
            .filter(RuleReferenceTest::isWord)
            .map(Method::getName)
            .distinct()
            .toList();

    assertThat(firstCells("## Words").stream().map(cell -> WORD.matcher(cell).replaceAll("$1")))
        .containsExactlyInAnyOrderElementsOf(words);
  }

  /** A word returns nothing; what tells whose words come next is for the engine. */
  private static boolean isWord(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && method.getReturnType() == void.class
        && !List.of(method.getParameterTypes()).contains(Speaker.class);
  }

  @Test
  void flags_areAllExplained() {
    assertThat(firstCells("## Limits"))
        .containsExactlyElementsOf(Arrays.stream(Flag.values()).map(Flag::name).toList());
  }

  /** The first column of the table below a heading. */
  private List<String> firstCells(String heading) {
    int start = document.indexOf("\n" + heading + "\n");
    assertThat(start).as("heading %s", heading).isNotNegative();
    int end = document.indexOf("\n#", start + heading.length());
    String section = document.substring(start, end < 0 ? document.length() : end);
    return FIRST_CELL.matcher(section).results().map(match -> match.group(1)).toList();
  }
}
