package io.steward.workers.run;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.governance.Ledger;
import io.steward.governance.LedgerEvent;
import io.steward.governance.Roles;
import io.steward.governance.RunRecord;
import io.steward.governance.Runs;
import io.steward.workers.config.StewardProperties;
import io.steward.workers.config.Users;
import io.steward.workers.job.JobContext;
import io.steward.workers.job.Step;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * {@code open-run}: gives the run its name and writes down who started it with which charter.
 *
 * <p>Safe to repeat: the run's name comes from the process instance, the charter's text is a blob,
 * the run's record is written once and the ledger entry has an idempotency key.
 */
@Component
public class OpenRun extends Step<OpenRun.Request, OpenRun.Response> {
  /**
   * Longer charters are not carried as a variable: forms would be slow, and commands are limited.
   */
  private static final int LONGEST_SHOWN = 40_000;

  /** The fact of the ledger entry that says where the charter's file lay; "" without a file. */
  public static final String LOCATION = "charterLocation";

  /** Type of the ledger entry. */
  public static final String OPENED = "run-opened";

  private final ArtifactStore store;
  private final Runs runs;
  private final Ledger ledger;
  private final Users users;
  private final SubmittedCharter charters;
  private final StewardProperties properties;
  private final Clock clock;

  public OpenRun(
      ArtifactStore store,
      Runs runs,
      Ledger ledger,
      Users users,
      SubmittedCharter charters,
      StewardProperties properties,
      Clock clock) {
    super("open-run", Request.class, Response.class);
    this.store = store;
    this.runs = runs;
    this.ledger = ledger;
    this.users = users;
    this.charters = charters;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * @param charterText the charter as it was typed in or handed in; wins over the others
   * @param charterDigest a blob that holds the charter's text
   * @param charterLocation a file in an allowed folder
   * @param sourceDigest the source, if it was handed in with the charter
   * @param requestedBy the user name of who started the run
   */
  public record Request(
      @Nullable String charterText,
      @Nullable String charterLocation,
      @Nullable Digest charterDigest,
      @Nullable Digest sourceDigest,
      @Nullable String requestedBy) {}

  /**
   * @param charterDigest the digest of the charter's text as it was submitted
   * @param charterText "" where it is too long to be shown in a form
   * @param runPage where the run can be looked at
   * @param loops how often the run went back to an earlier stage
   * @param returnReason why it went back the last time
   */
  public record Response(
      RunId runId,
      Digest charterDigest,
      String charterText,
      String requestedBy,
      @Nullable Digest sourceDigest,
      String runPage,
      int loops,
      String returnReason) {}

  @Override
  public Response work(Request request, JobContext job) {
    String requestedBy = requester(request);
    RunId run = RunId.ofInstance(job.processInstanceKey());
    String text =
        charters.text(request.charterText(), request.charterDigest(), request.charterLocation());
    Digest submitted = store.put(text.getBytes(StandardCharsets.UTF_8), "application/yaml");
    RunRecord record =
        runs.open(
            new RunRecord(run, submitted, requestedBy, clock.instant(), job.processInstanceKey()));
    ledger.append(
        new LedgerEvent(
            OPENED,
            run,
            record.requestedBy(),
            Map.of("charter", record.charter().toString(), LOCATION, location(request)),
            "run-opened-" + run));
    return new Response(
        run,
        submitted,
        text.length() <= LONGEST_SHOWN ? text : "",
        record.requestedBy(),
        request.sourceDigest(),
        properties.publicUrl() + "/runs/" + run,
        0,
        "");
  }

  private static String location(Request request) {
    return request.charterLocation() == null ? "" : request.charterLocation().strip();
  }

  /** The four-eyes rule needs to know who started a run, so nobody unknown can. */
  private String requester(Request request) {
    String user = request.requestedBy() == null ? "" : request.requestedBy().strip();
    if (!users.roles(user).contains(Roles.ML_ENGINEER)) {
      throw new IllegalArgumentException(
          (user.isEmpty()
                  ? "It is not said who started this run"
                  : "'" + user + "' cannot start runs")
              + ". Set the variable requestedBy to the user name of somebody with the role "
              + Roles.ML_ENGINEER
              + " and retry, or cancel this instance.");
    }
    return user;
  }
}
