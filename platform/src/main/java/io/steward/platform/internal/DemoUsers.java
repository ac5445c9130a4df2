package io.steward.platform.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.steward.platform.PlatformException;
import io.steward.platform.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * The demo users in Operate's and Tasklist's own user index: password = user name, which is
 * tolerable because everything is on loopback. {@code demo} is made by Camunda itself.
 */
public final class DemoUsers {

  /** User name → Camunda's role: OPERATOR may change things, USER may only look. */
  private static final Map<String, String> ROLES =
      new TreeMap<>(
          Map.of(
              "owner", "OPERATOR",
              "engineer", "OPERATOR",
              "steward", "OPERATOR",
              "validator", "OPERATOR",
              "auditor", "USER"));

  private static final Pattern INDEX = Pattern.compile("operate-user-\\d[\\d.]*_");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpProbe http;
  private final URI openSearch;

  /** The users in the OpenSearch of some ports. */
  public DemoUsers(HttpProbe http, Ports ports) {
    this.http = http;
    this.openSearch = ports.openSearchAddress();
  }

  /** All names, with {@code demo}. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(ROLES.keySet());
    names.add("demo");
    return List.copyOf(names);
  }

  /**
   * Adds those that are missing; those that are there stay as they are, so it can be repeated.
   *
   * @return how many were added
   */
  public int addMissing() {
    String index = index();
    int added = 0;
    for (Map.Entry<String, String> user : ROLES.entrySet()) {
      String name = user.getKey();
      // op_type=create: a user who exists (409) keeps a changed password.
      URI document = openSearch.resolve("/" + index + "/_create/" + name + "?refresh=true");
      if (exists(index, name)) {
        continue;
      }
      Map<String, Object> source =
          Map.of(
              "id", name,
              "userId", name,
              "displayName", name,
              "password", "{bcrypt}" + BCrypt.hashpw(name, BCrypt.gensalt()),
              "roles", List.of(user.getValue()));
      int status = put(document, source);
      if (status >= 300 && status != 409) {
        throw new PlatformException(
            "The user "
                + name
                + " could not be added (OpenSearch answered "
                + status
                + "). Run ./steward down and ./steward up again.");
      }
      added++;
    }
    return added;
  }

  private boolean exists(String index, String name) {
    URI document = openSearch.resolve("/" + index + "/_doc/" + name + "?_source=false");
    return http.ok(document);
  }

  private int put(URI document, Map<String, Object> source) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(document)
              .header("Content-Type", "application/json")
              .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(source)));
      return http.send(request).map(HttpResponse::statusCode).orElse(504);
    } catch (IOException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  private String index() {
    URI indices = openSearch.resolve("/_cat/indices/operate-user-*?h=index&format=json");
    Optional<HttpResponse<String>> answer = http.send(HttpRequest.newBuilder(indices).GET());
    if (answer.isPresent() && answer.get().statusCode() == 200) {
      try {
        for (JsonNode entry : JSON.readTree(answer.get().body())) {
          String name = entry.path("index").asText();
          if (INDEX.matcher(name).matches()) {
            return name;
          }
        }
      } catch (IOException e) {
        throw new PlatformException("OpenSearch answered no JSON at " + indices + ".", e);
      }
    }
    throw new PlatformException(
        "Operate's user index is not there. Run ./steward down and ./steward up again.");
  }
}
