package io.steward.platform;

/**
 * What the doctor found.
 *
 * @param subject what was looked at, such as {@code memory}
 * @param level how bad it is
 * @param message what was found and, unless all is well, what to do
 */
public record Finding(String subject, Level level, String message) {

  /** How bad a finding is. */
  public enum Level {
    /** All is well. */
    OK,
    /** It works, and could be better. */
    ADVICE,
    /** The platform cannot start or does not work. */
    FAULT
  }
}
