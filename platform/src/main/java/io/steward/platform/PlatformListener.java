package io.steward.platform;

import java.time.Duration;

/** Hears what happens while the platform starts. Called from one thread. */
public interface PlatformListener {

  /** A listener that ignores everything. */
  PlatformListener SILENT =
      new PlatformListener() {
        @Override
        public void note(String message) {}

        @Override
        public void ready(ChildStatus child, Duration since) {}
      };

  /** One sentence about what is being done or was found. */
  void note(String message);

  /** A process answers, so long after the start of {@code up}. */
  void ready(ChildStatus child, Duration since);
}
