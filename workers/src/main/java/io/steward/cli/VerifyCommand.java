package io.steward.cli;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.MinioArtifactStore;
import io.steward.artifact.RunId;
import io.steward.artifact.StepJournal;
import io.steward.artifact.StepJournal.StepRecord;
import io.steward.artifact.StoreException;
import io.steward.artifact.StoreSettings;
import io.steward.bundle.SignatureVerifier;
import io.steward.governance.LedgerAnchor;
import io.steward.governance.LedgerVerification;
import io.steward.governance.LedgerVerification.LedgerFault;
import io.steward.governance.LedgerVerifier;
import io.steward.governance.Runs;
import io.steward.workers.config.PlatformEnvironment;
import io.steward.workers.config.Secrets;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Proves the evidence without the running application: the whole ledger, and that the results of a
 * run's steps are there and are what their digests say. Needs only the store, the anchor and the
 * public key.
 */
@Command(
    name = "verify",
    description = {
      "Verify the ledger and the results of one run, or of all runs.",
      "Exit code 1 if anything was changed, moved or removed."
    })
final class VerifyCommand implements Callable<Integer> {
  @Mixin private Output output;

  @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run whose results to check.")
  private @Nullable String run;

  @Option(names = "--all", description = "Check the results of every run.")
  private boolean all;

  @Override
  public Integer call() {
    Map<String, Object> environment = PlatformEnvironment.properties(System.getenv());
    Path data = Path.of(String.valueOf(environment.get("platform.data")));
    Secrets secrets = new Secrets(data.resolve("secrets"), System.getenv());
    try {
      ArtifactStore store = store(environment, secrets);
      LedgerVerification ledger =
          new LedgerVerifier(
                  store,
                  SignatureVerifier.load(secrets.file("signing-key.pub.pem")),
                  LedgerAnchor.file(
                      Path.of(String.valueOf(environment.get("platform.anchor")), "ledger-anchor")))
              .verify();
      List<StepCheck> steps = steps(store);
      return report(ledger, steps);
    } catch (StoreException | IllegalStateException e) {
      throw CliFailure.noPlatform(e.getMessage() + " Is the platform up? (./steward status)");
    }
  }

  private static ArtifactStore store(Map<String, Object> environment, Secrets secrets) {
    return new MinioArtifactStore(
        new StoreSettings(
            URI.create(String.valueOf(environment.get("platform.store-endpoint"))),
            String.valueOf(environment.get("platform.store-region")),
            String.valueOf(environment.get("platform.store-bucket")),
            secrets.get("store-access-key"),
            secrets.get("store-secret-key")));
  }

  private List<StepCheck> steps(ArtifactStore store) {
    // The journal is only read here, so its own code version does not matter.
    StepJournal journal = new StepJournal(store, "verify", Clock.systemUTC());
    List<StepCheck> checks = new ArrayList<>();
    for (RunId each : chosen(store)) {
      for (StepRecord step : journal.of(each)) {
        checks.add(check(store, step));
      }
    }
    return checks;
  }

  private List<RunId> chosen(ArtifactStore store) {
    if (all) {
      return new Runs(store).list().stream().map(known -> known.begin().run()).toList();
    }
    if (run == null) {
      return List.of();
    }
    try {
      return List.of(RunId.parse(run));
    } catch (IllegalArgumentException e) {
      throw CliFailure.usage(e.getMessage());
    }
  }

  private static StepCheck check(ArtifactStore store, StepRecord step) {
    String name = step.run() + " " + step.step() + " " + step.result();
    try {
      store.get(step.result());
      return new StepCheck(name, null);
    } catch (StoreException e) {
      return new StepCheck(name, e.getMessage());
    }
  }

  private int report(LedgerVerification ledger, List<StepCheck> steps) {
    List<StepCheck> damaged = steps.stream().filter(step -> step.fault() != null).toList();
    output.value(Map.of("ledger", ledger, "results", steps.size(), "damaged", damaged));
    output.line(
        ledger.whole()
            ? "Ledger: whole. "
                + ledger.entries()
                + " entries, "
                + ledger.checkpoints()
                + " checkpoints, anchored up to "
                + ledger.anchored()
                + "."
            : "Ledger: NOT whole.");
    for (LedgerFault fault : ledger.faults()) {
      output.line("  " + fault.message());
    }
    if (run != null || all) {
      output.line(
          "Results: " + (steps.size() - damaged.size()) + " of " + steps.size() + " intact.");
    }
    for (StepCheck step : damaged) {
      output.line("  " + step.step() + ": " + step.fault());
    }
    return ledger.whole() && damaged.isEmpty() ? 0 : CliFailure.FAILED;
  }

  private record StepCheck(String step, @Nullable String fault) {}
}
