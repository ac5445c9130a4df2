package io.steward.workers.config;

import io.steward.training.budget.ComputePrice;
import io.steward.workers.job.WorkerSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the process application ({@code steward.*} in {@code config/application.yaml},
 * where each key is explained). Secrets are not among them: they lie in files of the secrets folder
 * or come from the environment, see {@link Secrets}.
 *
 * @param home the project's folder
 * @param publicUrl where people reach this application; used in links
 * @param processesFolder the folder of the diagrams, decisions and forms that are deployed
 * @param secretsFolder the folder of the secret files
 * @param dataFolder where the application may keep files between starts
 * @param ledgerAnchor the folder in which the ledger's head is anchored away from the store
 * @param allowedFolders the only folders from which a charter's source may be read
 * @param uploadLimit the largest file that may be handed in
 * @param sources where else data may come from, and how much
 * @param budget what computing costs
 * @param users who may use the REST interface and the pages, and whose decisions count
 */
@Validated
@ConfigurationProperties("steward")
public record StewardProperties(
    @NotNull Path home,
    @NotNull URI publicUrl,
    @NotNull Path processesFolder,
    @NotNull Path secretsFolder,
    @NotNull Path dataFolder,
    @NotNull Path ledgerAnchor,
    @NotEmpty List<Path> allowedFolders,
    @NotNull DataSize uploadLimit,
    @Valid @DefaultValue SourceProperties sources,
    @Valid @NotNull Store store,
    @Valid @NotNull Serving serving,
    @Valid @NotNull Tasklist tasklist,
    @Valid @NotNull LoadTest loadTest,
    @Valid @NotNull Workers workers,
    @Valid @DefaultValue Budget budget,
    @NotEmpty Map<@Pattern(regexp = "[a-z][a-z0-9.-]{0,40}") String, @Valid User> users) {

  /**
   * The object store: any S3 store.
   *
   * @param bucket created if it is not there
   */
  public record Store(@NotNull URI endpoint, @NotBlank String region, @NotBlank String bucket) {}

  /** The model server's address. */
  public record Serving(@NotNull URI url) {}

  /**
   * Tasklist, asked who completed a task.
   *
   * @param url its address, seen from here
   * @param operateUrl Operate's address; used in links
   * @param user the user who may read all tasks
   * @param password that user's password; the secret file {@code tasklist-password} or the variable
   *     {@code STEWARD_TASKLIST_PASSWORD} wins over it
   * @param patience how long a task that was just completed is waited for: Tasklist shows it a
   *     second or two later
   */
  public record Tasklist(
      @NotNull URI url,
      @NotNull URI operateUrl,
      @NotBlank String user,
      @Nullable String password,
      @DefaultValue("30s") Duration patience) {}

  /**
   * The load test before a release.
   *
   * @param duration how long the load is held
   */
  public record LoadTest(@DefaultValue("5s") Duration duration) {}

  /**
   * How jobs are taken and tried again.
   *
   * @param heavyThreads how many jobs that compute run at once
   * @param jobThreads how many threads one of them may use; 0 for its share of the processors
   * @param leaveToOthers job types that this process does not take, because worker processes do
   * @param lightJobs how many jobs of one other type are taken at once
   * @param timeout after how long without a sign of life the engine delivers a job again
   * @param pollInterval how often the engine is asked for jobs that were not streamed
   * @param drain how long running jobs may take to finish at shutdown
   * @param firstPause the pause after the first temporary failure; each further one is four times
   *     as long
   * @param longestPause the longest pause between two tries
   */
  public record Workers(
      @Min(1) @DefaultValue("2") int heavyThreads,
      @Min(0) @DefaultValue("0") int jobThreads,
      @DefaultValue Set<String> leaveToOthers,
      @Min(1) @DefaultValue("8") int lightJobs,
      @DefaultValue("30s") Duration timeout,
      @DefaultValue("1s") Duration pollInterval,
      @DefaultValue("30s") Duration drain,
      @DefaultValue("2s") Duration firstPause,
      @DefaultValue("60s") Duration longestPause) {

    /** How many threads one job that computes may use on a machine with so many processors. */
    int threadsOfAJob(int processors) {
      return jobThreads > 0 ? jobThreads : Math.max(1, processors / heavyThreads);
    }

    /** The part that the worker pool needs. */
    public WorkerSettings settings() {
      return new WorkerSettings(heavyThreads, lightJobs, timeout, pollInterval, drain);
    }
  }

  /**
   * What computing costs, for the money that charters allow.
   *
   * @param pricePerHour the price of training one candidate for an hour; 0 where it is free
   * @param currency ISO 4217
   */
  public record Budget(
      @NotNull @DecimalMin("0") @DefaultValue("1.00") BigDecimal pricePerHour,
      @NotNull @Pattern(regexp = "[A-Z]{3}") @DefaultValue("EUR") String currency) {

    /** The part that the budget account needs. */
    public ComputePrice price() {
      return new ComputePrice(pricePerHour, currency);
    }
  }

  /**
   * A person.
   *
   * @param password as Spring Security writes it: {@code {bcrypt}…}, or {@code {noop}…} in plain
   *     text, which is refused unless the application is bound to loopback
   * @param roles of business-owner, ml-engineer, data-steward, validator, auditor, admin
   */
  public record User(
      @NotBlank String password,
      @NotEmpty
          Set<
                  @Pattern(
                      regexp = "business-owner|ml-engineer|data-steward|validator|auditor|admin")
                  String>
              roles) {}
}
