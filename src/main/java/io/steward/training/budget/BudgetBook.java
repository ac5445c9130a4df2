package io.steward.training.budget;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Json;
import io.steward.artifact.RunId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The budget accounts of all runs, in the store: each entry is a document at {@code
 * runs/<run>/budget/<number>.json}, written with put-if-absent. Any number of threads and processes
 * may write: who loses the race for a number reads what the winner wrote and decides again, so that
 * every decision is made on everything that was written before it. Safe for use by many threads.
 */
public final class BudgetBook {
  private static final int KEPT = 64;

  private final ArtifactStore store;

  /** What was read before: entries never change, so that only new ones are read again. */
  private final Map<RunId, List<BudgetEntry>> pages =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, List<BudgetEntry>> eldest) {
          return size() > KEPT;
        }
      };

  public BudgetBook(ArtifactStore store) {
    this.store = store;
  }

  /** The account of a run as it is now; empty if nothing was trained. */
  public BudgetAccount of(RunId run) {
    List<BudgetEntry> page = page(run);
    synchronized (page) {
      return caughtUp(run, page);
    }
  }

  /**
   * Writes what is decided on the account as it is; decides again when somebody else was faster.
   *
   * @param decision what to write, or nothing; asked several times, and must not do anything else
   * @return the account afterwards
   */
  public BudgetAccount append(RunId run, Function<BudgetAccount, Optional<BudgetEntry>> decision) {
    List<BudgetEntry> page = page(run);
    synchronized (page) {
      while (true) {
        BudgetAccount account = caughtUp(run, page);
        Optional<BudgetEntry> entry = decision.apply(account);
        if (entry.isEmpty()) {
          return account;
        }
        String key = key(run, page.size() + 1);
        if (store.putIfAbsent(key, Json.bytes(entry.get()), "application/json")) {
          page.add(entry.get());
          return new BudgetAccount(page);
        }
      }
    }
  }

  private List<BudgetEntry> page(RunId run) {
    synchronized (pages) {
      return pages.computeIfAbsent(run, _ -> new ArrayList<>());
    }
  }

  private BudgetAccount caughtUp(RunId run, List<BudgetEntry> page) {
    for (Optional<byte[]> next = store.read(key(run, page.size() + 1));
        next.isPresent();
        next = store.read(key(run, page.size() + 1))) {
      page.add(Json.read(next.get(), BudgetEntry.class));
    }
    return new BudgetAccount(page);
  }

  private static String key(RunId run, int number) {
    return String.format(Locale.ROOT, "runs/%s/budget/%06d.json", run, number);
  }
}
