package io.steward.training.algorithm;

import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;

/**
 * Rows in the library's own form. One schema a model: a model that is asked with two schemas from
 * several threads answers wrongly without a word.
 */
final class Frames {
  private static final String TARGET = "y";

  private final StructType schema;

  Frames(int features) {
    this.schema =
        new StructType(
            IntStream.range(0, features)
                .mapToObj(j -> new StructField(name(j), DataTypes.DoubleType))
                .toArray(StructField[]::new));
  }

  static Formula formula() {
    return Formula.lhs(TARGET);
  }

  /** One row of features. The tuple reads the array, so changing it changes the tuple. */
  Tuple tuple(double[] features) {
    return Tuple.of(schema, features);
  }

  static DataFrame withValues(TrainingData data) {
    return frame(data, new DoubleVector(TARGET, data.y()));
  }

  static DataFrame withClasses(TrainingData data, int[] classes) {
    return frame(data, new IntVector(TARGET, classes));
  }

  private static DataFrame frame(TrainingData data, ValueVector target) {
    ValueVector[] columns = columns(data);
    columns[data.features()] = target;
    return new DataFrame(columns);
  }

  /** The features as columns, and a free place after them. */
  private static ValueVector[] columns(TrainingData data) {
    ValueVector[] columns = new ValueVector[data.features() + 1];
    for (int j = 0; j < data.features(); j++) {
      double[] column = new double[data.rows()];
      for (int i = 0; i < column.length; i++) {
        column[i] = data.x()[i][j];
      }
      columns[j] = new DoubleVector(name(j), column);
    }
    return columns;
  }

  private static String name(int feature) {
    return "x" + feature;
  }
}
