package io.sluice.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sluice.admin", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("io.sluice.admin.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ofSluice_onlyFactsDecisionsAndRuleSetsAreKnown =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.sluice.broker..", "org.kie..", "org.drools..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hc..", "java.sql..", "io.trino..");

  @ArchTest
  static final ArchRule jerseyAndGrizzly_areKnownWhereTheServerIsPutTogether =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.sluice.admin")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.glassfish..");

  @ArchTest
  static final ArchRule classes_areFinal =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveModifier(JavaModifier.FINAL);
}
