package io.steward.governance;

import java.util.List;

/** The names of the roles; they are the candidate groups of user tasks as well. */
public final class Roles {
  public static final String BUSINESS_OWNER = "business-owner";
  public static final String ML_ENGINEER = "ml-engineer";
  public static final String DATA_STEWARD = "data-steward";
  public static final String VALIDATOR = "validator";
  public static final String AUDITOR = "auditor";
  public static final String ADMIN = "admin";

  /** All of them. */
  public static final List<String> ALL =
      List.of(BUSINESS_OWNER, ML_ENGINEER, DATA_STEWARD, VALIDATOR, AUDITOR, ADMIN);

  private Roles() {}
}
