package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steward.artifact.Digest;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.charter.CharterReader;
import io.steward.charter.CharterResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedChartersTest {
  private static final RunId RUN = RunId.ofInstance(1);

  @TempDir private Path folder;
  private LedgerFixture fixture;
  private SignedCharters charters;

  @BeforeEach
  void start() {
    fixture = new LedgerFixture(folder);
    charters = new SignedCharters(fixture.ledger(), fixture.store);
  }

  @Test
  void shouldGiveTheCharterWhenItIsTheSignedOne() {
    Digest signed = stored(charter("0.75"));
    decided("sign-off-problem", "approve", signed);

    assertThat(charters.require(RUN, signed, "check-charter")).isEqualTo(charter("0.75"));
    assertThat(refusals()).isEmpty();
  }

  @Test
  void shouldSayWhatDiffersWhenAThresholdWasChangedAfterTheSignOff() {
    Digest signed = stored(charter("0.75"));
    Digest changed = stored(charter("0.55"));
    decided("sign-off-problem", "approve", signed);

    for (int tried = 0; tried < 2; tried++) {
      assertThatThrownBy(() -> charters.require(RUN, changed, "record-gate"))
          .isInstanceOf(CharterNotSignedException.class)
          .hasMessageContaining("success.primary.threshold is 0.55, signed was 0.75")
          .hasMessageContaining(signed.toString())
          .hasMessageContaining("Set charterDigest back");
    }

    assertThat(refusals())
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.facts())
                    .containsEntry("signed", signed.toString())
                    .containsEntry("used", changed.toString())
                    .containsEntry("step", "record-gate")
                    .containsEntry(
                        "differences",
                        List.of("success.primary.threshold is 0.55, signed was 0.75")));
  }

  @Test
  void shouldTakeTheNewCharterWhenARevisionWasSignedAnew() {
    Digest first = stored(charter("0.75"));
    Digest revised = stored(charter("0.70"));
    decided("sign-off-problem", "approve", first);
    decided("revise-charter", "submit", first);
    decided("sign-off-problem", "approve", revised);

    assertThat(charters.require(RUN, revised, "gate").success().primary().threshold())
        .isEqualTo(0.70);
    assertThatThrownBy(() -> charters.require(RUN, first, "gate"))
        .isInstanceOf(CharterNotSignedException.class);
  }

  /** Who grants a budget or drops a column decides on something else than the charter. */
  @Test
  void shouldStayWithTheCharterWhenABudgetIsExtendedOrColumnsAreDropped() {
    Digest signed = stored(charter("0.75"));
    decided("sign-off-problem", "approve", signed);
    decided("extend-budget", "extend", Digest.of("search"));
    decided("review-data", "drop", Digest.of("contract"));

    assertThat(charters.of(RUN)).contains(signed);
  }

  @Test
  void shouldRefuseWhenTheLastWordWasNoApproval() {
    Digest signed = stored(charter("0.75"));
    decided("sign-off-problem", "approve", signed);
    decided("sign-off-problem", "changes", signed);

    assertThatThrownBy(() -> charters.require(RUN, signed, "gate"))
        .hasMessageContaining("no charter is signed");
    assertThat(refusals()).hasSize(1);
  }

  @Test
  void shouldNotCountWhatWasDeniedOrDecidedInAnotherRun() {
    Digest signed = stored(charter("0.75"));
    entry(SignedCharters.DECISION + "-denied", RUN, "sign-off-problem", "approve", signed);
    entry(SignedCharters.DECISION, RunId.ofInstance(2), "sign-off-problem", "approve", signed);

    assertThat(charters.of(RUN)).isEmpty();
  }

  @Test
  void shouldSaySoWhenTheOtherDigestIsNoCharter() {
    decided("sign-off-problem", "approve", stored(charter("0.75")));

    assertThatThrownBy(() -> charters.require(RUN, Digest.of("nowhere"), "gate"))
        .isInstanceOf(CharterNotSignedException.class)
        .hasMessageContaining("no charter in the store");
  }

  private List<LedgerEntry> refusals() {
    return fixture.ledger().of(RUN).stream()
        .filter(entry -> entry.type().equals(SignedCharters.REFUSED))
        .toList();
  }

  private Digest stored(Charter charter) {
    return fixture.store.put(Json.bytes(charter), "application/json");
  }

  private void decided(String userTask, String decision, Digest subject) {
    entry(SignedCharters.DECISION, RUN, userTask, decision, subject);
  }

  private void entry(String type, RunId run, String userTask, String decision, Digest subject) {
    fixture
        .ledger()
        .append(
            new LedgerEvent(
                type,
                run,
                "owner",
                Map.of("userTask", userTask, "decision", decision, "subject", subject.toString()),
                null));
  }

  /** The flagship's charter with this threshold of its primary metric. */
  private static Charter charter(String threshold) {
    try {
      Path here = Path.of("").toAbsolutePath();
      Path project = Files.isDirectory(here.resolve("examples")) ? here : here.resolve("..");
      String text =
          Files.readString(project.resolve("examples/credit-risk/charter.yaml"))
              .replaceFirst("(?s)(primary:.*?threshold:\\s*)[0-9.]+", "$1" + threshold);
      return ((CharterResult.Valid) CharterReader.read(text)).charter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
