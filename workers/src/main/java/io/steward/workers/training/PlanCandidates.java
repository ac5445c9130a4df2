package io.steward.workers.training;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepResult;
import io.steward.charter.Charter;
import io.steward.proposal.Proposal;
import io.steward.proposal.Proposals;
import io.steward.training.CandidatePlan;
import io.steward.training.CandidatePlanner;
import io.steward.training.CandidateResult;
import io.steward.training.SearchRecord;
import io.steward.training.budget.BudgetAccount;
import io.steward.training.budget.BudgetEntry.Closed;
import io.steward.training.budget.BudgetEntry.Opened;
import io.steward.training.budget.BudgetLimits;
import io.steward.training.budget.BudgetUse;
import io.steward.training.budget.Resource;
import io.steward.workers.governance.BudgetGrants;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.preparation.TrainingMatrices;
import io.steward.workers.run.WorkingCharter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * {@code plan-candidates}: what is trained next, within what is left of the budget. It is asked
 * before the first wave of candidates and after each one, and says whether to train, to select, or
 * to ask a person because the budget is used up.
 *
 * <p>Safe to repeat: a plan is a step of the journal, keyed by the results before it; the budget's
 * entries are written once for each job.
 */
@Component
public class PlanCandidates extends Step<PlanCandidates.Request, PlanCandidates.Response> {
  private static final Logger LOG = LoggerFactory.getLogger(PlanCandidates.class);
  private static final String TRAIN = "train";
  private static final String SELECT = "select";
  private static final String ASK = "ask";

  private final ArtifactStore store;
  private final StepJournal journal;
  private final TrainingMatrices matrices;
  private final BudgetGrants grants;
  private final TrainingBudget budget;

  public PlanCandidates(
      ArtifactStore store,
      StepJournal journal,
      TrainingMatrices matrices,
      BudgetGrants grants,
      TrainingBudget budget) {
    super("plan-candidates", Request.class, Response.class);
    this.store = store;
    this.journal = journal;
    this.matrices = matrices;
    this.grants = grants;
    this.budget = budget;
  }

  /**
   * @param loops how often the run came back: other candidates are tried then
   * @param planDigests the plans of the waves of this round so far; null or empty before the first
   * @param finishedCandidates what {@code train-candidate} returned for those that were finished
   * @param candidateResults what it returned in the last wave for all; says what stopped the others
   * @param proposalsDigest what the last evaluation proposed; null in the first round
   */
  public record Request(
      RunId runId,
      Digest charterDigest,
      Digest splitDigest,
      Digest recipeDigest,
      int loops,
      @Nullable List<Digest> planDigests,
      @Nullable List<TrainCandidate.Outcome> finishedCandidates,
      @Nullable List<TrainCandidate.@Nullable Outcome> candidateResults,
      @Nullable Digest proposalsDigest) {}

  /**
   * @param planDigest the plan of the last wave
   * @param planDigests the plans of all waves of the round, that one included
   * @param openCandidates the ids that are to be trained now, one a training job
   * @param trainingNext {@code train}, {@code select}, or {@code ask} for a person's decision
   * @param trainingUntil when the training time is over
   * @param searchDigest what ran so far and what it used: a {@link SearchRecord}
   * @param budgetUsedUp what is used up, for people; "" if nothing is
   * @param budgetLines the rows of the form's table
   */
  public record Response(
      Digest planDigest,
      List<Digest> planDigests,
      List<String> openCandidates,
      String trainingNext,
      @Nullable Instant trainingUntil,
      Digest searchDigest,
      String budgetUsedUp,
      List<BudgetLine> budgetLines) {}

  /** What is done next, before it is written down. */
  private record Turn(List<Digest> plans, List<String> open, String next, Set<Resource> usedUp) {}

  @Override
  public Weight weight() {
    return Weight.HEAVY;
  }

  @Override
  public Response work(Request request, JobContext job) {
    Charter charter = journal.read(request.charterDigest(), Charter.class);
    NavigableMap<String, Digest> results = FinishedCandidates.byId(request.finishedCandidates());
    Turn turn = turn(request, charter, results, job);
    if (turn.next().equals(SELECT)) {
      budget.close(request.runId(), request.loops(), turn.usedUp(), job);
    }
    return response(request, charter, turn, results);
  }

  private Turn turn(
      Request request, Charter charter, NavigableMap<String, Digest> results, JobContext job) {
    RunId run = request.runId();
    int round = request.loops();
    List<Digest> plans = request.planDigests() == null ? List.of() : request.planDigests();
    List<String> open =
        plans.isEmpty()
            ? List.of()
            : FinishedCandidates.missing(plan(plans.getLast()), results.keySet());
    BudgetAccount account = budget.with(grants.of(run), run, round);
    boolean goesOn =
        account.isExtendedSinceClosed(round) || TrainingBudget.isOpenedBy(job, account.open(round));
    if (!open.isEmpty() && !goesOn) {
      Set<Resource> usedUp =
          account.closed(round).map(Closed::usedUp).orElseGet(() -> usedUp(request, account, open));
      budget.close(run, round, usedUp, job);
      return new Turn(plans, open, charter.budget().stopsWhenUsedUp() ? SELECT : ASK, usedUp);
    }
    BudgetAccount opened = budget.open(run, round, charter, job);
    if (!open.isEmpty()) {
      return new Turn(plans, open, TRAIN, Set.of());
    }
    StepResult<CandidatePlan> next = next(request, charter, plans, opened);
    List<Digest> now = new ArrayList<>(plans);
    now.add(next.digest());
    List<String> planned = FinishedCandidates.missing(next.value(), results.keySet());
    return new Turn(now, planned, planned.isEmpty() ? SELECT : TRAIN, Set.of());
  }

