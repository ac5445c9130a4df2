package io.steward.governance;

import io.steward.governance.DossierEvidence.Digests;

/** Puts together what is approved. The same evidence gives the same dossier, byte for byte. */
public final class DossierAssembler {
  private DossierAssembler() {}

  /** The dossier with its model card. */
  public static Dossier assemble(DossierEvidence evidence) {
    Digests digests = evidence.digests();
    return new Dossier(
        evidence.run(),
        digests.charter(),
        digests.snapshot(),
        digests.dataCheck(),
        digests.learnability(),
        digests.bias(),
        digests.dropped(),
        digests.split(),
        digests.recipe(),
        digests.plan(),
        digests.model(),
        digests.evaluation(),
        digests.fairness(),
        digests.segments(),
        digests.robustness(),
        digests.explanation(),
        digests.comparison(),
        digests.report(),
        evidence.choice().algorithm(),
        evidence.governance().riskTier(),
        ModelCard.markdown(evidence));
  }
}
