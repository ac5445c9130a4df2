/**
 * The model server: loads signed bundles, answers the Open Inference Protocol v2 from raw columns,
 * and logs what it answered for monitoring. Starts fast and stays small: of the core it uses the
 * store, the bundle format, the recipe's records and the request log, and nothing else.
 */
@NullMarked
package io.steward.serving;

import org.jspecify.annotations.NullMarked;
