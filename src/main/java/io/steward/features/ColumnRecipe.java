package io.steward.features;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.steward.schema.ColumnKind;
import io.steward.schema.RawTable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How one raw column becomes features. The constants were fitted on the training part only. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NumberRecipe.class, name = "number"),
  @JsonSubTypes.Type(value = TextRecipe.class, name = "one-hot"),
  @JsonSubTypes.Type(value = EncodedRecipe.class, name = "encoded"),
  @JsonSubTypes.Type(value = DateRecipe.class, name = "date-parts"),
  @JsonSubTypes.Type(value = NGramRecipe.class, name = "hashed-ngrams")
})
public sealed interface ColumnRecipe
    permits NumberRecipe, TextRecipe, EncodedRecipe, DateRecipe, NGramRecipe {

  /** The raw column's name. */
  String column();

  /** The names of the features that the column becomes, in order. */
  @JsonIgnore
  List<String> featureNames();

  /** What the model reads: a number, or a text (also where the column holds dates). */
  @JsonIgnore
  default ColumnKind kind() {
    return this instanceof NumberRecipe ? ColumnKind.NUMBER : ColumnKind.TEXT;
  }

  /**
   * A raw value such as training may have seen, for trying a model out: a {@link Double} or a
   * {@link String}; null, for missing, once in twenty times.
   */
  default @Nullable Object sample(RandomGenerator random) {
    return RawCells.sample(this, random);
  }

  /** What writes the features of these rows to where the places say. */
  RowWriter writer(RawTable rows, Places places);

  /** Writes the features of some rows, so that a few rows at a time get all their features. */
  @FunctionalInterface
  interface RowWriter {
    /**
     * @param from the first row
     * @param to the row after the last
     */
    void write(int from, int to);
  }

  /**
   * Where features go.
   *
   * @param x one array a row
   * @param places for each feature of the recipe the position in a row; −1 if it is left out
   * @param first which of them is the column's first feature
   */
  record Places(double[][] x, int[] places, int first) {
    /** The position of the column's i-th feature, or −1. */
    int of(int feature) {
      return places[first + feature];
    }

    /** Writes the i-th feature of a row, unless it is left out. */
    void put(int row, int feature, double value) {
      int place = of(feature);
      if (place >= 0) {
        x[row][place] = value;
      }
    }
  }
}
