package io.steward.data;

import io.steward.artifact.ArtifactStore;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposals;
import io.steward.proposal.RowCondition;
import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds newly collected data against what the last evaluation proposed to collect: are there more
 * of these rows than in the data that was evaluated? What was done is said; what was not done needs
 * the answer of a person, because the next round would learn the same from the same rows.
 */
public final class ProposalCheck {
  /** The rule of a finding about a proposal that was followed. */
  public static final String FOLLOWED = "proposal-followed";

  /** The rule of a finding about a proposal that was not, or of which it cannot be said. */
  public static final String OPEN = "proposal-open";

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+([.][0-9]+)?([eE]-?[0-9]+)?");

  private final ArtifactStore store;
  private final DataEngine engine;
  private final Dialect sql;

  /** A check of snapshots in this store. */
  public ProposalCheck(ArtifactStore store, DataEngine engine) {
    this.store = store;
    this.engine = engine;
    this.sql = engine.dialect();
  }

  /**
   * One finding a proposal that is about data, in their order.
   *
   * @param before the data that was evaluated
   * @param now the data that was collected since; may be the same
   */
  public List<DataFinding> check(Proposals proposals, Snapshot before, Snapshot now) {
    List<DataFinding> findings = new ArrayList<>();
    for (Proposal proposal : proposals.of(Proposal.Stage.DATA)) {
      findings.add(
          switch (proposal.kind()) {
            case COLLECT_ROWS -> rows(proposal, before, now);
            case COLLECT_COLUMNS -> columns(proposal, before, now);
            default -> finding(proposal, before.rows(), now.rows(), "rows in all");
          });
    }
    return findings;
  }

  private DataFinding rows(Proposal proposal, Snapshot before, Snapshot now) {
    List<String> missing =
        proposal.rows().stream()
            .map(RowCondition::column)
            .filter(column -> before.column(column).isEmpty() || !alike(column, before, now))
            .distinct()
            .toList();
    if (!missing.isEmpty()) {
      return new DataFinding(
          Severity.REVIEW,
          OPEN,
          missing.getFirst(),
          proposed(proposal)
              + "Whether there are more such rows cannot be said, because the old and the new data"
              + " do not both have a column '"
              + String.join("', '", missing)
              + "' of the same kind.",
          0);
    }
    return finding(
        proposal, count(before, proposal.rows()), count(now, proposal.rows()), "such rows");
  }

  private static boolean alike(String column, Snapshot before, Snapshot now) {
    return before.column(column).equals(now.column(column));
  }

  private static DataFinding columns(Proposal proposal, Snapshot before, Snapshot now) {
    String added =
        now.columns().stream()
            .map(ColumnSchema::name)
            .filter(name -> before.column(name).isEmpty())
            .collect(Collectors.joining("', '"));
    return added.isEmpty()
        ? open(proposal, "The new data has no further column.", 0)
        : followed(proposal, "The new data has further columns: '" + added + "'.", 0);
  }

  private static DataFinding finding(Proposal proposal, long before, long now, String what) {
    if (now > before) {
      return followed(
          proposal, "The new data has %d %s, the last had %d.".formatted(now, what, before), now);
    }
    return open(
        proposal,
        "The new data has %d %s, no more than the last (%d).".formatted(now, what, before),
        now);
  }

  private static DataFinding followed(Proposal proposal, String words, long rows) {
    return new DataFinding(Severity.INFO, FOLLOWED, null, proposed(proposal) + words, rows);
  }

  private static DataFinding open(Proposal proposal, String words, long rows) {
    return new DataFinding(
        Severity.REVIEW,
        OPEN,
        null,
        proposed(proposal)
            + words
            + " Collect again when there are more, or accept the data and say why.",
        rows);
  }

  private static String proposed(Proposal proposal) {
    return "The last evaluation proposed: " + proposal.words() + " ";
  }

  private long count(Snapshot snapshot, List<RowCondition> conditions) {
    try (Workspace workspace = new Workspace(store, engine)) {
      String where =
          conditions.stream()
              .map(condition -> "(" + predicate(condition, snapshot) + ")")
              .collect(Collectors.joining(" AND "));
      return engine
          .query(
              "SELECT count(*) AS n FROM %s%s"
                  .formatted(
                      engine.relation(workspace.fetch(snapshot.parquet())),
                      where.isEmpty() ? "" : " WHERE " + where))
          .getFirst()
          .whole("n");
    }
  }

  private String predicate(RowCondition condition, Snapshot snapshot) {
    String column = sql.name(condition.column());
    boolean number = snapshot.kind(condition.column()) == ColumnKind.NUMBER;
    String missing = number ? column + " IS NULL" : "coalesce(" + column + ", '') = ''";
    String tested =
        switch (condition.is()) {
          case BELOW -> column + " < " + limit(condition);
          case AT_LEAST -> column + " >= " + limit(condition);
          case ONE_OF -> column + " IN (" + values(condition, snapshot) + ")";
          case NONE_OF ->
              column + " IS NULL OR " + column + " NOT IN (" + values(condition, snapshot) + ")";
          case MISSING -> missing;
          case PRESENT -> "NOT (" + missing + ")";
        };
    return condition.orMissing() ? tested + " OR " + missing : tested;
  }

  private String limit(RowCondition condition) {
    return sql.number(Optional.ofNullable(condition.number()).orElseThrow());
  }

  private String values(RowCondition condition, Snapshot snapshot) {
    boolean numbers = snapshot.kind(condition.column()) == ColumnKind.NUMBER;
    List<String> values =
        condition.texts().stream()
            .filter(text -> !numbers || NUMBER.matcher(text).matches())
            .map(text -> numbers ? sql.number(Double.parseDouble(text)) : sql.text(text))
            .toList();
    return values.isEmpty() ? "NULL" : String.join(", ", values);
  }
}
