package io.steward.workers.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A BPMN or DMN file, read as plain XML. */
record Diagram(String name, Document document) {
  private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

  /** All files of a folder with this ending. */
  static List<Diagram> in(Path folder, String ending) throws IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    List<Diagram> diagrams = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
        diagrams.add(
            new Diagram(
                file.getFileName().toString().replace(ending, ""),
                factory.newDocumentBuilder().parse(file.toFile())));
      }
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(e);
    }
    return diagrams;
  }

  /** All elements with this local name, in any namespace. */
  List<Element> all(String localName) {
    return list(document.getElementsByTagNameNS("*", localName));
  }

  /** The elements of the engine's extension below an element. */
  static List<Element> extension(Element of, String localName) {
    return list(of.getElementsByTagNameNS(ZEEBE, localName));
  }

  /** The service tasks of a job type. */
  List<Element> tasks(String jobType) {
    return all("serviceTask").stream().filter(task -> jobType(task).equals(jobType)).toList();
  }

  static String jobType(Element serviceTask) {
    return extension(serviceTask, "taskDefinition").getFirst().getAttribute("type");
  }

  /** A task header, or "" if it is not set. */
  static String header(Element task, String key) {
    return extension(task, "header").stream()
        .filter(header -> header.getAttribute("key").equals(key))
        .map(header -> header.getAttribute("value"))
        .findFirst()
        .orElse("");
  }

  /** The codes that are caught at an element or at a sub-process around it. */
  Set<String> caughtAround(Element element) {
    Set<String> around = new LinkedHashSet<>();
    for (Node at = element; at instanceof Element inside; at = at.getParentNode()) {
      around.add(inside.getAttribute("id"));
    }
    Set<String> codes = new LinkedHashSet<>();
    for (Element boundary : all("boundaryEvent")) {
      if (around.contains(boundary.getAttribute("attachedToRef"))) {
        for (Element event : list(boundary.getElementsByTagNameNS("*", "errorEventDefinition"))) {
          codes.add(errorCode(event.getAttribute("errorRef")));
        }
      }
    }
    return codes;
  }

  private String errorCode(String id) {
    return all("error").stream()
        .filter(error -> error.getAttribute("id").equals(id))
        .map(error -> error.getAttribute("errorCode"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
