package io.sluice.rules;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.concurrent.Executor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@AnalyzeClasses(packages = "io.sluice.rules", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  /** What an operator adds to the classes that rules may call has to be looked up by name. */
  private static final String ALLOWED = ".*\\.language\\.Allowed(Method)?";

  @ArchTest
  static final ArchRule engine_types_stay_in_one_package =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.rules.drools")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("io.sluice.rules.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule rules_know_no_wire_no_store_and_no_thread =
      noClasses()
          .that()
          .haveNameNotMatching(ALLOWED)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.hc..", "java.net.http..", "java.sql..", "javax.sql..", "jakarta..")
          .orShould()
          .dependOnClassesThat(
              resideInAPackage("java.net")
                  .and(not(equivalentTo(URLDecoder.class).or(equivalentTo(URLEncoder.class)))))
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class);

  @ArchTest
  static final ArchRule rules_read_no_clock_and_reflect_on_nothing =
      noClasses()
          .that()
          .haveNameNotMatching(ALLOWED)
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.reflect", "java.lang.invoke")
          .allowEmptyShould(true);

  /** The second wall: text of rules can't become code where nothing can compile it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.mvel2.MVEL",
        "org.mvel.MVEL",
        "org.drools.mvel.MVELDialectRuntimeData",
        "org.drools.compiler.kie.builder.impl.KieServicesImpl",
        "org.eclipse.jdt.internal.compiler.Compiler",
        "com.thoughtworks.xstream.XStream"
      })
  void no_compiler_is_on_the_class_path(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }
}
