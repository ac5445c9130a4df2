package io.steward.features;

/**
 * Why a column is used as it is.
 *
 * @param used whether the model sees the column
 * @param features the number of features it becomes
 * @param explanation a sentence that says what is done and why
 */
public record ColumnChoice(String column, boolean used, int features, String explanation) {}
