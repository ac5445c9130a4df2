package io.steward.charter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the data comes from, and what is known of its form. Exactly one of the first four is given;
 * {@link #location} says which. What is not said of the form is found out from the data, and the
 * snapshot's manifest says what was found.
 *
 * @param file a file: relative to the charter's folder, or absolute; it must lie in an allowed
 *     folder
 * @param object an object of the store, {@code s3://bucket/key}; its key must begin as an allowed
 *     one
 * @param url an {@code https} address without user and password; its host must be allowed
 * @param query rows of a database
 * @param format how the bytes are to be read; null to tell from name and content
 * @param compression how they are packed; null to tell from the content
 * @param csv what would be detected otherwise; only for CSV and TSV
 * @param appendOnly whether collecting again may only add rows
 */
public record DataSource(
    @Nullable String file,
    @Nullable String object,
    @Nullable String url,
    @Nullable Query query,
    @Nullable Format format,
    @Nullable Compression compression,
    @Nullable CsvForm csv,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean appendOnly) {

  /** The scheme of objects in the store. */
  static final String OBJECT = "s3://";

  /** How rows are written. Written in lower case. */
  public enum Format {
    /** Fields between delimiters, a first line of names. */
    CSV,
    /** CSV whose delimiter is the tab. */
    TSV,
    /** One flat JSON object a line. */
    JSONL,
    /** Apache Parquet. */
    PARQUET
  }

  /** How the bytes are packed. Written in lower case. */
  public enum Compression {
    GZIP,
    NONE
  }

  /**
   * @param connection the name of a connection in the configuration, which knows address, user and
   *     password
   * @param sql one SELECT (or WITH) statement; with ORDER BY, so that the same rows come in the
   *     same order
   */
  public record Query(String connection, String sql) {}

  /**
   * How a CSV file is written, where that shall not be detected.
   *
   * @param delimiter one of comma, semicolon, tab and vertical bar
   * @param quote a double or single quotation mark
   * @param encoding the name of a character set, one of {@link DataSourceReader#ENCODINGS}
   * @param decimal what stands before the decimals: point or comma; the other one may part groups
   *     of three digits
   * @param dates what comes first in dates such as 03/04/2026
   */
  public record CsvForm(
      @Nullable String delimiter,
      @Nullable String quote,
      @Nullable String encoding,
      @Nullable String decimal,
      @Nullable DateOrder dates) {
    /** Nothing is said. */
    public static final CsvForm DETECTED = new CsvForm(null, null, null, null, null);
  }

  /** Whether 03/04/2026 is the third of April or the fourth of March. */
  public enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST
  }

  /** Where the data comes from, one of four kinds. */
  public sealed interface Location {
    /** A file, as the charter names it. */
    record LocalFile(String path) implements Location {}

    /** An object of the store. */
    record StoredObject(String bucket, String key) implements Location {}

    /** A web address. */
    record Web(URI address) implements Location {}

    /** Rows of a database. */
    record Rows(Query query) implements Location {}
  }

  /** A file whose form is detected. */
  public static DataSource ofFile(String file) {
    return new DataSource(file, null, null, null, null, null, null, false);
  }

  /** Where the data comes from. */
  public Location location() {
    if (object != null) {
      String path = object.substring(OBJECT.length());
      int slash = path.indexOf('/');
      return new Location.StoredObject(path.substring(0, slash), path.substring(slash + 1));
    }
    if (url != null) {
      return new Location.Web(URI.create(url));
    }
    if (query != null) {
      return new Location.Rows(query);
    }
    return new Location.LocalFile(file == null ? "" : file);
  }

  /** What is said of a CSV file's form. */
  public CsvForm csvForm() {
    return csv == null ? CsvForm.DETECTED : csv;
  }

  /** The source's name without its folders, as messages call it. */
  public String name() {
    return switch (location()) {
      case Location.LocalFile local -> last(local.path());
      case Location.StoredObject stored -> last(stored.key());
      case Location.Web web -> {
        String path = web.address().getPath();
        String last = path == null ? "" : last(path);
        yield last.isEmpty() ? web.address().getHost() : last;
      }
      case Location.Rows rows -> "query-on-" + rows.query().connection() + ".jsonl";
    };
  }

  /**
   * The source for people and for the record: a web address without its query, which may hold a
   * key; of a database's rows the connection only.
   */
  public String words() {
    return switch (location()) {
      case Location.LocalFile local -> local.path();
      case Location.StoredObject stored -> OBJECT + stored.bucket() + "/" + stored.key();
      case Location.Web web -> words(web.address());
      case Location.Rows rows -> "a query on the connection " + rows.query().connection();
    };
  }

  /** A web address without user, query and fragment. */
  public static String words(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return address.getScheme() + "://" + host + port + path;
  }

  private static String last(String path) {
    String plain = path.replace('\\', '/');
    return plain.substring(plain.lastIndexOf('/') + 1);
  }
}
