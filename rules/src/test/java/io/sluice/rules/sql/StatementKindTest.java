package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.trino.sql.ReservedIdentifiers;
import io.trino.sql.tree.Statement;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fails when a newer grammar has what our tables lack. */
class StatementKindTest {
  @Test
  void everyStatementOfTheGrammar_hasAKind() {
    Set<String> inGrammar =
        new ClassFileImporter()
            .importPackagesOf(Statement.class).stream()
                .filter(type -> type.isAssignableTo(Statement.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    Set<String> known =
        Arrays.stream(StatementKind.values())
            .flatMap(kind -> kind.statement().stream())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(known).isEqualTo(inGrammar).hasSizeGreaterThan(70);
  }

  @Test
  void reservedWords_areThoseOfTheGrammar() {
    assertThat(Vocabulary.RESERVED).isEqualTo(ReservedIdentifiers.reservedIdentifiers());
  }
}
