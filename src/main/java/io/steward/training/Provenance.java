package io.steward.training;

import io.steward.artifact.Machine;
import java.util.List;

/**
 * How a model was made, and on which machines. The machines are recorded beside the making, because
 * two of them give the same model from the same making.
 *
 * @param machines each machine that took part, the one that made the selected model first
 */
public record Provenance(Making making, List<MadeOn> machines) {
  public Provenance {
    machines = List.copyOf(machines);
  }

  /**
   * What a machine did. Machines of the same kind are one.
   *
   * @param did the steps, and of candidates their ids
   */
  public record MadeOn(Machine machine, List<String> did) {
    public MadeOn {
      did = List.copyOf(did);
    }
  }
}
