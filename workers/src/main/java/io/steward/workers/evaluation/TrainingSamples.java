package io.steward.workers.evaluation;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.data.DataEngine;
import io.steward.data.Snapshot;
import io.steward.data.Split;
import io.steward.data.TrainingSample;
import io.steward.evaluation.DecisionExplainer;
import io.steward.schema.RawTable;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rows of the training part that explanations are made against. */
@Component
public class TrainingSamples {
  private final ArtifactStore store;
  private final StepJournal journal;
  private final DataEngine engine;

  public TrainingSamples(ArtifactStore store, StepJournal journal, DataEngine engine) {
    this.store = store;
    this.journal = journal;
    this.engine = engine;
  }

  /**
   * A sample with these columns; the same split, columns and seed give the same rows.
   *
   * @param inputs the columns that the model reads
   */
  public RawTable of(Split split, List<String> inputs, Charter charter) {
    Snapshot snapshot = journal.read(split.snapshot(), Snapshot.class);
    return TrainingSample.draw(
        engine,
        store,
        split,
        snapshot.columns().stream().filter(column -> inputs.contains(column.name())).toList(),
        DecisionExplainer.SAMPLE,
        charter.seed());
  }
}
