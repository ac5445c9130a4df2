package io.steward.features;

import io.steward.schema.ColumnKind;
import io.steward.schema.ColumnSchema;
import io.steward.schema.RawTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Tables with everything that real ones have, and what nobody expects. */
final class RandomTable {
  static final List<ColumnSchema> COLUMNS =
      List.of(
          new ColumnSchema("plain", ColumnKind.NUMBER),
          new ColumnSchema("tail \"long\"", ColumnKind.NUMBER),
          new ColumnSchema("both", ColumnKind.NUMBER),
          new ColumnSchema("whole", ColumnKind.NUMBER),
          new ColumnSchema("few", ColumnKind.TEXT),
          new ColumnSchema("many", ColumnKind.TEXT),
          new ColumnSchema("said", ColumnKind.TEXT),
          new ColumnSchema("day", ColumnKind.DATE));

  private static final String[] FEW = {
    "a", "it's", "say \"x\"", "", "é", "a,b", "back\\slash", " ", "two\nlines", "tab\there", "日本"
  };

  private static final String[] WORDS = {
    "Good", "good,", "bad", "it's", "  ", "é", "\"no\"", "the", "price", "\t", "日本", "x\ny"
  };

  private RandomTable() {}

  /** As CSV, with a target {@code y} of so many classes; none is a value. */
  static String csv(long seed, int rows, int classes) {
    Random random = new Random(seed);
    RawTable table = rows(random, rows, false);
    StringBuilder csv = new StringBuilder();
    for (ColumnSchema column : COLUMNS) {
      csv.append(quoted(column.name())).append(',');
    }
    csv.append("y\n");
    for (int row = 0; row < rows; row++) {
      for (ColumnSchema column : COLUMNS) {
        if (column.kind() == ColumnKind.NUMBER) {
          double value = table.numbers(column.name())[row];
          csv.append(Double.isNaN(value) ? "" : String.valueOf(value)).append(',');
        } else {
          String text = table.texts(column.name())[row];
          csv.append(text.isEmpty() ? "" : quoted(text)).append(',');
        }
      }
      double signal = table.numbers("whole")[row] + 3 * random.nextGaussian();
      csv.append(
              classes == 0
                  ? String.format(Locale.ROOT, "%.3f", signal)
                  : "k" + Math.floorMod((int) signal, classes))
          .append('\n');
    }
    return csv.toString();
  }

  /**
   * @param serving whether values are among them that training never shows: extremes, unseen texts,
   *     what is no date, characters that a graph cannot carry
   */
  static RawTable rows(Random random, int rows, boolean serving) {
    double[] plain = new double[rows];
    double[] tail = new double[rows];
    double[] both = new double[rows];
    double[] whole = new double[rows];
    String[] few = new String[rows];
    String[] many = new String[rows];
    String[] said = new String[rows];
    String[] day = new String[rows];
    for (int i = 0; i < rows; i++) {
      boolean odd = serving && random.nextInt(4) == 0;
      plain[i] = gap(random) ? Double.NaN : odd ? extreme(random) : 10 * random.nextGaussian();
      tail[i] = gap(random) ? Double.NaN : odd ? extreme(random) : Math.exp(random.nextGaussian());
      both[i] = odd ? extreme(random) : Math.pow(random.nextGaussian(), 3);
      whole[i] = random.nextInt(9);
      few[i] = odd ? odd(random) : FEW[random.nextInt(FEW.length)];
      many[i] = odd ? odd(random) : gap(random) ? "" : "level " + random.nextInt(80);
      said[i] = odd && random.nextBoolean() ? odd(random) : sentence(random, i);
      day[i] = gap(random) ? "" : odd ? oddDate(random) : date(random);
    }
    return new RawTable(
        COLUMNS, new ArrayList<>(List.of(plain, tail, both, whole, few, many, said, day)));
  }

  private static boolean gap(Random random) {
    return random.nextInt(8) == 0;
  }

  private static double extreme(Random random) {
    double[] values = {1e15, -1e15, 0, -0.0, 1e-300, Double.MAX_VALUE, -Double.MAX_VALUE, -1};
    return values[random.nextInt(values.length)];
  }

  private static String odd(Random random) {
    String[] texts = {
      "unseen", "yacht 🛥 good", "good 🛥", "a\u0001b", "LEVEL 1", "level 1 ", "''"
    };
    return texts[random.nextInt(texts.length)];
  }

  private static String sentence(Random random, int row) {
    StringBuilder text = new StringBuilder("no" + row);
    for (int i = random.nextInt(7); i >= 0; i--) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static String date(Random random) {
    String day = java.time.LocalDate.of(1999, 1, 1).plusDays(random.nextInt(12_000)).toString();
    return switch (random.nextInt(4)) {
      case 0 -> day + "T10:20:30-05:00";
      case 1 -> day + " 23:59";
      default -> day;
    };
  }

  private static String oddDate(Random random) {
    String[] texts = {
      "2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "0000-01-01", "9999-12-31",
      "2024-13-01", "2024-1-1", "yesterday", "2024-04-31", "2024-05-05Tomorrow", "2024-05-05\n",
      " 2024-05-05", "٢٠٢٤-٠١-٠١", "2024-05-05🛥"
    };
    return texts[random.nextInt(texts.length)];
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
