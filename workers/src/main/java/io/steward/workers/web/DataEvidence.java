package io.steward.workers.web;

import io.steward.charter.Charter;
import io.steward.data.DataProfile;
import io.steward.data.DroppedColumns;
import io.steward.data.contract.DataCheckReport;
import io.steward.evaluation.BiasReport;
import io.steward.training.LearnabilityReport;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the data of a run: the results of the last round. A part is null as long as its
 * step is not done.
 */
record DataEvidence(
    String run,
    @Nullable Charter charter,
    DataProfile profile,
    @Nullable DataCheckReport check,
    @Nullable LearnabilityReport learnability,
    @Nullable BiasReport bias,
    @Nullable DroppedColumns dropped) {}
