package io.steward.governance;

import io.steward.artifact.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * A second place, outside the object store, that remembers where the ledger stood. Without it
 * nobody could tell a ledger whose newest entries were removed from one that never had them. Keep
 * it where those who can write the store cannot write.
 */
public interface LedgerAnchor {
  /** Remembers an entry. Called once for each entry written, by any number of threads. */
  void remember(Mark mark);

  /**
   * Everything remembered, in the order of writing.
   *
   * @throws IllegalStateException if the place cannot be read or holds something else
   */
  List<Mark> marks();

  /** An anchor in a file that is only ever appended to; made at the first write. */
  static LedgerAnchor file(Path file) {
    return new LedgerAnchorFile(file);
  }

  /**
   * An entry that was written.
   *
   * @param number its place in the ledger
   * @param hash its hash
   * @param signature Ed25519 in Base64, so that nobody else can write marks
   */
  record Mark(long number, Digest hash, String signature) {}
}
