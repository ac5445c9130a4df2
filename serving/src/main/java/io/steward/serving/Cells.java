package io.steward.serving;

import io.steward.schema.ColumnKind;
import java.util.Arrays;

/** The values of one input as they are read, before it is known what column they are for. */
final class Cells {
  private static final int NONE = -1;

  private double[] numbers = new double[1];
  private String[] texts = new String[1];
  private int size;
  private int firstNumber = NONE;
  private int firstText = NONE;

  int size() {
    return size;
  }

  void addMissing() {
    add(Double.NaN, "");
  }

  void addNumber(double number) {
    if (firstNumber == NONE) {
      firstNumber = size;
    }
    add(number, "");
  }

  void addText(String text) {
    if (firstText == NONE) {
      firstText = size;
    }
    add(Double.NaN, text);
  }

  /**
   * The values as {@code double[]} or {@code String[]}.
   *
   * @throws ApiException 400 if a value is of the other kind
   */
  Object column(String name, ColumnKind kind) {
    if (kind == ColumnKind.NUMBER) {
      if (firstText != NONE) {
        throw ApiException.badRequest(
            "Column '"
                + name
                + "' takes numbers, but value "
                + firstText
                + " is the text '"
                + shortened(texts[firstText])
                + "'; send a number, or null where it is missing.");
      }
      return Arrays.copyOf(numbers, size);
    }
    if (firstNumber != NONE) {
      throw ApiException.badRequest(
          "Column '"
              + name
              + "' takes texts, but value "
              + firstNumber
              + " is a number; send it in quotes, or null where it is missing.");
    }
    return Arrays.copyOf(texts, size);
  }

  private void add(double number, String text) {
    if (size == numbers.length) {
      int length = Math.max(16, size * 2);
      numbers = Arrays.copyOf(numbers, length);
      texts = Arrays.copyOf(texts, length);
    }
    numbers[size] = number;
    texts[size] = text;
    size++;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
