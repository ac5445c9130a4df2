package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.charter.Charter;
import io.steward.charter.Charter.ErrorCosts;
import io.steward.charter.Charter.Task;
import io.steward.charter.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A whole round: plan, train, plan again, until the search is over, and select. */
class SearchRoundTest {
  private static final int BUDGET = 10;

  @Test
  void shouldEndWithAnEnsembleThatIsNoWorseThanTheBestOfItsMembers() {
    TestData data = TestData.friedman(150, 3);
    Charter charter = TestData.charter(Task.REGRESSION, Metric.RMSE, BUDGET, new ErrorCosts(1, 1));
    LearningTask task = new LearningTask(charter, data.classes(), data.recipe(), data.matrix());

    List<CandidateResult> results = round(task);
    Selection selection = new ModelSelector().select(charter, results);
    CandidateResult ensemble = results.getLast();

    assertThat(results).hasSize(BUDGET);
    assertThat(results)
        .allSatisfy(result -> assertThat(result.reason()).isNull())
        .allSatisfy(result -> assertThat(result.usable()).isTrue());
    assertThat(ensemble.algorithm()).isEqualTo("ensemble");
    assertThat(ensemble.score())
        .isLessThan(
            1.02
                * results.stream()
                    .limit(BUDGET - 1)
                    .mapToDouble(CandidateResult::score)
                    .min()
                    .orElseThrow());
    assertThat(selection.leaderboard()).hasSize(BUDGET);
    assertThat(selection.best().score()).isLessThan(3.5);
  }

  private static List<CandidateResult> round(LearningTask task) {
    CandidatePlanner planner = new CandidatePlanner();
    CandidateTrainer trainer = new CandidateTrainer(1);
    List<CandidateResult> results = new ArrayList<>();
    Map<String, Member> trained = new HashMap<>();
    CandidatePlan plan = planner.plan(task.charter(), task.matrix(), 0, results);
    while (!plan.candidates().isEmpty()) {
      for (Candidate candidate : plan.candidates()) {
        List<Member> members =
            candidate.members().stream()
                .map(id -> Objects.requireNonNull(trained.get(id)))
                .toList();
        // Without a bar: who is dropped is not what this test is about.
        TrainedCandidate made =
            trainer.train(
                task, candidate, List.of(), members, Cancellation.never(), Progress.UNHEARD);
        trained.put(candidate.id(), new Member(candidate, made.result(), made.outOfFold()));
        results.add(made.result());
      }
      plan = planner.plan(task.charter(), task.matrix(), 0, results);
    }
    return results;
  }
}
