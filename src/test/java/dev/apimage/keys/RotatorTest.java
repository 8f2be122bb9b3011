package dev.apimage.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Timekeeper;
import dev.apimage.azure.Vault;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.keys.KeyRig.Killed;
import dev.apimage.keys.KeyRig.Life;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A consumer knows what the Key Vault told it, now or when the phase began. Whenever a rotation is
 * killed, before or after any request or receipt takes effect, one of those keys must work.
 */
class RotatorTest {
  @TempDir Path temp;

  /** A rotation of two subscriptions with all that a test must see of it. */
  private static final class Story implements AutoCloseable {
    private final KeyRig rig;
    private final List<String> names;
    private final ReceiptFile file;
    private final Map<String, List<Secret>> knownBefore = new HashMap<>();
    private final Map<String, List<Secret>> original = new HashMap<>();

    Story(Path file) {
      this(new KeyRig(), file, "acme", "beta");
    }

    Story(KeyRig rig, Path file, String... names) {
      this.rig = rig;
      this.names = List.of(names);
      this.file = new ReceiptFile(file);
      this.names.forEach(rig::add);
      subscriptions().forEach(s -> original.put(s.name(), rig.working(s.name())));
    }

    List<Subscription> subscriptions() {
      return rig.subscriptions().stream().filter(s -> names.contains(s.name())).toList();
    }

    void told() {
      rig.deliverer().deliver(subscriptions());
    }

