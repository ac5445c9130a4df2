package io.steward.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.steward.serving", importOptions = DoNotIncludeTests.class)
class ServingBoundaryTest {
  /** What starts fast must not drag in training, data engines or protobuf. */
  @ArchTest
  static final ArchRule servingUsesTheBundleFormatOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.steward.serving..",
              "io.steward.artifact..",
              "io.steward.schema..",
              "io.steward.bundle..",
              "io.steward.features..",
              "io.steward.monitoring..",
              "io.vertx..",
              "com.fasterxml.jackson..",
              "org.slf4j..",
              "org.jspecify..",
              "java..");

  /** Of the recipe and of monitoring, only the records and the request log. */
  @ArchTest
  static final ArchRule onlyRecordsOfFeaturesAndMonitoring =
      classes()
          .should()
          .onlyDependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are no services of features or monitoring",
                  type ->
                      !(type.getPackageName().equals("io.steward.features")
                              || type.getPackageName().equals("io.steward.monitoring"))
                          || type.getSimpleName().endsWith("Recipe")
                          || type.getSimpleName().startsWith("RequestLog")));
}
