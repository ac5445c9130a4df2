package io.steward.governance;

import io.steward.artifact.Digest;

/**
 * What one person decided about a dossier.
 *
 * @param role the role in which it was decided
 * @param user who decided
 * @param decision {@link #APPROVE}, {@link #CHANGES} or {@link #REJECT}
 * @param dossierDigest the dossier that was shown
 * @param comment why; may be empty for an approval
 */
public record Approval(
    String role, String user, String decision, Digest dossierDigest, String comment) {
  public static final String APPROVE = "approve";
  public static final String CHANGES = "changes";
  public static final String REJECT = "reject";
}
