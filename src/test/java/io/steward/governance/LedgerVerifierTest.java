package io.steward.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.steward.artifact.Json;
import io.steward.bundle.SigningKey;
import io.steward.governance.LedgerSeal.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever can write the store, but holds neither the key nor the anchor, is always found out. */
class LedgerVerifierTest {
  /** More than a stretch, so that there is a checkpoint, and entries after it. */
  private static final int ENTRIES = LedgerFixture.STRETCH + 4;

  private LedgerFixture fixture;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = new LedgerFixture(folder);
    Ledger ledger = fixture.ledger();
    for (int i = 0; i < ENTRIES; i++) {
      ledger.append(LedgerFixture.event("entry " + i, i % 3 == 0 ? "key " + i : null));
    }
    assertThat(fixture.verify().faults()).isEmpty();
  }

  @Test
  void shouldFindEveryEdit() {
    for (int number = 1; number <= ENTRIES; number++) {
      byte[] genuine = read(number);
      ObjectNode document = tree(genuine);
      ((ObjectNode) document.at("/entry/facts")).put("what", "something else");
      write(number, Json.bytes(document));

      expectFault(number, LedgerVerification.Kind.CHANGED);
      write(number, genuine);
    }
    assertThat(fixture.verify().whole()).isTrue();
  }

  @Test
  void shouldFindEveryEditWithASealOfAnotherKey() {
    SigningKey other = SigningKey.generate();
    for (int number = 1; number <= ENTRIES; number++) {
      byte[] genuine = read(number);
      LedgerEntry entry = Json.read(genuine, Ledger.Sealed.class).entry();
      LedgerEntry forged =
          new LedgerEntry(
              entry.number(),
              entry.at(),
              entry.type(),
              entry.run(),
              "somebody else",
              entry.facts(),
              entry.idempotencyKey(),
              entry.previous());
      write(
          number,
          Json.bytes(new Ledger.Sealed(forged, LedgerSeal.of(Kind.ENTRY, forged.hash(), other))));

      expectFault(number, LedgerVerification.Kind.CHANGED);
      write(number, genuine);
    }
  }

  @Test
  void shouldFindEveryByteThatIsAddedOrLeftOut() {
    for (int number = 1; number <= ENTRIES; number++) {
      byte[] genuine = read(number);
      String text = new String(genuine, StandardCharsets.UTF_8);
      ObjectNode extra = tree(genuine);
      extra.put("note", "harmless");
      List<byte[]> variants =
          List.of(
              (text + " ").getBytes(StandardCharsets.UTF_8),
              text.substring(0, text.length() / 2).getBytes(StandardCharsets.UTF_8),
              new byte[0],
              Json.bytes(extra));
      for (byte[] variant : variants) {
        write(number, variant);
        expectFault(number, LedgerVerification.Kind.CHANGED);
      }
      write(number, genuine);
    }
  }

  @Test
  void shouldFindEveryReorder() {
    for (int number = 1; number < ENTRIES; number++) {
      byte[] one = read(number);
      byte[] two = read(number + 1);
      write(number, two);
      write(number + 1, one);

      expectFault(number, LedgerVerification.Kind.MOVED);
      expectFault(number + 1, LedgerVerification.Kind.MOVED);
      write(number, one);
      write(number + 1, two);
    }
  }

  @Test
  void shouldFindEveryDeletion() {
    for (int number = 1; number <= ENTRIES; number++) {
      byte[] genuine = read(number);
      fixture.store.remove(LedgerKeys.entry(number));

      expectFault(
          number,
          number == ENTRIES ? LedgerVerification.Kind.CUT_OFF : LedgerVerification.Kind.MISSING);
      write(number, genuine);
    }
  }

  @Test
  void shouldFindEveryTruncation() {
    fixture.store.list(LedgerKeys.CHECKPOINTS).forEach(fixture.store::remove);
    for (int number = ENTRIES; number >= 1; number--) {
      fixture.store.remove(LedgerKeys.entry(number));

      LedgerVerification verification = fixture.verify();
      assertThat(verification.entries()).isEqualTo(number - 1);
      assertThat(verification.faults())
          .filteredOn(fault -> fault.kind() == LedgerVerification.Kind.CUT_OFF)
          .hasSize(ENTRIES - number + 1);
    }
  }

  @Test
  void shouldFindATruncationThatWasWrittenOver() {
    for (int number = ENTRIES; number > ENTRIES - 3; number--) {
      fixture.store.remove(LedgerKeys.entry(number));
    }
    Ledger ledger = fixture.ledger();
    for (int i = 0; i < 5; i++) {
      ledger.append(LedgerFixture.event("later " + i));
    }

    LedgerVerification verification = fixture.verify();
    assertThat(verification.entries()).isEqualTo(ENTRIES + 2);
    assertThat(verification.faults())
        .extracting(LedgerVerification.LedgerFault::kind)
        .containsOnly(LedgerVerification.Kind.CONTRADICTED)
        .hasSize(3);
  }

  @Test
  void shouldFindWhatLiesAmongTheEntriesAndIsNone() {
    fixture.store.tamper(LedgerKeys.ENTRIES + "5.json", new byte[] {'x'});

    expectFault(0, LedgerVerification.Kind.FOREIGN);
  }

  @Test
  void shouldFindACheckpointThatWasChanged() {
    String name = LedgerKeys.checkpoint(LedgerFixture.STRETCH);
    ObjectNode document = tree(fixture.store.read(name).orElseThrow());
    ((ObjectNode) document.get("checkpoint")).put("from", 3);
    fixture.store.tamper(name, Json.bytes(document));

    expectFault(0, LedgerVerification.Kind.CONTRADICTED);
  }

  @Test
  void shouldFindAnAnchorThatWasChangedOrRemoved() throws IOException {
    String genuine = Files.readString(fixture.file);
    List<String> lines = genuine.lines().toList();

    Files.writeString(fixture.file, genuine.replaceFirst("1 sha256:.", "1 sha256:0"));
    assertThat(fixture.verify().whole()).isFalse();
    Files.writeString(fixture.file, genuine + lines.getFirst().replaceFirst("1", "99") + "\n");
    assertThat(fixture.verify().whole()).isFalse();
    Files.writeString(fixture.file, "nonsense\n");
    assertThat(fixture.verify().faults().getFirst().message()).contains("Line 1");
    Files.delete(fixture.file);
    assertThat(fixture.verify().faults().getFirst().message()).contains("remembers nothing");
  }

  @Test
  void shouldBeWholeWhenTheWriterDiedBeforeOrWhileItWroteTheAnchor() throws IOException {
    String genuine = Files.readString(fixture.file);
    String withoutLast = genuine.substring(0, genuine.lastIndexOf('\n', genuine.length() - 2) + 1);
    Files.writeString(fixture.file, withoutLast + "36 sha256:12");

    assertThat(fixture.verify().faults()).isEmpty();
    assertThat(fixture.verify().anchored()).isEqualTo(ENTRIES - 1);

    fixture.ledger().append(LedgerFixture.event("next"));
    assertThat(fixture.verify().faults()).isEmpty();
    assertThat(fixture.verify().anchored()).isEqualTo(ENTRIES + 1);
    assertThat(fixture.anchor.marks()).hasSize(ENTRIES);
  }

  private void expectFault(long number, LedgerVerification.Kind kind) {
    LedgerVerification verification = fixture.verify();
    if (verification.faults().stream()
        .noneMatch(fault -> fault.number() == number && fault.kind() == kind)) {
      fail("No fault " + kind + " at " + number + " in " + verification.faults());
    }
  }

  private byte[] read(long number) {
    return fixture.store.read(LedgerKeys.entry(number)).orElseThrow();
  }

  private void write(long number, byte[] content) {
    fixture.store.tamper(LedgerKeys.entry(number), content);
  }

  private static ObjectNode tree(byte[] json) {
    return (ObjectNode) Objects.requireNonNull(Json.read(json, JsonNode.class));
  }
}
