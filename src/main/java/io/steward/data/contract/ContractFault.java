package io.steward.data.contract;

/**
 * Something in a data contract that must be put right.
 *
 * @param path where, for example {@code schema[0].properties[3].logicalType}; empty if it is about
 *     the whole text
 * @param message what is wrong and what to write instead
 */
public record ContractFault(String path, String message) {}
