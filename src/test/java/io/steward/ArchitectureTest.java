package io.steward;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The boundaries of the core. Dependencies point one way, and each library has one home. */
@AnalyzeClasses(packages = "io.steward", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  /** From the bottom to the top: each package may use those before it. */
  private static final String[] ORDER = {
    "artifact",
    "schema",
    "charter",
    "proposal",
    "metrics",
    "data",
    "features",
    "bundle",
    "training",
    "evaluation",
    "monitoring",
    "governance"
  };

  @ArchTest static final ArchRule PACKAGES_USE_ONLY_THOSE_BELOW = order();

  @ArchTest
  static final ArchRule THERE_ARE_NO_CYCLES =
      slices().matching("io.steward.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DEPLOYMENT_KNOWS_BUNDLES_AND_NOT_HOW_THEY_ARE_MADE =
      noClasses()
          .that()
          .resideInAPackage("io.steward.deployment..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "io.steward.data..",
                  "io.steward.features..",
                  "io.steward.training..",
                  "io.steward.evaluation..",
                  "io.steward.monitoring.."));

  @ArchTest
  static final ArchRule THE_CORE_KNOWS_NO_FRAMEWORK =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..", "io.camunda..", "io.vertx..", "picocli.."));

  @ArchTest
  static final ArchRule SMILE_LIVES_IN_TRAINING = home("smile..", "io.steward.training..");

  @ArchTest
  static final ArchRule LIGHTGBM_LIVES_IN_TRAINING =
      noClasses()
          .that(not(resideInAnyPackage("io.steward.training.algorithm..")))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.github.metarank.lightgbm4j..", "com.microsoft.ml.."));

  @ArchTest
  static final ArchRule DUCKDB_LIVES_WHERE_DATA_IS_READ =
      home("org.duckdb..", "io.steward.data..", "io.steward.features..", "io.steward.monitoring..");

  @ArchTest
  static final ArchRule THE_STORE_CLIENT_LIVES_IN_ARTIFACT =
      home("io.minio..", "io.steward.artifact..");

  @ArchTest
  static final ArchRule HTTP_OF_THE_STORE_CLIENT_LIVES_IN_ARTIFACT =
      home("okhttp3..", "io.steward.artifact..");

  @ArchTest
  static final ArchRule ONNX_LIVES_IN_BUNDLE = home("ai.onnxruntime..", "io.steward.bundle..");

  @ArchTest
  static final ArchRule NOBODY_WRITES_TO_THE_CONSOLE =
      com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  private static ArchRule home(String library, String... packages) {
    return noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat(resideInAPackage(library))
        .allowEmptyShould(true);
  }

  private static ArchRule order() {
    var layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : ORDER) {
      layers = layers.layer(name).definedBy("io.steward." + name + "..");
    }
    layers = layers.layer("deployment").definedBy("io.steward.deployment..");
    for (int i = 0; i < ORDER.length; i++) {
      String[] above = new String[ORDER.length - i];
      System.arraycopy(ORDER, i + 1, above, 0, above.length - 1);
      above[above.length - 1] = "deployment";
      layers = layers.whereLayer(ORDER[i]).mayOnlyBeAccessedByLayers(above);
    }
    return layers.whereLayer("deployment").mayNotBeAccessedByAnyLayer();
  }
}
