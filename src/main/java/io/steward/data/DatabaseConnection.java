package io.steward.data;

import java.util.function.Supplier;

/**
 * A database that queries may be asked of.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param user a user who may only read, and only what models may be made of
 * @param password asked for at each connection and never kept
 */
public record DatabaseConnection(String url, String user, Supplier<String> password) {
  private static final String POSTGRESQL = "jdbc:postgresql:";

  public DatabaseConnection {
    if (!url.startsWith(POSTGRESQL)) {
      throw new IllegalArgumentException(
          "The address of a connection must begin with "
              + POSTGRESQL
              + "; others are not supported.");
    }
    if (url.contains("password=") || url.contains("user=")) {
      throw new IllegalArgumentException(
          "The address of a connection must hold neither user nor password. Put the password into"
              + " a secret.");
    }
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
