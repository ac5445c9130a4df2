package io.steward.platform;

import java.util.List;

/** The platform's processes, in the order in which they are stopped when read backwards. */
public enum ChildName {
  /** Secondary storage of Camunda. */
  OPENSEARCH("opensearch", "OpenSearch"),
  /** The S3 object store. */
  STORE("store", "object store"),
  /** Camunda's engine. */
  BROKER("broker", "Zeebe broker"),
  /** Operate and Tasklist. */
  WEBAPPS("webapps", "Operate and Tasklist"),
  /** Answers predictions. */
  MODEL_SERVER("model-server", "model server"),
  /** The workers, the run pages and the command line's counterpart. */
  APPLICATION("application", "Steward application");

  private final String id;
  private final String title;

  ChildName(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The name in files and JSON, such as {@code model-server}. */
  public String id() {
    return id;
  }

  /** The name in messages, such as {@code Zeebe broker}. */
  public String title() {
    return title;
  }

  /**
   * Whether this is one of Steward's own two processes, which {@code --platform-only} leaves out.
   */
  public boolean isSteward() {
    return this == APPLICATION || this == MODEL_SERVER;
  }

  /** The order in which processes are stopped: who uses another goes first. */
  public static List<ChildName> stopOrder() {
    return List.of(values()).reversed();
  }
}
