package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import dev.apimage.secret.SecretSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Key Vaults of the target's cloud: the third client beside the reading and the writing one,
 * which only plan, publish and keys have. Opening it sends nothing. Thread-safe.
 */
public final class KeyVaults {
  private final Cloud cloud;
  private final Wire wire;
  private final Map<String, VaultClient> readers = new ConcurrentHashMap<>();

  KeyVaults(Cloud cloud, Wire wire) {
    this.cloud = cloud;
    this.wire = wire;
  }

  /**
   * The name of a secret's version.
   *
   * @param vault the vault's name without its domain
   * @param name the secret's name
   * @param version empty for the newest
   */
  public record Name(String vault, String name, String version) {
    @Override
    public String toString() {
      return vault + "/" + name + (version.isEmpty() ? "" : "/" + version);
    }
  }

  /**
   * A vault to read and write.
   *
   * @throws ProblemException {@link Code#VAULT} if no vault can have that name
   */
  public Vault open(String vault) {
    VaultAddress address = VaultAddress.of(cloud, vault);
    return new VaultClient(address, wire.vault(address, VaultClient.TO_WRITE));
  }

  /**
   * Reads secrets at the same time, each once.
   *
   * @param parallelism how many requests at a time
   * @return for each name what its reading gave: a source that gives the value, nothing where there
   *     is no such secret, or throws why it could not be read
   */
  public Map<Name, SecretSource> read(Collection<Name> names, int parallelism) {
    List<Name> each = List.copyOf(new LinkedHashSet<>(names));
    List<Callable<SecretSource>> readings = new ArrayList<>();
    each.forEach(name -> readings.add(() -> reading(name)));
    Map<Name, SecretSource> read = new LinkedHashMap<>();
    try (Tasks tasks = new Tasks(parallelism)) {
      List<SecretSource> sources = tasks.all(readings);
      for (int i = 0; i < each.size(); i++) {
        read.put(each.get(i), sources.get(i));
      }
    }
    return read;
  }

  private SecretSource reading(Name name) {
    try {
      Optional<Secret> value = value(name);
      return () -> value;
    } catch (ProblemException e) {
      return () -> {
        throw e;
      };
    }
  }

  private Optional<Secret> value(Name name) {
    VaultClient vault =
        readers.computeIfAbsent(
            name.vault().toLowerCase(Locale.ROOT),
            v -> {
              VaultAddress address = VaultAddress.of(cloud, name.vault());
              return new VaultClient(address, wire.vault(address, VaultClient.TO_READ));
            });
    Optional<Vault.Stored> stored = vault.find(name.name(), name.version());
    stored.ifPresent(secret -> usable(name, secret));
    return stored.map(Vault.Stored::value);
  }

  /** Key Vault itself gives out what has expired ("About Azure Key Vault secrets"). */
  private void usable(Name name, Vault.Stored secret) {
    Instant now = wire.waiter().time().now();
    secret
        .expires()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> unusable(name, "expired at " + end));
    secret
        .notBefore()
        .filter(now::isBefore)
        .ifPresent(start -> unusable(name, "is not valid before " + start));
  }

  private static void unusable(Name name, String why) {
    throw new ProblemException(
        Problem.error(Code.VAULT, "the Key Vault secret " + name + " " + why)
            .advise("Write a new version of it, or name another source."));
  }
}
