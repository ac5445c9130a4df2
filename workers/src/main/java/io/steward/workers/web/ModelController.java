package io.steward.workers.web;

import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The registered models. */
@RestController
@RequestMapping("/api/models")
public class ModelController {
  private final ModelRegistry registry;

  public ModelController(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param aliases which version each alias names
   */
  public record ModelView(String name, List<ModelVersion> versions, Map<String, Integer> aliases) {}

  /**
   * @param history all changes of the aliases, oldest first
   */
  public record ModelDetail(
      String name,
      List<ModelVersion> versions,
      Map<String, Integer> aliases,
      List<ModelRegistry.AliasEvent> history) {}

  /** All models, in alphabetical order. */
  @GetMapping
  public List<ModelView> list() {
    return registry.models().stream()
        .map(name -> new ModelView(name, registry.versions(name), registry.aliases(name)))
        .toList();
  }

  /** One model. */
  @GetMapping("/{name}")
  public ModelDetail get(@PathVariable String name) {
    List<ModelVersion> versions = registry.versions(name);
    if (versions.isEmpty()) {
      throw new ApiException(
          HttpStatus.NOT_FOUND,
          "There is no model '" + name + "'. There are: " + registry.models() + ".");
    }
    return new ModelDetail(name, versions, registry.aliases(name), registry.aliasEvents(name));
  }
}
