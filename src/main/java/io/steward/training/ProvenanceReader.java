package io.steward.training;

import com.fasterxml.jackson.databind.JsonNode;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.Machine;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.charter.Charter;
import io.steward.data.Split;
import io.steward.training.Making.Wave;
import io.steward.training.Provenance.MadeOn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads from the journal of a run how its model was made. What a round left stays as it is, so the
 * answer for a selection is always the same, also after later rounds.
 */
public final class ProvenanceReader {
  /** The steps whose records are read. */
  private static final String PLAN = "plan-candidates";

  private static final String TRAIN = "train-candidate";

  private final StepJournal journal;
  private final Map<String, String> libraries;

  /**
   * @param libraries the versions of the libraries that results depend on, by name
   */
  public ProvenanceReader(StepJournal journal, Map<String, String> libraries) {
    this.journal = journal;
    this.libraries = Map.copyOf(libraries);
  }

  /** A plan with the record of its step. */
  private record Planned(StepRecord record, CandidatePlan plan) {}

  /**
   * The provenance of the selected model.
   *
   * @throws IllegalStateException if the journal does not hold what the selection was made from
   */
  public Provenance of(RunId run, Selection selection) {
    List<StepRecord> records = journal.of(run);
    Map<Digest, String> ids = new HashMap<>();
    selection.leaderboard().forEach(candidate -> ids.put(Json.digest(candidate), candidate.id()));
    List<StepRecord> trained =
        records.stream()
            .filter(record -> record.step().equals(TRAIN) && ids.containsKey(record.result()))
            .toList();
    Digest bestResult = Json.digest(selection.best());
    StepRecord best =
        trained.stream()
            .filter(record -> record.result().equals(bestResult))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "The journal of %s has no training of %s. The selection is not of this run."
                            .formatted(run, selection.best().id())));
    List<Planned> plans = plans(records, selection, best.inputs());
    return new Provenance(
        making(selection, best, plans.stream().map(p -> wave(p, ids)).toList(), plans),
        machines(plans, trained, best, ids));
  }

  private Making making(
      Selection selection, StepRecord record, List<Wave> waves, List<Planned> plans) {
    CandidateResult best = selection.best();
    Digest model = best.onnx();
    if (model == null) {
      throw new IllegalStateException("The selected candidate " + best.id() + " has no model.");
    }
    Digest charter = digest(record, "charter");
    Digest split = digest(record, "split");
    return new Making(
        charter,
        journal.read(split, Split.class).snapshot(),
        split,
        digest(record, "recipe"),
        model,
        best.id(),
        best.algorithm(),
        best.hyperparameters(),
        best.seed(),
        journal.read(charter, Charter.class).seed(),
        plans.stream().mapToInt(planned -> planned.plan().folds()).max().orElse(0),
        waves,
        record.codeVersion(),
        libraries,
        ReproductionLimits.of(selection, waves));
  }

  /** The plans of the round that the selection ended, from the same data and features. */
  private List<Planned> plans(List<StepRecord> records, Selection selection, JsonNode inputs) {
    Set<Digest> seen = new HashSet<>();
    List<Planned> same =
        records.stream()
            .filter(record -> record.step().equals(PLAN) && seen.add(record.result()))
            .filter(
                record ->
                    List.of("charter", "split", "recipe").stream()
                        .allMatch(name -> record.inputs().path(name).equals(inputs.path(name))))
            .map(record -> new Planned(record, journal.read(record.result(), CandidatePlan.class)))
            .toList();
    String best = selection.best().id();
    Set<Integer> rounds =
        same.stream()
            .filter(
                planned -> planned.plan().candidates().stream().anyMatch(c -> c.id().equals(best)))
            .map(planned -> planned.plan().round())
            .collect(Collectors.toSet());
    return same.stream()
        .filter(planned -> rounds.contains(planned.plan().round()))
        .sorted(
            Comparator.comparingInt((Planned planned) -> planned.plan().wave())
                .thenComparing(planned -> planned.record().startedAt()))
        .toList();
  }

  private static Wave wave(Planned planned, Map<Digest, String> ids) {
    Map<Boolean, List<String>> finished =
        planned.plan().candidates().stream()
            .map(Candidate::id)
            .collect(Collectors.partitioningBy(ids.values()::contains));
    return new Wave(
        planned.plan().round(),
        planned.plan().wave(),
        planned.record().result(),
        finished.getOrDefault(true, List.of()),
        finished.getOrDefault(false, List.of()));
  }

  private static List<MadeOn> machines(
      List<Planned> plans, List<StepRecord> trained, StepRecord best, Map<Digest, String> ids) {
    Map<Machine, List<String>> did = new LinkedHashMap<>();
    add(did, best, ids.getOrDefault(best.result(), ""));
    trained.forEach(record -> add(did, record, ids.getOrDefault(record.result(), "")));
    plans.forEach(planned -> add(did, planned.record(), PLAN));
    return did.entrySet().stream()
        .map(entry -> new MadeOn(entry.getKey(), entry.getValue().stream().distinct().toList()))
        .toList();
  }

  private static void add(Map<Machine, List<String>> did, StepRecord record, String what) {
    Machine machine = record.machine();
    if (machine != null) {
      did.computeIfAbsent(machine, _ -> new ArrayList<>()).add(what);
    }
  }

  private static Digest digest(StepRecord record, String name) {
    return Digest.parse(record.inputs().path(name).asText());
  }
}
