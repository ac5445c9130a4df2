/**
 * The problem charter: what a business owner signs before any data is opened, and what binds every
 * later stage. Reading, validating and proposing it.
 */
@NullMarked
package io.steward.charter;

import org.jspecify.annotations.NullMarked;
