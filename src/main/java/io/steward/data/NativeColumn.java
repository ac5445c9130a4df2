package io.steward.data;

/**
 * A column of a Parquet file that Steward did not write.
 *
 * @param type what it holds, as far as Steward can read it
 * @param engineType the type as the engine calls it, for messages
 */
public record NativeColumn(String name, Type type, String engineType) {
  /** What a column can hold. */
  public enum Type {
    NUMBER,
    TEXT,
    BOOLEAN,
    /** A day. */
    DATE,
    /** A day and a time, wherever. */
    TIMESTAMP,
    /** A point in time. */
    INSTANT,
    /** Anything that is no value of a table: lists, structures, bytes, durations. */
    OTHER
  }
}
