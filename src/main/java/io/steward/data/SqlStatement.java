package io.steward.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a query as far as it must be known before a database sees it: is it one statement,
 * and does it sort? Quoted texts, quoted names, dollar quotes and comments (PostgreSQL's lexical
 * rules, chapter 4.1) are passed over. What the statement may do is not judged here: it runs in a
 * read-only transaction of a user who may only read.
 */
final class SqlStatement {
  private final String sql;
  private final StringBuilder bare = new StringBuilder();
  private int at;

  private SqlStatement(String sql) {
    this.sql = sql;
    while (at < sql.length()) {
      step();
    }
  }

  /**
   * Reads a query.
   *
   * @throws UnusableDataException if it is not one SELECT or WITH statement
   */
  static SqlStatement of(String sql) {
    SqlStatement statement = new SqlStatement(sql);
    String text = statement.words();
    if (!text.matches("(?s)\\(*\\s*(SELECT|WITH)\\b.*")) {
      throw refused("must begin with SELECT or WITH");
    }
    if (text.replaceFirst(";\\s*$", "").contains(";")) {
      throw refused("must be one statement, but there is something after a semicolon");
    }
    return statement;
  }

  /** The statement without the semicolon at its end. */
  String text() {
    int end = sql.length();
    if (words().endsWith(";")) {
      end = sql.lastIndexOf(';');
    }
    return sql.substring(0, end);
  }

  /** Whether there is an ORDER BY anywhere. */
  boolean sorts() {
    return words().matches("(?s).*\\bORDER\\s+BY\\b.*");
  }

  /** What is left without quoted things and comments, in upper case. */
  private String words() {
    return bare.toString().strip().toUpperCase(Locale.ROOT);
  }

  private void step() {
    char c = sql.charAt(at);
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (c == '\'' || c == '"') {
      boolean escapes = c == '\'' && at > 0 && "eE".indexOf(sql.charAt(at - 1)) >= 0;
      quoted(c, escapes);
      bare.append("Q");
    } else if (c == '$' && dollarTag() != null) {
      String tag = dollarTag();
      int end = sql.indexOf(String.valueOf(tag), at + String.valueOf(tag).length());
      at = end < 0 ? sql.length() : end + String.valueOf(tag).length();
      bare.append("Q");
    } else {
      bare.append(c);
      at++;
    }
  }

  private void comment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0 && at < sql.length());
    bare.append(' ');
  }

  private void quoted(char quote, boolean escapes) {
    at++;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (escapes && c == '\\') {
        at++;
      } else if (c == quote) {
        if (at < sql.length() && sql.charAt(at) == quote) {
          at++;
        } else {
          return;
        }
      }
    }
  }

  /** The tag that a dollar quote begins with here, such as {@code $body$}; null if none does. */
  private @Nullable String dollarTag() {
    boolean inName = at > 0 && Character.isJavaIdentifierPart(sql.charAt(at - 1));
    int end = at + 1;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    boolean tag = end < sql.length() && sql.charAt(end) == '$' && !inName;
    return tag && !Character.isDigit(sql.charAt(at + 1)) ? sql.substring(at, end + 1) : null;
  }

  private static UnusableDataException refused(String why) {
    return new UnusableDataException(
        "bad-query", "The query in source.query.sql " + why + ". Correct it in the charter.");
  }
}
