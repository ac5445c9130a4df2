package io.steward.artifact;

import java.util.regex.Pattern;

/**
 * The names that artifacts have in a store. A document's key is made of segments with slashes
 * between them; only the last one has an extension. So no key is ever a folder of another one
 * ({@code a} beside {@code a/b}), which an embedded store that keeps files in folders cannot hold.
 */
public final class StoreKeys {
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9@_=-]{1,200}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9@_=-][A-Za-z0-9@_=.-]{0,198}");
  private static final int MAX_LENGTH = 900;

  private StoreKeys() {}

  /**
   * Returns the key of a document as it is, if every store can hold it.
   *
   * @throws IllegalArgumentException if not
   */
  public static String document(String key) {
    int slash = key.lastIndexOf('/');
    String file = key.substring(slash + 1);
    boolean good =
        key.length() <= MAX_LENGTH && FILE.matcher(file).matches() && file.indexOf('.') > 0;
    if (good && slash >= 0) {
      for (String folder : key.substring(0, slash).split("/", -1)) {
        good &= FOLDER.matcher(folder).matches();
      }
    }
    if (!good) {
      throw new IllegalArgumentException(
          "Not a document key: '"
              + key
              + "'. Use segments of letters, digits, '-', '_', '=' and '@' (at most 200 characters"
              + " each), and an extension on the last one only, for example runs/run-1/run.json.");
    }
    return key;
  }

  /** The key of a blob: its digest, spread over folders by the first two hex digits. */
  static String blob(Digest digest) {
    return "blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex();
  }
}
