/**
 * The signed budget of training: an account a run of time, money and candidates, kept in the store,
 * from which workers reserve before each candidate and during it.
 */
@NullMarked
package io.steward.training.budget;

import org.jspecify.annotations.NullMarked;
