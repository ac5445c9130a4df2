package io.steward.platform.cli;

import io.steward.platform.ChildName;
import io.steward.platform.ChildStatus;
import io.steward.platform.PlatformStatus;
import io.steward.platform.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A status as lines for people and as a JSON document. */
final class StatusDocument {

  private final PlatformStatus status;

  StatusDocument(PlatformStatus status) {
    this.status = status;
  }

  static String line(ChildStatus child) {
    String text = child.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String process = child.pid() == null ? "" : "pid " + child.pid();
    String memory = child.residentMegabytes() == null ? "" : child.residentMegabytes() + " MB";
    return String.format(
            Locale.ROOT,
            "  %-22s %-14s port %-6d %-12s %s",
            child.name().title(),
            text,
            child.port(),
            process,
            memory)
        .stripTrailing();
  }

  List<String> links() {
    List<String> lines = new ArrayList<>();
    linkMap()
        .forEach((name, url) -> lines.add(String.format(Locale.ROOT, "  %-13s %s", name, url)));
    return lines;
  }

  Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", status.ready());
    document.put("data", status.data().toString());
    document.put("store", status.store().id());
    document.put("residentMegabytes", status.residentMegabytes());
    document.put("processes", status.children().stream().map(StatusDocument::json).toList());
    document.put("links", linkMap());
    return document;
  }

  private Map<String, String> linkMap() {
    Ports ports = status.ports();
    Map<String, String> links = new LinkedHashMap<>();
    for (ChildStatus child : status.children()) {
      if (child.state() == ChildStatus.State.READY) {
        addLinks(child.name(), ports, links);
      }
    }
    return links;
  }

  private static void addLinks(ChildName name, Ports ports, Map<String, String> links) {
    switch (name) {
      case WEBAPPS -> {
        links.put("Tasklist", ports.webappsAddress() + "/tasklist");
        links.put("Operate", ports.webappsAddress() + "/operate");
      }
      case BROKER -> {
        links.put("Zeebe REST", ports.restAddress().toString());
        links.put("Zeebe gRPC", ports.grpcAddress().toString());
      }
      case STORE -> links.put("Object store", ports.storeAddress().toString());
      case APPLICATION -> links.put("Steward", ports.applicationAddress().toString());
      case MODEL_SERVER -> links.put("Model server", ports.modelServerAddress() + "/v2");
      case OPENSEARCH -> {}
    }
  }

  private static Map<String, Object> json(ChildStatus child) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", child.name().id());
    entry.put("state", child.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    entry.put("port", child.port());
    if (child.pid() != null) {
      entry.put("pid", child.pid());
    }
    if (child.residentMegabytes() != null) {
      entry.put("residentMegabytes", child.residentMegabytes());
    }
    return entry;
  }
}
