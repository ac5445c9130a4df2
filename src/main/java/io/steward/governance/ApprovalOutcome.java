package io.steward.governance;

import java.util.List;

/** What follows from the decisions about a dossier. */
public sealed interface ApprovalOutcome {
  /**
   * The value that the process decides on: {@code approved}, {@code changes} or {@code rejected}.
   */
  String outcome();

  /** What to tell people; empty if there is nothing to tell. */
  String notice();

  /** Everybody who had to approved. */
  record Approved() implements ApprovalOutcome {
    @Override
    public String outcome() {
      return "approved";
    }

    @Override
    public String notice() {
      return "";
    }
  }

  /** Somebody asks for changes. */
  record ChangesRequested(String notice) implements ApprovalOutcome {
    @Override
    public String outcome() {
      return "changes";
    }
  }

  /** Somebody rejects the model; it will not be released. */
  record Rejected(String notice) implements ApprovalOutcome {
    @Override
    public String outcome() {
      return "rejected";
    }
  }

  /**
   * The approvals do not count: a rule of the review was broken, or one is missing. The model is
   * not released; the process treats it as a request for changes.
   *
   * @param violations each broken rule, in one sentence
   */
  record NotValid(List<String> violations) implements ApprovalOutcome {
    public NotValid {
      violations = List.copyOf(violations);
    }

    @Override
    public String outcome() {
      return "changes";
    }

    @Override
    public String notice() {
      return "The approvals do not count. " + String.join(" ", violations);
    }
  }
}
