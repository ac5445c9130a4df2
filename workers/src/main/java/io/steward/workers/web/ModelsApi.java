package io.steward.workers.web;

import io.steward.bundle.ModelRegistry;
import io.steward.bundle.ModelVersion;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The registered models. */
@RestController
public class ModelsApi {
  private final ModelRegistry registry;

  public ModelsApi(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param aliases which version each alias points to
   */
  record ModelView(String name, List<ModelVersion> versions, Map<String, Integer> aliases) {}

  @GetMapping("/api/models")
  ResponseEntity<byte[]> list() {
    return Answers.ok(registry.models().stream().map(this::view).toList());
  }

  @GetMapping("/api/models/{name}")
  ResponseEntity<byte[]> one(@PathVariable String name) {
    if (!registry.models().contains(name)) {
      throw Refusal.notFound("There is no model " + name + ". ./steward models lists them.");
    }
    return Answers.ok(view(name));
  }

  private ModelView view(String name) {
    return new ModelView(name, registry.versions(name), registry.aliases(name));
  }
}
