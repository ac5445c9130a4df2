package io.steward.governance;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.CharterChanges;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which charter a run was signed for, as the ledger has it. A process variable can be changed by
 * hand; what the business owner decided cannot.
 *
 * <p>The charter that counts is the one of the last decision about the problem, if that was to
 * approve: after a revision the new sign-off takes the place of the old one. What people may change
 * without signing anew (a granted budget, dropped columns) lies beside the charter and leaves its
 * digest as it is.
 */
public final class SignedCharters {
  /** Type of the ledger entry of a decision that counts. */
  public static final String DECISION = "decision";

  /** The user task at which a charter is signed. */
  public static final String SIGN_OFF = "sign-off-problem";

  /** Type of the ledger entry of a refusal. */
  public static final String REFUSED = "charter-refused";

  private static final String APPROVE = "approve";

  private final Ledger ledger;
  private final ArtifactStore store;

  public SignedCharters(Ledger ledger, ArtifactStore store) {
    this.ledger = ledger;
    this.store = store;
  }

  /** The digest of the charter that the run is signed for; nothing if it is signed for none. */
  public Optional<Digest> of(RunId run) {
    return ledger.of(run).stream()
        .filter(entry -> entry.type().equals(DECISION) && SIGN_OFF.equals(entry.fact("userTask")))
        .reduce((earlier, later) -> later)
        .filter(entry -> APPROVE.equals(entry.fact("decision")))
        .map(entry -> Digest.parse(entry.fact("subject")));
  }

  /**
   * The signed charter, if it is the one that is used.
   *
   * @param used the digest of the charter that a step was given
   * @param where the step, for the record
   * @throws CharterNotSignedException if it is another one, or none is signed; the ledger has it
   *     then
   */
  public Charter require(RunId run, Digest used, String where) {
    Optional<Digest> signed = of(run);
    if (signed.filter(used::equals).isPresent()) {
      return Json.read(store.get(used), Charter.class);
    }
    throw refusal(run, used, where, signed.orElse(null));
  }

  private CharterNotSignedException refusal(
      RunId run, Digest used, String where, @Nullable Digest signed) {
    List<String> changes = signed == null ? List.of() : changes(signed, used);
    String message =
        signed == null
            ? ("The last decision about the problem of %s is no approval, so no charter is signed for"
                    + " it, but '%s' was given the charter %s. Nothing is judged by a charter that"
                    + " nobody signed. Have the business owner sign it in '%s', or cancel the run.")
                .formatted(run, where, used, SIGN_OFF)
            : ("The charter that '%s' was given is not the signed one: the business owner of %s signed"
                    + " %s, the variable charterDigest is %s. What differs: %s. Set charterDigest"
                    + " back to the signed digest in Operate, in this instance and in that of"
                    + " MlLifecycleProcess, and retry; or cancel the run, and start and sign one"
                    + " with the changed charter.")
                .formatted(where, run, signed, used, String.join("; ", changes));
    Map<String, Object> facts = new TreeMap<>();
    facts.put("step", where);
    facts.put("used", used.toString());
    facts.put("signed", signed == null ? "" : signed.toString());
    facts.put("differences", changes);
    facts.put("reason", message);
    ledger.append(
        new LedgerEvent(
            REFUSED,
            run,
            "process",
            facts,
            String.join(
                "-",
                REFUSED,
                run.value(),
                where,
                used.hex(),
                signed == null ? "none" : signed.hex())));
    return new CharterNotSignedException(message);
  }

  /** What differs; the other digest may be anything. */
  private List<String> changes(Digest signed, Digest used) {
    Charter before = Json.read(store.get(signed), Charter.class);
    try {
      return CharterChanges.between(before, Json.read(store.get(used), Charter.class));
    } catch (RuntimeException e) {
      return List.of("under the other digest there is no charter in the store");
    }
  }
}
