package io.steward.training;

import io.steward.charter.Charter;
import io.steward.data.ColumnProfile;
import io.steward.data.DataProfile;
import io.steward.training.LearnabilityReport.Leak;
import io.steward.training.LearnabilityReport.LeakageFinding;
import java.util.ArrayList;
import java.util.List;

/** Leaks that charter, profile and split tell of, without looking at features. */
public final class KnownLeaks {
  private KnownLeaks() {}

  /**
   * What is known.
   *
   * @param sameFeatures how many training rows have the features of a row in the holdout
   * @param trainingRows how many training rows there are
   */
  public static List<LeakageFinding> of(
      Charter charter, DataProfile profile, long sameFeatures, long trainingRows) {
    List<LeakageFinding> leaks = new ArrayList<>();
    for (String column : charter.columns().knownAfter()) {
      leaks.add(
          new LeakageFinding(
              Leak.KNOWN_AFTER,
              column,
              "The charter says that it is known only after the outcome. It is no feature."));
    }
    for (ColumnProfile column : profile.columns()) {
      if (column.idLike(profile.rows()) && isFeature(charter, column.name())) {
        leaks.add(
            new LeakageFinding(
                Leak.ID_LIKE,
                column.name(),
                "It has a different value in each row, as an id has. Put it under columns.id in the"
                    + " charter, or drop it."));
      }
    }
    if (sameFeatures > 0) {
      leaks.add(
          new LeakageFinding(
              Leak.DUPLICATES_ACROSS_SPLIT,
              "",
              sameFeatures
                  + " of "
                  + trainingRows
                  + " training rows have the same features as a row of the holdout, with another"
                  + " outcome."));
    }
    return leaks;
  }

  private static boolean isFeature(Charter charter, String column) {
    return !column.equals(charter.target().column())
        && !charter.columns().id().contains(column)
        && !charter.columns().ignore().contains(column)
        && !charter.columns().knownAfter().contains(column);
  }
}
