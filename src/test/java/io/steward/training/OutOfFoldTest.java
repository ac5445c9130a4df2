package io.steward.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {
  private static final OutOfFold THREE =
      new OutOfFold(
          new int[] {0, 2, 70_000}, new double[][] {{0.1, 0.9}, {Math.PI, -0.0}, {1e-300, 1}});

  @Test
  void shouldReadWhatItWroteToTheBit() {
    OutOfFold read = OutOfFold.read(THREE.bytes());

    assertThat(read.rows()).isEqualTo(THREE.rows());
    assertThat(read.outputs()).isDeepEqualTo(THREE.outputs());
    assertThat(read.bytes()).isEqualTo(THREE.bytes());
  }

  @Test
  void shouldRefuseOtherBytes() {
    byte[] bytes = THREE.bytes();

    assertThatThrownBy(() -> OutOfFold.read(new byte[0])).hasMessageContaining("no out-of-fold");
    assertThatThrownBy(() -> OutOfFold.read("[1, 2, 3, 4]".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("no out-of-fold");
    assertThatThrownBy(() -> OutOfFold.read(Arrays.copyOf(bytes, bytes.length - 1)))
        .hasMessageContaining("3 rows and 2 outputs");
  }
}
