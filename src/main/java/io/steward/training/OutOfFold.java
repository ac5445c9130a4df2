package io.steward.training;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a candidate said about rows that it did not learn from, before calibration. Only rows of
 * folds that could be scored are in it.
 *
 * <p>The written form is binary, numbers big-endian: the four bytes {@code OOF1}; the number of
 * outputs a row and the number of rows as 32-bit integers; all row numbers, ascending, as 32-bit
 * integers; then the outputs as 64-bit doubles, row by row.
 *
 * @param rows the numbers of the rows in the training matrix, ascending
 * @param outputs one array a row, in the shape of {@link io.steward.bundle.PortableModel#predict}
 */
public record OutOfFold(int[] rows, double[][] outputs) {
  private static final int MAGIC = 0x4F4F4631;

  public OutOfFold {
    if (rows.length != outputs.length) {
      throw new IllegalArgumentException(
          "There are %d rows but outputs of %d.".formatted(rows.length, outputs.length));
    }
  }

  /** The written form. */
  public byte[] bytes() {
    int width = rows.length == 0 ? 0 : outputs[0].length;
    ByteBuffer buffer =
        ByteBuffer.allocate(
            Math.addExact(12, Math.multiplyExact(rows.length, 4 + Double.BYTES * width)));
    buffer.putInt(MAGIC).putInt(width).putInt(rows.length);
    Arrays.stream(rows).forEach(buffer::putInt);
    for (double[] output : outputs) {
      for (double value : output) {
        buffer.putDouble(value);
      }
    }
    return buffer.array();
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  public static OutOfFold read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      if (buffer.getInt() != MAGIC) {
        throw new IllegalArgumentException("These bytes are no out-of-fold predictions.");
      }
      int width = buffer.getInt();
      int count = buffer.getInt();
      if (width < 0 || count < 0 || buffer.remaining() != count * (4L + 8L * width)) {
        throw new IllegalArgumentException(
            "Out-of-fold predictions of %d rows and %d outputs do not have %d bytes."
                .formatted(count, width, bytes.length));
      }
      int[] rows = new int[count];
      Arrays.setAll(rows, i -> buffer.getInt());
      double[][] outputs = new double[count][width];
      for (double[] output : outputs) {
        Arrays.setAll(output, k -> buffer.getDouble());
      }
      return new OutOfFold(rows, outputs);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("These bytes are no out-of-fold predictions.", e);
    }
  }
}
