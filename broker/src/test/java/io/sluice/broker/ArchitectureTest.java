package io.sluice.broker;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.sluice.rules.drools.RuleSetCompiler;

@AnalyzeClasses(packages = "io.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule rulesAndAdminApi_doNotKnowTheBroker =
      noClasses()
          .that()
          .resideInAnyPackage("io.sluice.rules..", "io.sluice.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sluice.broker..");

  @ArchTest
  static final ArchRule rules_doNotKnowTheAdminApi =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.sluice.admin..");

  @ArchTest
  static final ArchRule packages_haveNoCycles =
      slices().matching("io.sluice.broker.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule http_staysWhereBytesAreCarried =
      noClasses()
          .that()
          .resideInAPackage("io.sluice..")
          .and()
          .resideOutsideOfPackages(
              "io.sluice.broker.reactor",
              "io.sluice.broker.exchange",
              "io.sluice.broker.front",
              "io.sluice.broker.followup",
              "io.sluice.broker.statement",
              "io.sluice.broker.oauth",
              "io.sluice.broker.passage",
              "io.sluice.broker.querylist",
              "io.sluice.broker.site",
              "io.sluice.broker.spooling",
              "io.sluice.broker.uris",
              "io.sluice.broker.answer",
              "io.sluice.broker.probe",
              "io.sluice.broker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule brokersGraph_aloneKnowsHttpInItsPackage =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.broker")
          .and()
          .doNotHaveFullyQualifiedName("io.sluice.broker.Broker")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hc..");

  @ArchTest
  static final ArchRule ruleEngine_isKnownByItsCompilerOnly =
      noClasses()
          .that()
          .resideInAPackage("io.sluice.broker..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.drools..", "org.kie..")
                  .or(
                      resideInAPackage("io.sluice.rules.drools..")
                          .and(doNot(type(RuleSetCompiler.class)))));

  @ArchTest
  static final ArchRule nobody_sleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class);

  @ArchTest
  static final ArchRule onlyMain_endsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.sluice.broker.Main")
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule names_sayWhatThingsAre =
      noClasses()
          .that()
          .resideInAPackage("io.sluice..")
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Handler")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Base");

  @ArchTest
  static final ArchRule classes_areFinal =
      classes()
          .that()
          .resideInAPackage("io.sluice.broker..")
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .areNotAnonymousClasses()
          .and()
          .doNotHaveModifier(JavaModifier.ABSTRACT)
          .should()
          .haveModifier(JavaModifier.FINAL);
}
