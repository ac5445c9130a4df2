package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.steward.artifact.Digest;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How raw columns become features: fitted once, then applied identically in training, evaluation,
 * serving and monitoring.
 *
 * @param format always {@link #FORMAT}
 * @param fittedOn the digest of the Parquet blob with the rows it was fitted on
 * @param columns in the order of the features
 * @param interactions their features come after those of all columns
 * @param kept which of all features the selection left, ascending, from 0
 * @param featureNames the names of the features that were kept, in order
 * @param round 0 for the plain recipe; each later round is richer
 * @param choices of every column of the source, why it is used as it is
 */
public record FeatureRecipe(
    String format,
    Digest fittedOn,
    List<ColumnRecipe> columns,
    List<Interaction> interactions,
    List<Integer> kept,
    List<String> featureNames,
    int round,
    List<ColumnChoice> choices) {
  /** The format that this version writes and reads. */
  public static final String FORMAT = "steward-recipe/2";

  public FeatureRecipe {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "The recipe's format is '"
              + format
              + "', this version reads "
              + FORMAT
              + ". Run the lifecycle again to fit one.");
    }
    columns = List.copyOf(columns);
    interactions = List.copyOf(interactions);
    kept = List.copyOf(kept);
    featureNames = List.copyOf(featureNames);
    choices = List.copyOf(choices);
    List<String> all = allNames(columns, interactions);
    List<String> expected = kept.stream().map(all::get).toList();
    if (!expected.equals(featureNames)) {
      throw new IllegalArgumentException(
          "The feature names " + featureNames + " are not those of the columns: " + expected);
    }
  }

  /** A recipe of these columns. */
  public static FeatureRecipe of(Digest fittedOn, List<ColumnRecipe> columns, int round) {
    return of(fittedOn, columns, List.of(), round, List.of());
  }

  /** A recipe of these columns and interactions, without selection. */
  static FeatureRecipe of(
      Digest fittedOn,
      List<ColumnRecipe> columns,
      List<Interaction> interactions,
      int round,
      List<ColumnChoice> choices) {
    List<String> names = allNames(columns, interactions);
    List<Integer> all = IntStream.range(0, names.size()).boxed().toList();
    return new FeatureRecipe(FORMAT, fittedOn, columns, interactions, all, names, round, choices);
  }

  /** This recipe with a selection of all its features. */
  FeatureRecipe keeping(List<Integer> selected, List<ColumnChoice> explained) {
    List<String> all = allNames(columns, interactions);
    List<String> names = selected.stream().map(all::get).toList();
    return new FeatureRecipe(
        FORMAT, fittedOn, columns, interactions, selected, names, round, explained);
  }

  /** This recipe with other words about its columns. */
  FeatureRecipe withChoices(List<ColumnChoice> explained) {
    return new FeatureRecipe(
        FORMAT, fittedOn, columns, interactions, kept, featureNames, round, explained);
  }

  /** This recipe before its selection. */
  FeatureRecipe unselected() {
    return of(fittedOn, columns, interactions, round, choices);
  }

  /** The columns that the features need, in order. */
  @JsonIgnore
  public List<ColumnRecipe> usedColumns() {
    int[] places = places();
    Set<String> used = new HashSet<>();
    int at = 0;
    for (ColumnRecipe column : columns) {
      for (int i = column.featureNames().size(); i > 0; i--) {
        if (places[at++] >= 0) {
          used.add(column.column());
        }
      }
    }
    for (Interaction interaction : interactions) {
      if (places[at++] >= 0) {
        used.add(interaction.left());
        used.add(interaction.right());
      }
    }
    return columns.stream().filter(column -> used.contains(column.column())).toList();
  }

  /** The raw columns that are read, in order. */
  @JsonIgnore
  public List<ColumnSchema> inputs() {
    return usedColumns().stream()
        .map(column -> new ColumnSchema(column.column(), column.kind()))
        .toList();
  }

  /**
   * A column that is used, and where its features are.
   *
   * @param places for each of its features the position among those that were kept; −1 if it was
   *     not
   */
  public record Used(ColumnRecipe column, int[] places) {}

  /** The columns that are used, in order. */
  @JsonIgnore
  public List<Used> used() {
    int[] places = places();
    List<String> names = usedColumns().stream().map(ColumnRecipe::column).toList();
    List<Used> used = new ArrayList<>();
    int at = 0;
    for (ColumnRecipe column : columns) {
      int features = column.featureNames().size();
      if (names.contains(column.column())) {
        used.add(new Used(column, Arrays.copyOfRange(places, at, at + features)));
      }
      at += features;
    }
    return used;
  }

  /** For each of all features its position among those that were kept; −1 if it was not. */
  public int[] places() {
    int[] places = new int[allNames(columns, interactions).size()];
    Arrays.fill(places, -1);
    for (int i = 0; i < kept.size(); i++) {
      places[kept.get(i)] = i;
    }
    return places;
  }

  /** The number column of this name, which an interaction refers to. */
  public NumberRecipe number(String column) {
    return columns.stream()
        .filter(recipe -> recipe.column().equals(column) && recipe instanceof NumberRecipe)
        .map(NumberRecipe.class::cast)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The recipe has no number column '" + column + "' for an interaction."));
  }

  private static List<String> allNames(List<ColumnRecipe> columns, List<Interaction> interactions) {
    List<String> names = new ArrayList<>();
    Stream.concat(
            columns.stream().flatMap(column -> column.featureNames().stream()),
            interactions.stream().map(Interaction::featureName))
        .forEach(names::add);
    return names;
  }
}
