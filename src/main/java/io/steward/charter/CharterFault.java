package io.steward.charter;

/**
 * Something in a charter that must be put right.
 *
 * @param path where, for example {@code success.primary.threshold} or {@code fairness[1].column};
 *     empty if it is about the whole text
 * @param message what is wrong and what to write instead, in one or two sentences
 */
public record CharterFault(String path, String message) {
  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
