package io.steward.features;

import io.steward.artifact.ArtifactStore;
import io.steward.charter.Charter;
import io.steward.charter.FeaturePlan.ColumnPlan;
import io.steward.data.DataEngine;
import io.steward.data.PreparationRules;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.TrainingPart;
import io.steward.data.UnusableDataException;
import io.steward.data.Workspace;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Fits a recipe on the training rows, by aggregate queries: quantiles, moments and levels. The
 * constants are the same at any number of threads. What the charter does not decide is chosen by
 * what a column holds, each choice with its reason.
 *
 * <p>Round 0, the plain recipe: a missing number becomes the median; numbers are brought to mean 0
 * and deviation 1; dates become their parts; texts become one feature a level if there are at most
 * {@value #MAX_LEVELS}, else they are encoded by the target, or, where they are free text, their
 * words are counted. From round 1 on numbers are also clipped to their 1 % and 99 % quantiles,
 * those with one long tail go through ln(1 + x) or a power, and a column that has missing values
 * gets an indicator. A level needs {@value #MIN_LEVEL_ROWS} rows; from round 1 on {@value
 * #MIN_LEVEL_ROWS_RICH}. Columns that are empty or constant in the training rows are left out.
 */
public final class RecipeFitter {
  /** The most levels of one text column that get a feature each. */
  public static final int MAX_LEVELS = 50;

  /** The fewest rows that make a text a level in round 0. */
  public static final int MIN_LEVEL_ROWS = 5;

  /** The fewest rows that make a text a level from round 1 on. */
  public static final int MIN_LEVEL_ROWS_RICH = 3;

  private final ArtifactStore store;
  private final DataEngine engine;

  /** A fitter of recipes on Parquet blobs of this store. */
  public RecipeFitter(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
  }

  /** Fits on the training part of a split. */
  public FeatureRecipe fit(Charter charter, Split split, Snapshot snapshot, int round) {
    return fit(charter, split.trainingPart(), snapshot, round);
  }

  /**
   * Fits on these rows.
   *
   * @param round 0 for the plain recipe, greater for the richer one
   * @throws UnusableDataException if no column can become a feature, or the charter decides
   *     something that cannot be done with these columns (all such faults at once)
   */
  public FeatureRecipe fit(Charter charter, TrainingPart part, Snapshot snapshot, int round) {
    List<PreparationRules.Fault> faults = PreparationRules.faults(charter, snapshot);
    if (!faults.isEmpty()) {
      throw new UnusableDataException(
          "preparation-plan",
          faults.stream()
              .map(PreparationRules.Fault::message)
              .distinct()
              .collect(Collectors.joining(" ")));
    }
    Map<String, Fitted> fitted = fitted(charter, part, snapshot, round);
    List<ColumnRecipe> recipes = new ArrayList<>();
    List<ColumnChoice> choices = new ArrayList<>();
    for (ColumnSchema column : snapshot.columns()) {
      Fitted found = fitted.get(column.name());
      if (found == null) {
        found = Fitted.leftOut(FeatureColumns.reasonAgainst(charter, column));
      }
      ColumnRecipe recipe = found.recipe();
      if (recipe != null) {
        recipes.add(recipe);
      }
      int features = recipe == null ? 0 : recipe.featureNames().size();
      choices.add(new ColumnChoice(column.name(), features > 0, features, found.why()));
    }
    if (recipes.isEmpty()) {
      throw new UnusableDataException(
          "no-features",
          snapshot.sourceName()
              + " has no column that can become a feature: each is the target, an id, ignored,"
              + " protected, or empty or constant in the training rows. Change the roles in"
              + " the charter, or collect more columns.");
    }
    List<Interaction> interactions = interactions(charter, recipes, choices);
    FeatureRecipe recipe = FeatureRecipe.of(part.parquet(), recipes, interactions, round, choices);
    return charter.features().selection().active() ? selected(charter, recipe, part) : recipe;
  }

  private Map<String, Fitted> fitted(
      Charter charter, TrainingPart part, Snapshot snapshot, int round) {
    boolean rich = round > 0;
    List<ColumnSchema> columns = FeatureColumns.of(charter, snapshot);
    Map<String, Fitted> fitted = new HashMap<>();
    try (Workspace workspace = new Workspace(store, engine)) {
      String table = engine.relation(workspace.fetch(part.parquet()));
      numbers(charter, table, part.rows(), rich, columns, fitted);
      DateFitter dates = new DateFitter(engine, table, part.rows(), rich);
      ColumnSchema target =
          new ColumnSchema(charter.target().column(), snapshot.kind(charter.target().column()));
      TextFitter texts =
          new TextFitter(
              engine,
              table,
              part.rows(),
              rich ? MIN_LEVEL_ROWS_RICH : MIN_LEVEL_ROWS,
              TargetSums.of(engine, table, part.rows(), target, part.classes()));
      for (ColumnSchema column : columns) {
        ColumnPlan plan = charter.features().column(column.name());
        switch (column.kind()) {
          case NUMBER -> {}
          case DATE -> fitted.put(column.name(), dates.fit(column.name(), plan));
          case TEXT -> fitted.put(column.name(), texts.fit(column.name(), plan));
        }
      }
    }
    return fitted;
  }

  private void numbers(
      Charter charter,
      String table,
      long rows,
      boolean rich,
      List<ColumnSchema> columns,
      Map<String, Fitted> fitted) {
    List<String> names = new ArrayList<>();
    List<NumberFitter.Source> sources = new ArrayList<>();
    for (ColumnSchema column : columns) {
      if (column.kind() == ColumnKind.NUMBER) {
        names.add(column.name());
        sources.add(
            new NumberFitter.Source(
                engine.dialect().name(column.name()), charter.features().column(column.name())));
      }
    }
    List<NumberFitter.Result> results = new NumberFitter(engine, table, rows, rich).fit(sources);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      NumberFitter.Result result = results.get(i);
      fitted.put(
          name,
          result
              .steps()
              .map(
                  steps ->
                      new Fitted(new NumberRecipe(name, steps, result.indicator()), result.why()))
              .orElseGet(() -> Fitted.leftOut(result.why())));
    }
  }

  private static List<Interaction> interactions(
      Charter charter, List<ColumnRecipe> recipes, List<ColumnChoice> choices) {
    List<Interaction> interactions = new ArrayList<>();
    for (List<String> pair : charter.features().interactions()) {
      for (String name : pair) {
        if (recipes.stream().noneMatch(recipe -> recipe.column().equals(name))) {
          throw new UnusableDataException(
              "preparation-plan",
              "features.interactions: column '"
                  + name
                  + "' is empty or constant in the training rows. Remove the interaction from the"
                  + " charter.");
        }
      }
      Interaction interaction = new Interaction(pair.getFirst(), pair.getLast());
      interactions.add(interaction);
      choices.add(
          new ColumnChoice(
              interaction.featureName(),
              true,
              1,
              "The product of both features, because the charter says so."));
    }
    return interactions;
  }

  private FeatureRecipe selected(Charter charter, FeatureRecipe recipe, TrainingPart part) {
    FeatureSelector.Result result = new RecipeApplier(store, engine).select(charter, recipe, part);
    return recipe.keeping(
        Arrays.stream(result.kept()).boxed().toList(), SelectionReasons.explain(recipe, result));
  }
}
