package io.sluice.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rules.decision.Decision;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lists of fields and words are written by hand; nothing may be missing from them. */
class CompletenessTest {

  @Test
  void every_field_of_every_fact_can_be_read() {
    var types = new FactTypes();
    assertThat(types.names())
        .containsExactlyInAnyOrder(
            "Query", "Sql", "Moment", "Tag", "Table", "Team", "Usage", "Learned", "Group",
            "Cluster");
    for (String name : types.names()) {
      FactType type = types.find(name).orElseThrow();
      List<String> components =
          Arrays.stream(type.javaType().getRecordComponents())
              .map(RecordComponent::getName)
              .toList();
      assertThat(type.properties().keySet())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(components);
    }
  }

  @Test
  void every_word_of_a_decision_can_be_said() {
    var words =
        Arrays.stream(Decision.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == void.class)
            .map(Method::getName)
            .filter(name -> !name.equals("listenTo"))
            .collect(Collectors.toSet());
    assertThat(new Vocabulary().names()).containsExactlyInAnyOrderElementsOf(words);
  }
}
