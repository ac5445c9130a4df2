package io.steward.workers.evaluation;

import io.steward.artifact.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the process decided by, against what the evidence says. */
final class GateDifferences {
  private GateDifferences() {}

  /** What the process had otherwise than the evidence, the charter and the ledger have it. */
  static List<String> between(
      RecordGate.Request request,
      GateFacts facts,
      String tier,
      int loops,
      RecordGate.Outcome decided) {
    List<String> differences = new ArrayList<>();
    Map<?, ?> right = Json.read(Json.bytes(facts), Map.class);
    Map<?, ?> given = Json.read(Json.bytes(request.gate()), Map.class);
    right.forEach(
        (name, value) -> {
          Object there = given.get(name);
          if (!String.valueOf(value).equals(String.valueOf(there)) && !isSame(value, there)) {
            differences.add("gate.%s was %s, the evidence says %s".formatted(name, there, value));
          }
        });
    if (!tier.equals(request.riskTier())) {
      differences.add(
          "riskTier was %s, the signed charter gives %s".formatted(request.riskTier(), tier));
    }
    if (loops != request.loops()) {
      differences.add(
          "loops was %d, the ledger has %d ways back".formatted(request.loops(), loops));
    }
    if (!decided.equals(request.gateResult())) {
      differences.add(
          "gateResult was %s, the table says %s"
              .formatted(request.gateResult().outcome(), decided.outcome()));
    }
    return differences;
  }

  private static boolean isSame(@Nullable Object one, @Nullable Object other) {
    return one instanceof Number a
        && other instanceof Number b
        && a.doubleValue() == b.doubleValue();
  }
}