  /**
   * Plans the next wave. The time that is left is no part of the journal's key, because it is never
   * the same twice: what was planned with it is what the journal records.
   */
  private StepResult<CandidatePlan> next(
      Request request, Charter charter, List<Digest> plans, BudgetAccount account) {
    int round = request.loops();
    BudgetLimits limits = account.limits(BudgetLimits.of(charter.budget()), round);
    Charter extended =
        charter.withBudget(
            new Charter.Budget(
                limits.time(),
                limits.candidates(),
                limits.money(),
                charter.budget().deadline(),
                charter.budget().stopsWhenUsedUp()));
    List<Digest> results =
        FinishedCandidates.inPlanOrder(journal, plans, request.finishedCandidates());
    List<CandidateResult> soFar = FinishedCandidates.read(journal, results);
    Duration timeLeft = computeLeft(account, round, soFar);
    StepResult<CandidatePlan> planned =
        journal.once(
            request.runId(),
            jobType(),
            WorkingCharter.inputs(
                Map.of(
                    "charter",
                    request.charterDigest(),
                    "split",
                    request.splitDigest(),
                    "recipe",
                    request.recipeDigest(),
                    "round",
                    round,
                    "candidates",
                    limits.candidates(),
                    "plans",
                    plans,
                    "results",
                    results),
                null,
                request.proposalsDigest()),
            CandidatePlan.class,
            () -> plan(request, extended, soFar, timeLeft));
    LOG.info(
        "Wave {} of round {}: {} candidates, with {} left.",
        planned.value().wave(),
        round,
        planned.value().candidates().size(),
        timeLeft);
    return planned;
  }

  /**
   * How long can still be computed, as if by one worker: until the time is over, by as many at once
   * as there were on average so far, or for the money that is left.
   */
  private Duration computeLeft(BudgetAccount account, int round, List<CandidateResult> soFar) {
    Instant now = budget.now();
    long wall = account.used(round, now).time().toMillis();
    long computed = soFar.stream().mapToLong(CandidateResult::trainMillis).sum();
    double atOnce = wall > 0 ? Math.max(1, (double) computed / wall) : 1;
    Duration left = Duration.ofMillis((long) (atOnce * account.timeLeft(round, now).toMillis()));
    Duration affordable = account.computeLeft(round);
    return left.compareTo(affordable) <= 0 ? left : affordable;
  }

  private CandidatePlan plan(
      Request request, Charter charter, List<CandidateResult> results, Duration timeLeft) {
    return new CandidatePlanner(proposedWeight(request.proposalsDigest()))
        .plan(
            charter,
            matrices.of(request.charterDigest(), request.splitDigest(), request.recipeDigest()),
            request.loops(),
            results,
            timeLeft);
  }

  private double proposedWeight(@Nullable Digest proposals) {
    return proposals == null
        ? 1
        : journal
            .read(proposals, Proposals.class)
            .first(Proposal.Kind.WEIGH_CLASS)
            .map(proposal -> proposal.evidence().get("weight"))
            .orElse(1.0);
  }

  private CandidatePlan plan(Digest digest) {
    return journal.read(digest, CandidatePlan.class);
  }

  /** Why candidates are open after training: the time is over, or something stopped them. */
  private Set<Resource> usedUp(Request request, BudgetAccount account, List<String> open) {
    Set<Resource> usedUp = EnumSet.noneOf(Resource.class);
    if (request.candidateResults() != null) {
      for (TrainCandidate.@Nullable Outcome outcome : request.candidateResults()) {
        Resource stoppedBy = outcome == null ? null : outcome.stoppedBy();
        if (stoppedBy != null && outcome != null && open.contains(outcome.id())) {
          usedUp.add(stoppedBy);
        }
      }
    }
    if (usedUp.isEmpty() || account.timeLeft(request.loops(), budget.now()).isZero()) {
      usedUp.add(Resource.TIME);
    }
    return usedUp;
  }

  private Response response(
      Request request, Charter charter, Turn turn, NavigableMap<String, Digest> results) {
    int round = request.loops();
    BudgetAccount account = budget.with(grants.of(request.runId()), request.runId(), round);
    BudgetLimits limits = account.limits(BudgetLimits.of(charter.budget()), round);
    BudgetUse used = account.used(round, budget.now());
    List<Resource> usedUp = turn.usedUp().stream().sorted().toList();
    SearchRecord record = new SearchRecord(round, turn.plans(), results, limits, used, usedUp);
    return new Response(
        turn.plans().getLast(),
        turn.plans(),
        turn.open(),
        turn.next(),
        account.open(round).map(Opened::until).orElse(null),
        store.put(Json.bytes(record), "application/json"),
        String.join(" and ", usedUp.stream().map(Resource::written).toList()),
        BudgetLine.of(
            used, limits, account.price().map(price -> price.currency()).orElse(""), usedUp));
  }
}
