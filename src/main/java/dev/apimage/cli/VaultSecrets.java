package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.KeyVaults;
import dev.apimage.folder.InVault;
import dev.apimage.folder.Overlay;
import dev.apimage.folder.SourceText;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.SecretSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which of an environment's Key Vault secrets a command reads. publish reads all, so that one that
 * is missing stops it before the first write. plan reads those that it must compare with what the
 * target shows in clear, since its changes have to be those of publish; who may only plan needs no
 * access to the others. verify reads none.
 */
final class VaultSecrets {
  private final Overlay.Applied applied;

  VaultSecrets(Overlay.Applied applied) {
    this.applied = applied;
  }

  /** For publish: with every value. */
  Overlay.Applied all(ArmConnection connection, int parallelism) {
    return read(secret -> true, connection, parallelism);
  }

  /** For plan: with those values that decide on a change, and something in place of the rest. */
  Overlay.Applied compared(Snapshot actual, ArmConnection connection, int parallelism) {
    return read(secret -> isInClear(secret, actual), connection, parallelism)
        .withStandIns(secret -> true);
  }

  /** For verify: a secret that the target has is taken for the right one. */
  Overlay.Applied trusted(Snapshot actual) {
    return applied.withStandIns(secret -> !isThere(secret, actual));
  }

  private Overlay.Applied read(
      Predicate<InVault> which, ArmConnection connection, int parallelism) {
    Map<SourceText.KeyVault, KeyVaults.Name> names = new HashMap<>();
    applied.inVaults().stream()
        .filter(which)
        .map(InVault::source)
        .forEach(s -> names.put(s, new KeyVaults.Name(s.vault(), s.name(), s.version())));
    if (names.isEmpty()) {
      return applied;
    }
    Map<KeyVaults.Name, SecretSource> read = connection.vaults().read(names.values(), parallelism);
    Map<SourceText.KeyVault, SecretSource> sources = new HashMap<>();
    names.forEach((source, name) -> sources.put(source, read.get(name)));
    return applied.with(sources);
  }

  private static boolean isInClear(InVault secret, Snapshot actual) {
    Optional<Resource> there = actual.at(secret.address());
    // A literal in a text may have moved, and is then known by another id.
    return secret.key().id().isEmpty()
        ? there.filter(r -> r.secrets().containsKey(secret.key().toString())).isPresent()
        : there.isPresent();
  }

  private static boolean isThere(InVault secret, Snapshot actual) {
    return actual
        .at(secret.address())
        .filter(resource -> SecretKey.in(resource.body()).contains(secret.key()))
        .isPresent();
  }

  /** What a plan says of the secrets that it did not read. */
  static List<Problem> notRead(Overlay.Applied applied) {
    long count = applied.inVaults().stream().map(InVault::source).distinct().count();
    return count == 0
        ? List.of()
        : List.of(
            Problem.note(
                Code.VAULT_NOT_READ,
                count == 1
                    ? "1 Key Vault secret was not read; publish reads it before its first write"
                    : count
                        + " Key Vault secrets were not read; publish reads them before its first"
                        + " write"));
  }
}
