package io.steward.workers.governance;

import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Approval;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEntry;
import io.steward.governance.LedgerEvent;
import io.steward.governance.Person;
import io.steward.governance.Roles;
import io.steward.governance.Runs;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.config.Users;
import io.steward.workers.governance.DecisionRules.Attempt;
import io.steward.workers.governance.DecisionRules.Verdict;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import io.steward.workers.job.TemporaryFault;
import io.steward.workers.tasklist.CompletedTask;
import io.steward.workers.tasklist.TaskHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code record-decision}: finds out who completed the user task before it, whether that person may
 * decide, and writes both down, a denied attempt too. What a form says about the person is never
 * believed: Tasklist is asked.
 *
 * <p>Safe to repeat: the completed task that is not recorded yet is the same one the next time, and
 * its id is the ledger entry's idempotency key.
 */
@Component
public class RecordDecision extends Step<RecordDecision.Request, RecordDecision.Response> {
  /** What the header says where the role is in the variable {@code approvalRole}. */
  static final String ROLE_OF_VARIABLE = "$approvalRole";

  private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** What can be the subject of a decision. */
  static final List<String> SUBJECTS =
      List.of(
          "charterDigest",
          "snapshotDigest",
          "profileDigest",
          "contractDigest",
          "learnabilityDigest",
          "splitDigest",
          "recipeDigest",
          "featureReportDigest",
          "searchDigest",
          "selectionDigest",
          "evaluationDigest",
          "comparisonDigest",
          "gateDigest",
          "dossierDigest",
          "bundleDigest",
          "loadTestDigest",
          "healthDigest");

  private final TaskHistory tasks;
  private final Users users;
  private final Ledger ledger;
  private final Runs runs;
  private final Decisions decisions;
  private final BudgetGrants grants;
  private final Duration patience;

  public RecordDecision(
      TaskHistory tasks,
      Users users,
      Ledger ledger,
      Runs runs,
      Decisions decisions,
      BudgetGrants grants,
      StewardProperties properties) {
    super("record-decision", Request.class, Response.class);
    this.tasks = tasks;
    this.users = users;
    this.ledger = ledger;
    this.runs = runs;
    this.decisions = decisions;
    this.grants = grants;
    this.patience = properties.tasklist().patience();
  }

  /**
   * @param decision what was chosen in the form
   * @param comment why, in the person's words
   * @param recordedTasks the tasks that were recorded before in this instance
   * @param approvalRole the one role that this approval is asked of; only for an approval
   */
  public record Request(
      RunId runId,
      @Nullable String decision,
      @Nullable String comment,
      @Nullable List<String> recordedTasks,
      @Nullable String approvalRole) {}

  /**
   * @param decisionAccepted whether the decision counts; if not, the person is asked again
   * @param decisionNotice why it does not count; "" if it does
   * @param decidedBy the user name; "" if Tasklist does not say
   * @param decision the decision in its normal form
   */
  public record Response(
      boolean decisionAccepted,
      String decisionNotice,
      String decidedBy,
      String decision,
      List<String> recordedTasks) {}

  @Override
  public List<String> furtherVariables() {
    return Stream.concat(SUBJECTS.stream(), BudgetGrants.FIELDS.stream()).toList();
  }

  @Override
  public Response work(Request request, JobContext job) {
    UserTaskRule rule = rule(job);
    Set<String> recorded = recordedByOthers(request, job);
    CompletedTask task = awaitTask(request, job, rule, recorded);
    String subject = subject(job);
    String user = task.assignee() == null ? "" : task.assignee();
    Verdict byRole =
        DecisionRules.judge(
            new Attempt(
                rule,
                user.isBlank() ? null : new Person(user, users.roles(user)),
                roles(request, job, rule),
                request.decision(),
                request.comment(),
                requestedBy(request.runId()),
                earlier(request.runId(), rule, subject)));
    BudgetGrants.Judged judged = grants.judge(rule, byRole, job, subject);
    Verdict verdict = judged.verdict();
    write(request, job, rule, task, subject, judged);
    List<String> nowRecorded = new ArrayList<>(recorded);
    nowRecorded.add(task.id());
    return new Response(
        verdict.accepted(), verdict.notice(), user, verdict.decision(), nowRecorded);
  }

