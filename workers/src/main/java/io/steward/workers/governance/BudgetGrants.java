package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.training.SearchRecord;
import io.steward.training.budget.BudgetExtension;
import io.steward.workers.governance.DecisionRules.Verdict;
import io.steward.workers.job.JobContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * What people grant beside the budget of the charter: judged when it is decided, written into the
 * ledger with the decision, and read from there, so that no process variable can grant anything.
 */
@Component
public class BudgetGrants {
  /** The user task at which a budget is extended. */
  static final String EXTEND_BUDGET = "extend-budget";

  private static final String EXTEND = "extend";
  private static final String TIME = "additionalTime";
  private static final String MONEY = "additionalMoney";
  private static final String CANDIDATES = "additionalCandidates";

  /** The form's fields, which have the same names in the ledger. */
  static final List<String> FIELDS = List.of(TIME, MONEY, CANDIDATES);

  private final StepJournal journal;
  private final Ledger ledger;

  public BudgetGrants(StepJournal journal, Ledger ledger) {
    this.journal = journal;
    this.ledger = ledger;
  }

  /**
   * A decision of the ledger that extends a budget.
   *
   * @param decision the user task's id
   */
  public record Grant(String decision, BudgetExtension extension) {}

  /**
   * The verdict on a decision with what was granted in it.
   *
   * @param facts what the ledger holds beside the decision; empty where nothing is granted
   */
  record Judged(Verdict verdict, Map<String, Object> facts) {}

  /** Judges what an accepted decision grants; other decisions stay as they are. */
  Judged judge(UserTaskRule rule, Verdict verdict, JobContext job, String subject) {
    if (!rule.userTask().equals(EXTEND_BUDGET)
        || !verdict.accepted()
        || !verdict.decision().equals(EXTEND)) {
      return new Judged(verdict, Map.of());
    }
    BudgetExtension.Reading reading =
        BudgetExtension.read(
            field(job, TIME),
            field(job, MONEY),
            field(job, CANDIDATES),
            Set.copyOf(journal.read(Digest.parse(subject), SearchRecord.class).usedUp()));
    if (!reading.faults().isEmpty()) {
      return new Judged(
          new Verdict(false, String.join(" ", reading.faults()), "", verdict.decision()), Map.of());
    }
    Map<String, Object> facts = new TreeMap<>();
    facts.put(TIME, reading.extension().time().toString());
    facts.put(MONEY, reading.extension().money().toPlainString());
    facts.put(CANDIDATES, Integer.toString(reading.extension().candidates()));
    return new Judged(verdict, facts);
  }

  /** What was granted in a run, the oldest first. */
  public List<Grant> of(RunId run) {
    List<Grant> grants = new ArrayList<>();
    for (LedgerEntry entry : ledger.of(run)) {
      if (entry.type().equals(Decisions.DECIDED)
          && EXTEND_BUDGET.equals(entry.fact("userTask"))
          && EXTEND.equals(entry.fact("decision"))) {
        BudgetExtension.Reading reading =
            BudgetExtension.read(
                entry.fact(TIME), entry.fact(MONEY), entry.fact(CANDIDATES), Set.of());
        grants.add(new Grant(entry.fact("task"), reading.extension()));
      }
    }
    return grants;
  }

  private static String field(JobContext job, String name) {
    return job.variable(name).orElse("");
  }
}
