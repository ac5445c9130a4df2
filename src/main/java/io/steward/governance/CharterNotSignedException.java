package io.steward.governance;

/** A step was given a charter that is not the one which was signed. Trying again helps nobody. */
public final class CharterNotSignedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CharterNotSignedException(String message) {
    super(message);
  }
}