  private static UserTaskRule rule(JobContext job) {
    String userTask = job.header("userTask");
    return UserTaskRule.of(userTask)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The diagram asks for the decision of '"
                        + userTask
                        + "', but this application knows only "
                        + UserTaskRule.userTasks()
                        + ". Deploy diagrams and application of the same version."));
  }

  /**
   * The tasks whose decision is in the ledger already, but for the one that an earlier delivery of
   * this very job wrote. Variables only add to it: several approvals run side by side and overwrite
   * each other's list.
   */
  private Set<String> recordedByOthers(Request request, JobContext job) {
    Set<String> recorded =
        new LinkedHashSet<>(request.recordedTasks() == null ? List.of() : request.recordedTasks());
    for (LedgerEntry entry : ledger.of(request.runId())) {
      if (entry.facts().get("task") instanceof String task) {
        if (Long.toString(job.jobKey()).equals(entry.facts().get("job"))) {
          recorded.remove(task);
        } else {
          recorded.add(task);
        }
      }
    }
    return recorded;
  }

  /** Tasklist shows a completed task a second or two later, so it is asked a few times. */
  private CompletedTask awaitTask(
      Request request, JobContext job, UserTaskRule rule, Set<String> recorded) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Optional<CompletedTask> found =
          tasks.completed(job.processInstanceKey(), rule.userTask()).stream()
              .filter(task -> !recorded.contains(task.id()))
              .filter(task -> isAskedOf(task, request, rule))
              .reduce((earlier, later) -> later);
      if (found.isPresent()) {
        return found.get();
      }
      if (job.isGone() || System.nanoTime() >= deadline) {
        throw new TemporaryFault(
            "Tasklist does not show yet who completed '"
                + rule.userTask()
                + "'. If this stays so, check that Tasklist's importer runs.",
            null);
      }
      sleep(pause);
      pause = pause.multipliedBy(3).dividedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
  }

  /** Several roles approve at the same time in one instance: each finds the task of its own. */
  private static boolean isAskedOf(CompletedTask task, Request request, UserTaskRule rule) {
    return !rule.userTask().equals(UserTaskRule.APPROVE_MODEL)
        || (request.approvalRole() != null
            && task.candidateGroups().contains(request.approvalRole()));
  }

  private static Set<String> roles(Request request, JobContext job, UserTaskRule rule) {
    Set<String> allowed =
        Arrays.stream(job.header("roles").split(","))
            .map(String::strip)
            .filter(role -> !role.isEmpty())
            .collect(Collectors.toSet());
    if (!rule.userTask().equals(UserTaskRule.APPROVE_MODEL)) {
      return allowed;
    }
    String role = request.approvalRole();
    boolean isMeant = allowed.contains(role) || allowed.contains(ROLE_OF_VARIABLE);
    if (role == null || !Roles.ALL.contains(role) || !isMeant) {
      throw new IllegalStateException(
          "The approval is asked of the role '"
              + role
              + "', but the diagram allows "
              + allowed
              + ". Correct the variable approvalRole or the header roles.");
    }
    return Set.of(role);
  }

  private static String subject(JobContext job) {
    String name = job.headers().getOrDefault("subject", "");
    if (name.isBlank()) {
      return "";
    }
    return job.variable(name).orElse("");
  }

  private String requestedBy(RunId run) {
    return runs.get(run).map(found -> found.begin().requestedBy()).orElse("");
  }

  private List<Approval> earlier(RunId run, UserTaskRule rule, String subject) {
    return rule.userTask().equals(UserTaskRule.APPROVE_MODEL) && !subject.isEmpty()
        ? decisions.approvals(run, Digest.parse(subject))
        : List.of();
  }

  private void write(
      Request request,
      JobContext job,
      UserTaskRule rule,
      CompletedTask task,
      String subject,
      BudgetGrants.Judged judged) {
    Verdict verdict = judged.verdict();
    Map<String, Object> facts = new TreeMap<>(judged.facts());
    facts.put("userTask", rule.userTask());
    facts.put("task", task.id());
    facts.put("job", Long.toString(job.jobKey()));
    facts.put("completedAt", task.completedAt().toString());
    facts.put("processInstance", Long.toString(job.processInstanceKey()));
    facts.put("decision", verdict.decision());
    facts.put("comment", request.comment() == null ? "" : request.comment());
    facts.put("subject", subject);
    if (verdict.accepted()) {
      facts.put("role", verdict.role());
    } else {
      facts.put("reason", verdict.notice());
    }
    ledger.append(
        new LedgerEvent(
            verdict.accepted() ? Decisions.DECIDED : Decisions.DENIED,
            request.runId(),
            task.assignee() == null ? "unknown" : task.assignee(),
            facts,
            "decision-" + task.id()));
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporaryFault("Interrupted while waiting for Tasklist.", e);
    }
  }
}
