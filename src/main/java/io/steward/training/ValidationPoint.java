package io.steward.training;

/**
 * A point of a validation curve: how well a candidate does with one setting, all else the same.
 *
 * @param setting how many trees (of boosted trees; a class where each class has its own)
 * @param mean the primary metric before calibration, the mean over the folds
 * @param standardError of that mean
 */
public record ValidationPoint(double setting, double mean, double standardError) {}
