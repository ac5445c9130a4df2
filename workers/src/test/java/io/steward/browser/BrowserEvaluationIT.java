package io.steward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.steward.process.Charters;
import io.steward.process.PlatformExtension;
import io.steward.process.RunDriver;
import io.steward.process.RunningSteward;
import io.steward.tasklist.UserTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The forms on which an evaluation is judged, in the browser. What they look like is left in {@code
 * target}.
 */
@ExtendWith(PlatformExtension.class)
class BrowserEvaluationIT extends BrowserTest {
  BrowserEvaluationIT(RunningSteward steward) {
    super(steward);
  }

  @Test
  void shouldShowVerdictAndPicturesWhenAnEvaluationIsJudgedAndApproved() {
    RunDriver run =
        steward.driver().start(Charters.missingSecondary("browser-judged"), Charters.CREDIT_DATA);
    run.decide("sign-off-problem", "owner", "approve");
    UserTask review = run.awaitAnyTask(List.of("review-data", "review-evaluation"));
    if (review.taskDefinitionId().equals("review-data")) {
      run.decide("review-data", "steward", "accept");
      review = run.awaitTask("review-evaluation");
    }
    Map<String, Object> seen =
        run.awaitSeen(
            review,
            form ->
                assertThat(form)
                    .containsKeys(
                        "evaluationWords", "gateProposal", "segmentsImage", "leaderboard"));
    assertThat(String.valueOf(seen.get("evaluationWords"))).doesNotContain("Passed");

    pages.logIn("validator").openTask(review.id());
    pages
        .expect("recall is")
        .expect("signed is at least 0.999: missed")
        .expect("The whole evaluation on one page")
        .expectPictures(5);
    assertThat(pages.shown()).doesNotContain("{{", "**", "null");
    pages.picture(Path.of("target/review-evaluation.png"));
    pages.assignToMe().choose("Pass").write("Comment", "Good enough.").complete();

    UserTask approval = run.awaitTask("approve-model");
    run.awaitSeen(
        approval,
        form -> assertThat(form).containsKeys("evaluationWords", "robustnessImage", "leaderboard"));
    browser.manage().deleteAllCookies();
    pages.logIn("demo").openTask(approval.id());
    pages
        .expect("Passed by validator")
        .expect("Good enough.")
        .expect("Evaluation report")
        .expectPictures(5);
    assertThat(pages.shown()).doesNotContain("{{", "**", "null");
    pages.picture(Path.of("target/approve-model.png"));
    run.cancel();
    assertThat(run.awaitOutcome()).isEqualTo("cancelled");
  }
}
