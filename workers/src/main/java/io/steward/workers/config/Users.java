package io.steward.workers.config;

import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The configured people and what they may do. A user who is not configured has no role. */
public final class Users {
  private final Map<String, StewardProperties.User> users;

  public Users(Map<String, StewardProperties.User> users) {
    this.users = Map.copyOf(users);
  }

  /** The roles of a user; empty for anybody unknown, and for nobody. */
  public Set<String> roles(@Nullable String user) {
    StewardProperties.User known = user == null ? null : users.get(user);
    return known == null ? Set.of() : Set.copyOf(known.roles());
  }

  /** The users, in the order of their names. */
  public Set<String> names() {
    return new TreeSet<>(users.keySet());
  }

  /**
   * Refuses passwords in plain text unless only this machine can reach the application.
   *
   * @param address the address that the application is bound to; null means all of them
   * @throws IllegalStateException that names the users
   */
  public void requireSafeFor(@Nullable InetAddress address) {
    if (address != null && address.isLoopbackAddress()) {
      return;
    }
    Set<String> plain = new TreeSet<>();
    users.forEach(
        (name, user) -> {
          if (!user.password().startsWith("{") || user.password().startsWith("{noop}")) {
            plain.add(name);
          }
        });
    if (!plain.isEmpty()) {
      throw new IllegalStateException(
          "The application would listen beyond this machine (server.address), but these users have"
              + " a password in plain text: "
              + String.join(", ", plain)
              + ". Give them a {bcrypt} password in config/application.yaml, or remove them.");
    }
  }
}
