/**
 * Data collection and understanding: sources, immutable snapshots, profiles, contract checks,
 * splits and the sealed holdout, all behind the data-engine seam.
 */
@NullMarked
package io.steward.data;

import org.jspecify.annotations.NullMarked;
