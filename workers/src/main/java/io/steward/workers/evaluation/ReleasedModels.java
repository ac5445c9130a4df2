package io.steward.workers.evaluation;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.bundle.Bundle;
import io.steward.bundle.BundleReader;
import io.steward.bundle.ModelVersion;
import io.steward.bundle.OnnxScorer;
import io.steward.charter.Charter;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.evaluation.AskedModel;
import io.steward.evaluation.DecisionExplainer;
import io.steward.evaluation.DecisionExplanation;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Explains decisions of released models: of the very bundle that is served, whose signature and
 * parts are verified each time. Safe for several threads.
 */
@Component
public class ReleasedModels {
  /** Training samples that are kept; each is a few thousand rows. */
  private static final int KEPT = 4;

  private final StepJournal journal;
  private final BundleReader bundles;
  private final TrainingSamples samples;
  private final Map<Digest, RawTable> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, RawTable> eldest) {
          return size() > KEPT;
        }
      };

  public ReleasedModels(StepJournal journal, BundleReader bundles, TrainingSamples samples) {
    this.journal = journal;
    this.bundles = bundles;
    this.samples = samples;
  }

  /** The bundle of a version, verified. */
  public Bundle open(ModelVersion version) {
    return bundles.open(version.bundle());
  }

  /**
   * Explains rows.
   *
   * @param rows all columns that the model reads
   */
  public List<DecisionExplanation> explain(Bundle bundle, RawTable rows, boolean counterfactuals) {
    Charter charter = journal.read(bundle.manifest().parts().charter(), Charter.class);
    try (OnnxScorer scorer = bundle.scorer()) {
      return new DecisionExplainer(
              charter, bundle.manifest().classes(), AskedModel.of(scorer), sample(bundle, charter))
          .explain(rows, counterfactuals);
    }
  }

  /** The columns that a client may send: those of the data that the model was made from. */
  public List<ColumnSchema> columns(Bundle bundle) {
    return journal.read(bundle.manifest().parts().snapshot(), Snapshot.class).columns();
  }

  private RawTable sample(Bundle bundle, Charter charter) {
    synchronized (kept) {
      RawTable known = kept.get(bundle.digest());
      if (known != null) {
        return known;
      }
    }
    RawTable drawn =
        samples.of(
            journal.read(bundle.manifest().parts().split(), Split.class),
            bundle.manifest().inputs().stream().map(ColumnSchema::name).toList(),
            charter);
    synchronized (kept) {
      kept.put(bundle.digest(), drawn);
    }
    return drawn;
  }
}
