package io.steward.workers.run;

import io.steward.artifact.Digest;
import io.steward.artifact.StepJournal;
import io.steward.charter.Charter;
import io.steward.data.DroppedColumns;
import io.steward.data.Snapshot;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The signed charter, with the columns ignored that were dropped in the review of the data. */
@Component
public class WorkingCharter {
  private final StepJournal journal;

  public WorkingCharter(StepJournal journal) {
    this.journal = journal;
  }

  /**
   * The charter to work by.
   *
   * @param dropped the digest of what was dropped, or null if nothing was
   */
  public Charter of(Digest charter, @Nullable Digest dropped, Snapshot snapshot) {
    Charter signed = journal.read(charter, Charter.class);
    return dropped == null
        ? signed
        : journal.read(dropped, DroppedColumns.class).applyTo(signed, snapshot);
  }

  /** The inputs of a step, with what was dropped as one more where something was. */
  public static Map<String, Object> inputs(Map<String, Object> inputs, @Nullable Digest dropped) {
    return inputs(inputs, dropped, null);
  }

  /** The same, with what was proposed as one more where something was. */
  public static Map<String, Object> inputs(
      Map<String, Object> inputs, @Nullable Digest dropped, @Nullable Digest proposals) {
    Map<String, Object> all = new TreeMap<>(inputs);
    if (dropped != null) {
      all.put("dropped", dropped);
    }
    if (proposals != null) {
      all.put("proposals", proposals);
    }
    return all;
  }
}
