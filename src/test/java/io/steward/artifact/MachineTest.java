package io.steward.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTest {
  @Test
  void shouldNameProcessorAndItsFloatingPointInstructionsWhenLinuxTells() {
    Machine machine =
        Machine.of(
            List.of(
                "processor\t: 0",
                "model name\t: Some CPU @ 2.40GHz",
                "flags\t\t: fpu sse4_2 fma avx2 avx rdrand",
                "processor\t: 1",
                "model name\t: Another"));

    assertThat(machine.cpu()).isEqualTo("Some CPU @ 2.40GHz");
    assertThat(machine.cpuFeatures()).containsExactly("avx", "avx2", "fma", "sse4_2");
    assertThat(machine.inWords()).contains("Some CPU @ 2.40GHz (avx, avx2, fma, sse4_2)");
  }

  @Test
  void shouldSayUnknownWhenTheSystemDoesNotTell() {
    Machine machine = Machine.of(List.of());

    assertThat(machine.cpu()).isEqualTo("unknown");
    assertThat(machine.cpuFeatures()).isEmpty();
    assertThat(machine.byName())
        .containsEntry("cpu", "unknown")
        .containsKeys("java", "java-vendor", "jvm", "os", "arch", "processors");
  }

  @Test
  void shouldBeTheSameHereAndSurviveJson() {
    assertThat(Json.read(Json.bytes(Machine.here()), Machine.class)).isEqualTo(Machine.here());
    assertThat(Machine.here().javaVersion()).isNotEqualTo("unknown");
    assertThat(Machine.here().processors()).isPositive();
  }
}
