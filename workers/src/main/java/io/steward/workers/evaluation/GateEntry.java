package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.charter.Charter;
import io.steward.proposal.Proposals;
import io.steward.workers.engine.TableAnswer;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger holds of a gate.
 *
 * @param charter the signed one
 * @param gate the digest of the inputs with all that is proposed
 * @param proposed the digest of the proposals
 * @param outcome what counts; another one than the table's answer where something was refused
 */
record GateEntry(
    Charter charter,
    GateFacts inputs,
    String riskTier,
    int loops,
    Digest gate,
    Digest proposed,
    Proposals proposals,
    TableAnswer answer,
    RecordGate.Outcome outcome) {

  Map<String, Object> facts(RecordGate.Request request) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("decision", answer.decision());
    facts.put("version", answer.version());
    facts.put("versionKey", Long.toString(answer.key()));
    facts.put("rule", answer.rule());
    facts.put("ruleNumber", answer.ruleNumber());
    facts.put("inputs", Json.read(Json.bytes(inputs), Map.class));
    facts.put("riskTier", riskTier);
    facts.put("loops", loops);
    facts.put("charter", request.charterDigest().toString());
    facts.put("success", Json.read(Json.bytes(charter.success()), Map.class));
    facts.put("model", request.modelDigest().toString());
    facts.put("gate", gate.toString());
    facts.put("proposals", proposed.toString());
    facts.put(
        "proposed",
        proposals.proposals().stream()
            .map(proposal -> proposal.kind() + ": " + proposal.subject())
            .toList());
    facts.put("outcome", outcome.outcome());
    facts.put("reason", outcome.reason());
    return facts;
  }
}
