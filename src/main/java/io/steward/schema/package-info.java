/** Columns and rows as every other part sees them. */
@NullMarked
package io.steward.schema;

import org.jspecify.annotations.NullMarked;
