package io.steward.workers.data;

import io.steward.artifact.ArtifactStore;
import io.steward.artifact.Digest;
import io.steward.artifact.RunId;
import io.steward.charter.Charter;
import io.steward.data.AllowedFolders;
import io.steward.data.DataException;
import io.steward.data.DataFinding;
import io.steward.data.DataProfile;
import io.steward.data.Severity;
import io.steward.data.Snapshot;
import io.steward.data.contract.ContractFault;
import io.steward.data.contract.ContractProposal;
import io.steward.data.contract.ContractReader;
import io.steward.data.contract.ContractRegistry;
import io.steward.data.contract.ContractRegistry.ContractVersion;
import io.steward.data.contract.ContractResult;
import io.steward.data.contract.DataCheckReport.Origin;
import io.steward.data.contract.DataContract;
import io.steward.governance.Runs;
import io.steward.workers.run.CharterFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the data contract that a run is held to: the charter's file if it was handed in or can be
 * read, else the model's latest version, else one that is proposed from the snapshot. Whatever text
 * it is, it is a version in the store before it is used.
 */
@Component
public class ContractSource {
  private final ArtifactStore store;
  private final AllowedFolders folders;
  private final CharterFolder charterFolder;
  private final Runs runs;
  private final ContractRegistry registry;
  private final ContractLog log;

  public ContractSource(
      ArtifactStore store,
      AllowedFolders folders,
      CharterFolder charterFolder,
      Runs runs,
      ContractRegistry registry,
      ContractLog log) {
    this.store = store;
    this.folders = folders;
    this.charterFolder = charterFolder;
    this.runs = runs;
    this.registry = registry;
    this.log = log;
  }

  /**
   * The contract of a run.
   *
   * @param notes what is to be said about how it was found
   */
  record Found(
      DataContract contract, ContractVersion version, Origin origin, List<DataFinding> notes) {}

  Found find(
      RunId run,
      Charter charter,
      @Nullable Digest handedIn,
      Snapshot snapshot,
      DataProfile profile) {
    List<DataFinding> notes = new ArrayList<>();
    Optional<String> text = ofCharter(run, charter, handedIn, notes);
    if (text.isPresent()) {
      switch (ContractReader.read(text.get())) {
        case ContractResult.Valid(DataContract contract) -> {
          String by = runs.get(run).map(found -> found.begin().requestedBy()).orElse("unknown");
          ContractVersion version = registry.register(charter.name(), text.get(), by);
          log.registered(version, contract, run);
          return new Found(contract, version, Origin.CHARTER, notes);
        }
        case ContractResult.Faulty(List<ContractFault> faults) -> notes.add(faulty(faults));
      }
    }
    Optional<ContractVersion> latest = registry.latest(charter.name());
    if (latest.isPresent()) {
      return new Found(read(registry.text(latest.get())), latest.get(), Origin.LATEST, notes);
    }
    String proposal = ContractProposal.propose(charter, snapshot, profile);
    DataContract contract = read(proposal);
    ContractVersion version = registry.register(charter.name(), proposal, "process");
    log.registered(version, contract, run);
    return new Found(contract, version, Origin.PROPOSED, notes);
  }

  private Optional<String> ofCharter(
      RunId run, Charter charter, @Nullable Digest handedIn, List<DataFinding> notes) {
    if (handedIn != null) {
      return Optional.of(new String(store.get(handedIn), StandardCharsets.UTF_8));
    }
    String file = charter.contract();
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(folders.resolve(charterFolder.of(run), file)));
    } catch (IOException | DataException e) {
      notes.add(
          new DataFinding(
              Severity.INFO,
              "contract-not-handed-in",
              null,
              "The charter names the data contract "
                  + file
                  + ", which was not handed in with it; the model's latest one is used, or one is"
                  + " proposed. './steward start' hands it in.",
              0));
      return Optional.empty();
    }
  }

  private static DataFinding faulty(List<ContractFault> faults) {
    return new DataFinding(
        Severity.BLOCKING,
        "contract-faulty",
        null,
        "The data contract that the charter names cannot be used: "
            + faults.stream()
                .map(fault -> fault.path() + ": " + fault.message())
                .collect(Collectors.joining(" "))
            + " Correct it and start again.",
        0);
  }

  private static DataContract read(String text) {
    return switch (ContractReader.read(text)) {
      case ContractResult.Valid(DataContract contract) -> contract;
      case ContractResult.Faulty(List<ContractFault> faults) ->
          throw new IllegalStateException("A stored data contract has faults: " + faults);
    };
  }
}
