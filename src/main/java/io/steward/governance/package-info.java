/**
 * The evidence: ledger, signing keys, model registry, runs, approvals and the dossier that is
 * approved.
 */
@NullMarked
package io.steward.governance;

import org.jspecify.annotations.NullMarked;