    Receipt begin() {
      return Rotator.begin(
          "id",
          rig.keysIn(rig.vault()),
          new Selection(true, List.of(), List.of(), List.of(), Optional.empty()),
          subscriptions(),
          Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** What consumers read from the vault, and perhaps go on using. */
    void remember() {
      subscriptions().forEach(s -> knownBefore.put(s.name(), rig.told(s.name())));
    }

    Rotation run(boolean finish, Life life) {
      Receipt from = file.read().orElseGet(this::begin);
      Rotator rotator =
          new Rotator(
              rig.service(life),
              rig.keysIn(rig.vault(life)),
              receipt ->
                  life.act(
                      () -> {
                        file.keep(receipt);
                        return null;
                      }),
              Timekeeper.SYSTEM);
      return finish ? rotator.renewPrimary(from) : rotator.renewSecondary(from);
    }

    /** Runs a process that may be killed; true if it came to its end. */
    boolean live(boolean finish, Life life) {
      try {
        return run(finish, life).isComplete();
      } catch (Killed e) {
        return false;
      } finally {
        nobodyIsLockedOut();
      }
    }

    /** As a person who runs it again until it is done. */
    void complete(boolean finish) {
      for (int run = 0; run < 20; run++) {
        if (live(finish, Life.whole())) {
          return;
        }
      }
      throw new AssertionError("never done");
    }

    void nobodyIsLockedOut() {
      for (Subscription subscription : subscriptions()) {
        List<Secret> working = rig.working(subscription.name());
        assertThat(rig.told(subscription.name()))
            .as("what the vault tells of " + subscription.name())
            .anyMatch(working::contains);
        assertThat(knownBefore.get(subscription.name()))
            .as("what consumers of " + subscription.name() + " knew before")
            .anyMatch(working::contains);
      }
    }

    void everythingIsNew() {
      for (Subscription subscription : subscriptions()) {
        List<Secret> working = rig.working(subscription.name());
        assertThat(rig.told(subscription.name())).isEqualTo(working);
        assertThat(working).doesNotContainAnyElementsOf(original.get(subscription.name()));
      }
    }

    @Override
    public void close() {
      rig.close();
    }
  }

  private static int length(Path folder, boolean finish) throws Exception {
    try (Story story = new Story(folder.resolve("length-" + finish))) {
      story.told();
      story.remember();
      Life first = Life.whole();
      story.live(false, first);
      story.remember();
      Life second = Life.whole();
      story.live(true, second);
      return finish ? second.count() : first.count();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aKillAtAnyPointOfEitherPhaseLocksNobodyOut(boolean finish) throws Exception {
    int length = length(temp, finish);
    assertThat(length).isGreaterThan(15);
    try (KeyRig rig = new KeyRig()) {
      for (int point = 1; point <= length; point++) {
        for (boolean after : new boolean[] {false, true}) {
          String id = point + (after ? "-after" : "-before");
          Story story = new Story(rig, temp.resolve(id), "acme-" + id, "beta-" + id);
          story.told();
          story.remember();
          if (finish) {
            assertThat(story.live(false, Life.whole())).isTrue();
            story.remember();
          }
          assertThat(story.live(finish, new Life(point, after))).isFalse();
          assertThat(story.live(finish, Life.whole())).as("goes on after %s", id).isTrue();
          if (finish) {
            story.everythingIsNew();
          }
        }
      }
    }
  }

  @Property(tries = 12, seed = "7")
  void manyKillsLockNobodyOutEither(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 30) Integer> points,
      @ForAll boolean after,
      @ForAll boolean receiptIsLost)
      throws Exception {
    Path folder = Files.createTempDirectory("rotation");
    try (Story story = new Story(folder.resolve("receipt.json"))) {
      story.told();
      story.remember();
      for (int point : points) {
        story.live(false, new Life(point, after));
        if (receiptIsLost) {
          // A build machine's disk is gone with it; the next one starts anew.
          Files.deleteIfExists(folder.resolve("receipt.json"));
        }
      }
      assertThat(story.live(false, Life.whole())).isTrue();
      story.remember();
      for (int point : points) {
        story.live(true, new Life(point, after));
      }
      assertThat(story.live(true, Life.whole())).isTrue();
      story.everythingIsNew();
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  @Test
  void eachKeyIsRenewedOnceHoweverOftenItIsKilled() throws Exception {
    try (Story story = new Story(temp.resolve("receipt"))) {
      story.told();
      story.remember();
      // Not by a kill right after the service renewed it: then it was, and nobody could know.
      for (int point = 1; point < 12; point++) {
        story.live(false, new Life(point, true));
      }
      story.live(false, Life.whole());
      long renewals =
          story.rig.rig().emulator().requests().stream()
              .filter(r -> r.path().endsWith("acme/regenerateSecondaryKey"))
              .count();
      assertThat(renewals).isEqualTo(1);
    }
  }

  @Test
  void aDeliveryThatFailsStopsBeforeTheNextConsumerAndGoesOnLater() throws Exception {
    try (Story story = new Story(temp.resolve("receipt"))) {
      story.told();
      story.remember();
      Vault refusing = refusing(story.rig.vault(), "secondary");
      Rotation failed =
          new Rotator(
                  story.rig.service(), story.rig.keysIn(refusing), story.file, Timekeeper.SYSTEM)
              .renewSecondary(story.begin());
      story.nobodyIsLockedOut();
      assertThat(failed.isComplete()).isFalse();
      assertThat(failed.written()).isTrue();
      assertThat(failed.failed()).extracting(Failure::subscription).containsExactly("acme");
      assertThat(failed.notTried()).extracting(Receipt.Entry::subscription).containsExactly("beta");
      assertThatThrownBy(() -> story.run(true, Life.whole()))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("not every consumer has a new secondary key");
      assertThat(story.live(false, Life.whole())).isTrue();
    }
  }

  private static Vault refusing(Vault vault, String ending) {
    return new Vault() {
      @Override
      public String name() {
        return vault.name();
      }

      @Override
      public Optional<Stored> find(String secret) {
        return vault.find(secret);
      }

      @Override
      public void set(
          String secret, Secret value, Map<String, String> tags, Optional<Instant> expires) {
        if (secret.endsWith(ending)) {
          throw new ProblemException(Problem.error(Code.FORBIDDEN, "may not write"));
        }
        vault.set(secret, value, tags, expires);
      }

      @Override
      public List<Entry> list() {
        return vault.list();
      }
    };
  }

  @Test
  void aKeyThatConsumersCouldNotKnowIsDeliveredAndGivenTime() throws Exception {
    try (Story story = new Story(temp.resolve("receipt"))) {
      story.told();
      // Somebody renews a primary key in the portal: consumers live on the secondary one.
      story.rig.service().regenerate("acme", Which.PRIMARY);
      story.remember();
      Rotation first = story.run(false, Life.whole());
      story.nobodyIsLockedOut();
      assertThat(first.isComplete()).isFalse();
      assertThat(first.isWaiting()).isTrue();
      assertThat(first.failed()).extracting(Failure::subscription).containsExactly("acme");
      story.remember();
      assertThat(story.live(false, Life.whole())).isTrue();
      // And a secondary one between the phases.
      story.remember();
      story.rig.service().regenerate("beta", Which.SECONDARY);
      Rotation second = story.run(true, Life.whole());
      assertThat(second.failed()).extracting(Failure::subscription).containsExactly("beta");
      story.remember();
      assertThat(story.live(true, Life.whole())).isTrue();
      story.everythingIsNew();
    }
  }

  /** Lost answers to a renewal make it happen twice; failures are tried again. */
  @Test
  void faultsOnTheWireAreLivedThrough() throws Exception {
    try (Story story =
        new Story(
            new KeyRig(
                EmulatorOptions.defaults()
                    .withFaults("rate=0.2,seed=11,kinds=lost+reset+500+409,requests=60")),
            temp.resolve("receipt"),
            "acme",
            "beta")) {
      story.told();
      story.remember();
      story.complete(false);
      story.remember();
      story.complete(true);
      story.everythingIsNew();
    }
  }

  @Test
  void aSubscriptionThatIsGoneHoldsNobodyUp() throws Exception {
    try (Story story = new Story(temp.resolve("receipt"))) {
      story.told();
      story.file.keep(story.begin());
      story.rig.connection().writer().delete("subscriptions/acme", Map.of(), "*");
      Rotation rotation = story.run(false, Life.whole());
      assertThat(rotation.isComplete()).isTrue();
      assertThat(rotation.receipt().entries())
          .extracting(Receipt.Entry::state)
          .containsExactly(Receipt.State.GONE, Receipt.State.SECONDARY_DELIVERED);
    }
  }

  @Test
  void theReceiptHoldsNoKey() throws Exception {
    Path file = temp.resolve("receipt");
    try (Story story = new Story(file)) {
      story.told();
      story.run(false, Life.whole());
      String text = Files.readString(file);
      assertThat(text).contains("secondary-delivered", "acme");
      for (Subscription subscription : story.subscriptions()) {
        story
            .original
            .get(subscription.name())
            .forEach(k -> assertThat(text).doesNotContain(k.reveal()));
        story
            .rig
            .working(subscription.name())
            .forEach(k -> assertThat(text).doesNotContain(k.reveal()));
      }
      try (Stream<Path> files = Files.list(temp)) {
        assertThat(files).as("no draft is left").containsExactly(file);
      }
    }
  }
}
