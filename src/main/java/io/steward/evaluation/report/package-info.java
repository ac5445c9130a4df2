/**
 * One report of an evaluation, for people: the verdict in words, the pictures, and the tables, all
 * from the stored results of the steps.
 */
@NullMarked
package io.steward.evaluation.report;

import org.jspecify.annotations.NullMarked;
