package io.steward.workers.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a decision table answered.
 *
 * @param decision the table's id
 * @param version the engine's number of the deployed table, from 1
 * @param key the engine's key of that version
 * @param rule the id of the rule that matched; "" if none did
 * @param ruleNumber its place in the table, from 1; 0 if none matched
 * @param output the table's answer
 */
public record TableAnswer(
    String decision, int version, long key, String rule, int ruleNumber, JsonNode output) {}
