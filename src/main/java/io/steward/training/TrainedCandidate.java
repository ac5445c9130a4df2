package io.steward.training;

/**
 * A candidate after training.
 *
 * @param onnx the bytes of {@code model.onnx}; empty if the candidate is not usable
 * @param outOfFold the bytes of its {@link OutOfFold}; empty if the candidate is not usable
 */
public record TrainedCandidate(CandidateResult result, byte[] onnx, byte[] outOfFold) {}
