/**
 * Data contracts in the Open Data Contract Standard (ODCS) 3.1: read, proposed from a first
 * snapshot, kept in versions, and checked rule by rule.
 */
@NullMarked
package io.steward.data.contract;

import org.jspecify.annotations.NullMarked;
