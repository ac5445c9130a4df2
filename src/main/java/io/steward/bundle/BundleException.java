package io.steward.bundle;

/**
 * A key, a signature or a part of a bundle is not what it must be: nothing was loaded, and trying
 * again does not help.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
