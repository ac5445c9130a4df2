package io.steward.training.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.steward.training.Cancellation;
import io.steward.training.TrainingCancelledException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoppingTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration UNTIL_STOPPED = Duration.ofMillis(300);

  /** Far more than can be done before it is stopped. */
  private static final Map<String, Double> ENDLESS =
      Map.ofEntries(
          Map.entry("trees", 50_000.0),
          Map.entry("epochs", 50_000.0),
          Map.entry("max-leaves", 2000.0),
          Map.entry("min-leaf", 1.0),
          Map.entry("max-depth", 1000.0),
          Map.entry("lambda", 1e-9),
          Map.entry("penalty", 1e-9),
          Map.entry("max-iterations", 1e9),
          Map.entry("cost", 1e6));

  static Stream<AlgorithmTest.Case> cases() {
    return AlgorithmTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldStopSoonAndBurnNothingAfterwardsWhenCancelled(AlgorithmTest.Case given) {
    TrainingData data = noise(given.classes());
    long start = System.nanoTime();
    Cancellation soon = () -> System.nanoTime() - start > UNTIL_STOPPED.toNanos();

    try {
      given.algorithm().fit(data, ENDLESS, 7, 2, soon);
      // Those in closed form may be done before; all others have to be stopped.
    } catch (TrainingCancelledException expected) {
      assertThat(expected).hasMessageContaining("stopped");
    }

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(UNTIL_STOPPED.plusSeconds(1));
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(100))
        .until(StoppingTest::nobodyLearns);
  }

  /** Whether no thread is in the code of a training library or an algorithm. */
  private static boolean nobodyLearns() {
    for (ThreadInfo thread : THREADS.dumpAllThreads(false, false)) {
      if (thread.getThreadId() != Thread.currentThread().threadId()
          && thread.getThreadState() == Thread.State.RUNNABLE
          && learns(thread.getStackTrace())) {
        return false;
      }
    }
    return true;
  }

  private static boolean learns(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.startsWith("smile.")
          || name.contains("lightgbm")
          || (name.startsWith("io.steward.training.algorithm.")
              && !name.endsWith(StoppingTest.class.getSimpleName()))) {
        return true;
      }
    }
    return false;
  }

  /** Nothing to learn, so that everything takes long; as many rows as a kernel machine takes. */
  private static TrainingData noise(int classes) {
    SplittableRandom random = new SplittableRandom(3);
    double[][] x = new double[SupportVectorMachine.MOST_ROWS][30];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.doubles(30).toArray();
      y[i] = classes == 0 ? random.nextDouble() : random.nextInt(classes);
    }
    return new TrainingData(x, y, classes, AlgorithmTest.names(30));
  }
}
