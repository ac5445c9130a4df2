package io.steward.governance;

import java.util.Set;

/**
 * A user and what he or she may decide.
 *
 * @param user the user name, as the process engine knows it
 * @param roles of those in {@link Roles}
 */
public record Person(String user, Set<String> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether the person holds at least one of these roles. */
  public boolean holdsAnyOf(Iterable<String> wanted) {
    for (String role : wanted) {
      if (roles.contains(role)) {
        return true;
      }
    }
    return false;
  }
}
