package io.steward.workers.web;

import io.steward.training.Making;
import io.steward.training.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a model was made, as a page shows it.
 *
 * @param limits what is not reproduced, in sentences
 */
record ProvenanceView(List<Line> lines, List<String> limits) {
  private static final int MOST_NAMED = 8;

  /** A line of the list. */
  record Line(String name, String value) {}

  static ProvenanceView of(Provenance provenance) {
    Making making = provenance.making();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("Selected", "%s (%s)".formatted(making.candidate(), making.settings())));
    lines.add(new Line("Model", making.model().toString()));
    lines.add(
        new Line(
            "Seeds",
            "%d of the charter, %d of the candidate; %d folds"
                .formatted(making.seed(), making.candidateSeed(), making.folds())));
    lines.add(new Line("Snapshot", making.snapshot().toString()));
    lines.add(new Line("Split", making.split().toString()));
    lines.add(new Line("Features", making.recipe().toString()));
    making.wavesInWords().forEach(wave -> lines.add(new Line("Search", wave)));
    lines.add(new Line("Code", making.codeVersion()));
    lines.add(
        new Line(
            "Libraries",
            new TreeMap<>(making.libraries())
                .entrySet().stream()
                    .map(library -> library.getKey() + " " + library.getValue())
                    .collect(Collectors.joining(", "))));
    for (Provenance.MadeOn made : provenance.machines()) {
      lines.add(
          new Line(
              "Machine",
              "Java %s. It did %s.".formatted(made.machine().inWords(), did(made.did()))));
    }
    return new ProvenanceView(lines, making.limits());
  }

  /** The first ones by name: a search can have hundreds. */
  private static String did(List<String> did) {
    int more = did.size() - MOST_NAMED;
    return more <= 0
        ? String.join(", ", did)
        : String.join(", ", did.subList(0, MOST_NAMED)) + " and " + more + " more";
  }
}
