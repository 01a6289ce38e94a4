package io.sluice.rules.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.trino.sql.ReservedIdentifiers;
import io.trino.sql.tree.Statement;
import java.io.File;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Fails when a newer grammar has what our tables lack. */
class StatementKindTest {
  @Test
  void everyStatementOfTheGrammar_hasAKind() throws Exception {
    Set<String> inGrammar =
        classesBeside(Statement.class).stream()
            .filter(Statement.class::isAssignableFrom)
            .filter(type -> !Modifier.isAbstract(type.getModifiers()))
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    Set<String> known =
        Arrays.stream(StatementKind.values())
            .flatMap(kind -> kind.statement().stream())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());

    assertThat(known).isEqualTo(inGrammar).hasSizeGreaterThan(70);
  }

  private static List<Class<?>> classesBeside(Class<?> type) throws Exception {
    var classes = new ArrayList<Class<?>>();
    String path = type.getPackageName().replace('.', '/') + "/";
    try (var jar =
        new JarFile(new File(type.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(path) && name.endsWith(".class")) {
          String className = name.substring(0, name.length() - ".class".length());
          classes.add(Class.forName(className.replace('/', '.'), false, type.getClassLoader()));
        }
      }
    }
    return classes;
  }

  @Test
  void reservedWords_areThoseOfTheGrammar() {
    assertThat(Vocabulary.RESERVED).isEqualTo(ReservedIdentifiers.reservedIdentifiers());
  }
}
