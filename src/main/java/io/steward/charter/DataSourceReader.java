package io.steward.charter;

import io.steward.charter.DataSource.Compression;
import io.steward.charter.DataSource.CsvForm;
import io.steward.charter.DataSource.DateOrder;
import io.steward.charter.DataSource.Format;
import io.steward.charter.DataSource.Query;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the charter's section {@code source}. */
final class DataSourceReader {
  /** The character sets that a CSV file may be said to be in. */
  static final List<String> ENCODINGS =
      List.of("UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252");

  private static final List<String> KINDS = List.of("file", "object", "url", "query");
  private static final Map<String, String> DELIMITERS =
      Map.of(",", ",", ";", ";", "\\t", "\t", "tab", "\t", "|", "|");
  private static final Pattern OBJECT =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/[^/].*");
  private static final Pattern CONNECTION = Pattern.compile("[a-z][a-z0-9-]{0,40}");
  private static final DataSource STAND_IN = DataSource.ofFile("");

  private final CharterFields fields;

  private DataSourceReader(CharterFields fields) {
    this.fields = fields;
  }

  static DataSource read(CharterFields fields) {
    return new DataSourceReader(fields).source();
  }

  private DataSource source() {
    List<String> given = KINDS.stream().filter(fields::has).toList();
    if (given.size() > 1) {
      fields.fault(
          given.get(1),
          "The data has one source, but these are there: %s. Keep one."
              .formatted(String.join(", ", given)));
    }
    String file = given.isEmpty() ? fields.text("file", "data.csv") : fields.optionalText("file");
    DataSource source =
        new DataSource(
            plain("file", file),
            object(fields.optionalText("object")),
            url(fields.optionalText("url")),
            query(),
            Choices.optional(fields, "format", Format.values()),
            Choices.optional(fields, "compression", Compression.values()),
            csv(),
            fields.flag("append-only", false));
    fields.noOthers();
    boolean text = source.format() != Format.JSONL && source.format() != Format.PARQUET;
    if (source.csv() != null && !text) {
      fields.fault("csv", "This is for CSV and TSV only. Remove it, or set format: csv.");
    }
    if (source.query() != null && (source.format() != null || source.csv() != null)) {
      fields.fault("query", "Rows of a database have no format. Remove format and csv.");
    }
    return given.size() == 1 ? source : STAND_IN;
  }

  private @Nullable String plain(String key, @Nullable String text) {
    if (text != null && text.chars().anyMatch(Character::isISOControl)) {
      fields.fault(key, "The name holds control characters.");
      return null;
    }
    return text;
  }

  private @Nullable String object(@Nullable String written) {
    String object = plain("object", written);
    if (object != null && !OBJECT.matcher(object).matches()) {
      fields.fault("object", "'%s' is no object. Write s3://bucket/key.".formatted(object));
      return null;
    }
    return object;
  }

  private @Nullable String url(@Nullable String url) {
    String fault = url == null ? null : urlFault(url);
    if (fault != null) {
      fields.fault("url", fault);
      return null;
    }
    return url;
  }

  /** What is wrong with an address; the message never repeats it, since it may hold a password. */
  private static @Nullable String urlFault(String url) {
    try {
      URI address = new URI(url);
      if (!"https".equals(address.getScheme()) || address.getHost() == null) {
        return "This is no https address. Write https://host/path.";
      }
      if (address.getRawUserInfo() != null) {
        return "The address holds a user or password, which would be kept in the charter for ever."
            + " Remove it.";
      }
      return address.getRawFragment() == null ? null : "Remove the part after #.";
    } catch (URISyntaxException e) {
      return "This is no address: " + e.getReason() + ". Write https://host/path.";
    }
  }

  private @Nullable Query query() {
    if (!fields.has("query")) {
      fields.optionalText("query");
      return null;
    }
    CharterFields query = fields.mapping("query");
    Query read =
        new Query(query.text("connection", "warehouse"), query.text("sql", "SELECT … ORDER BY …"));
    query.noOthers();
    if (!read.connection().isEmpty() && !CONNECTION.matcher(read.connection()).matches()) {
      query.fault(
          "connection",
          "'%s' is no name of a connection: use lower-case letters, digits and hyphens."
              .formatted(read.connection()));
    }
    String sql = read.sql().toUpperCase(Locale.ROOT);
    if (!sql.isEmpty() && !sql.startsWith("SELECT") && !sql.startsWith("WITH")) {
      query.fault("sql", "The statement must begin with SELECT or WITH.");
    }
    return read;
  }

  private @Nullable CsvForm csv() {
    if (!fields.has("csv")) {
      fields.optionalText("csv");
      return null;
    }
    CharterFields csv = fields.mapping("csv");
    String delimiter = raw(csv, "delimiter", DELIMITERS.keySet().stream().sorted().toList());
    String encoding = csv.optionalText("encoding");
    String upper = encoding == null ? null : encoding.toUpperCase(Locale.ROOT);
    if (upper != null && !ENCODINGS.contains(upper)) {
      csv.fault(
          "encoding", "'%s' is not one of %s.".formatted(encoding, String.join(", ", ENCODINGS)));
    }
    CsvForm form =
        new CsvForm(
            delimiter == null ? null : DELIMITERS.get(delimiter),
            raw(csv, "quote", List.of("\"", "'")),
            upper,
            raw(csv, "decimal", List.of(".", ",")),
            Choices.optional(csv, "dates", DateOrder.values()));
    csv.noOthers();
    return form;
  }

  /** One of a few texts. */
  private static @Nullable String raw(CharterFields fields, String key, List<String> allowed) {
    String text = fields.optionalText(key);
    if (text != null && !allowed.contains(text)) {
      fields.fault(key, "'%s' is not one of: %s".formatted(text, String.join("  ", allowed)));
      return null;
    }
    return text;
  }
}
