package io.steward.workers.web;

import io.steward.data.contract.ContractFault;
import io.steward.data.contract.ContractReader;
import io.steward.data.contract.ContractRegistry;
import io.steward.data.contract.ContractRegistry.ContractVersion;
import io.steward.data.contract.ContractResult;
import io.steward.data.contract.DataContract;
import io.steward.workers.data.ContractLog;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reading the data contracts of models, and handing in new versions of them. */
@RestController
public class ContractsApi {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private final ContractRegistry registry;
  private final ContractLog log;

  public ContractsApi(ContractRegistry registry, ContractLog log) {
    this.registry = registry;
    this.log = log;
  }

  /**
   * A version with its text.
   *
   * @param versions how many versions there are
   */
  record ContractView(ContractVersion contract, String text, int versions) {}

  @GetMapping("/api/contracts/{model}")
  ResponseEntity<byte[]> read(
      @PathVariable String model, @RequestParam(required = false) @Nullable Integer version) {
    List<ContractVersion> versions = registry.versions(checked(model));
    int wanted = version == null ? versions.size() : version;
    if (wanted < 1 || wanted > versions.size()) {
      throw Refusal.notFound(
          versions.isEmpty()
              ? "There is no data contract for " + model + " yet: the first run proposes one."
              : "The data contract of "
                  + model
                  + " has the versions 1 to "
                  + versions.size()
                  + ", not "
                  + version
                  + ".");
    }
    ContractVersion found = versions.get(wanted - 1);
    return Answers.ok(new ContractView(found, registry.text(found), versions.size()));
  }

  /** Takes a contract in YAML as the next version. One with faults is refused. */
  @PutMapping("/api/contracts/{model}")
  ResponseEntity<byte[]> write(
      @PathVariable String model, @RequestBody byte[] yaml, Principal user) {
    String text = new String(yaml, StandardCharsets.UTF_8);
    return switch (ContractReader.read(text)) {
      case ContractResult.Faulty(List<ContractFault> faults) ->
          throw new Refusal(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "The data contract cannot be used; no version was made:",
              Map.of("faults", faults));
      case ContractResult.Valid(DataContract contract) -> {
        ContractVersion version = registry.register(checked(model), text, user.getName());
        log.registered(version, contract, null);
        yield Answers.created(version);
      }
    };
  }

  private static String checked(String model) {
    if (!NAME.matcher(model).matches()) {
      throw Refusal.badRequest(
          "'" + model + "' is no name of a model: lower-case letters, digits and hyphens.");
    }
    return model;
  }
}
