// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The house: what may use what, as ARCHITECTURE.md says. */
@AnalyzeClasses(
    packages = "org.greenheart",
    importOptions = {ImportOption.DoNotIncludeTests.class})
final class HouseTest {
  private static final String OURS = "org.greenheart..";
  private static final String PROTOCOLS = "org.greenheart.protocols..";
  private static final String REGULATION = "org.greenheart.regulation..";
  private static final String STORAGE = "org.greenheart.storage..";
  private static final String SERVER = "org.greenheart.server..";
  private static final String SIMULATOR = "org.greenheart.simulator..";

  @ArchTest
  static final ArchRule protocols_useTheJavaPlatformOnly =
      classes()
          .that()
          .resideInAPackage(PROTOCOLS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(PROTOCOLS, "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule protocols_doNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage(PROTOCOLS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..");

  @ArchTest
  static final ArchRule regulation_usesTheJavaPlatformOnly =
      classes()
          .that()
          .resideInAPackage(REGULATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(REGULATION, "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule regulation_doesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage(REGULATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..");

  @ArchTest static final ArchRule storage_standsAlone = usesOnly(STORAGE);

  @ArchTest static final ArchRule simulator_usesProtocols = usesOnly(SIMULATOR, PROTOCOLS);

  @ArchTest
  static final ArchRule server_usesTheModulesBelow =
      usesOnly(SERVER, PROTOCOLS, REGULATION, STORAGE);

  @ArchTest
  static final ArchRule engines_stayBehindTheirPorts =
      noClasses()
          .that()
          .resideOutsideOfPackage(STORAGE)
          .and()
          .resideOutsideOfPackage("org.greenheart.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.rocksdb..", "org.sqlite..", "org.jdbi..");

  @ArchTest
  static final ArchRule packagesOfTheServer_haveNoCycles =
      slices().matching("org.greenheart.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheRegulation_haveNoCycles =
      slices().matching("org.greenheart.regulation.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesOfTheStore_haveNoCycles =
      slices().matching("org.greenheart.storage.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packages_areFlatAndNamedAfterWhatTheyDo =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..util..",
              "..utils..",
              "..common..",
              "..impl..",
              "..manager..",
              "..helper..",
              "org.greenheart.*.*.*..");

  @ArchTest
  static final ArchRule nobodyReadsTheClockOfTheSystem =
      noClasses()
          .that(
              are(
                  not(
                      resideInAnyPackage(
                          "org.greenheart.launcher..", "org.greenheart.benchmarks.."))))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalTime.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("the server has one clock, and the demo may run it faster");

  @ArchTest
  static final ArchRule nobodyUsesTheOldDate =
      noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.util.Date");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      fields()
          .that()
          .areDeclaredInClassesThat(resideInAPackage(OURS))
          .should()
          .notBeAnnotatedWith("jakarta.inject.Inject")
          .because("constructors say what a class needs");

  private static ArchRule usesOnly(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage(OURS)
                .and(not(resideInAPackage(module)))
                .and(not(resideInAnyPackage(others))));
  }
}
