/**
 * How far training is, where every process can see it: written by whoever trains a candidate, read
 * by whoever is asked. Nothing of it is evidence, and no result depends on it.
 */
@NullMarked
package io.steward.training.progress;

import org.jspecify.annotations.NullMarked;
