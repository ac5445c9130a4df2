package io.steward.serving;

import io.steward.schema.RawTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An inference request of the Open Inference Protocol v2, checked against the model.
 *
 * @param id what the client calls it; given back in the answer
 * @param outputs the outputs that are asked for; empty for all
 */
record InferenceRequest(@Nullable String id, RawTable rows, Set<String> outputs) {}
