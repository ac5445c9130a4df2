package io.steward.training;

/**
 * A trained candidate as a part of an ensemble.
 *
 * @param candidate as it was planned; its seed is what it is fitted again with
 * @param result what came of it; its hyperparameters are what it is fitted again with
 * @param outOfFold the bytes of its {@link OutOfFold}; empty if it is not usable
 */
public record Member(Candidate candidate, CandidateResult result, byte[] outOfFold) {}
