package io.steward.evaluation.report;

import io.steward.evaluation.Picture;

/**
 * A picture of a report.
 *
 * @param id unlike all others of the report: letters, digits, hyphens
 * @param title what it shows
 * @param description what it says, for those who cannot see it and as its caption
 */
public record ReportPicture(String id, String title, String description, Picture picture) {
  /** The picture as an {@code <svg>} element with title and description. */
  public String svg() {
    return picture.svg(id, title, description);
  }
}
