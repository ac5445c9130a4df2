package io.steward.training.algorithm;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/** One seed a tree, so that a forest does not depend on which thread grows which tree. */
final class TreeSeeds {
  private TreeSeeds() {}

  /** Distinct positive seeds: the library wants both. */
  static long[] of(long seed, int trees) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<Long> used = new HashSet<>();
    long[] seeds = new long[trees];
    for (int i = 0; i < trees; i++) {
      long next;
      do {
        next = random.nextLong(2, Long.MAX_VALUE);
      } while (!used.add(next));
      seeds[i] = next;
    }
    return seeds;
  }
}
