package dev.apimage.keys;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Timekeeper;
import dev.apimage.azure.Vault;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An emulated service with subscriptions and a Key Vault, and processes that are killed. */
final class KeyRig implements AutoCloseable {
  static final String SERVICE = "contoso";

  private final Rig rig;
  private final ArmConnection connection;
  private final SubscriptionKeys service;
  private final Vault vault;

  KeyRig() {
    this(EmulatorOptions.defaults());
  }

  KeyRig(EmulatorOptions options) {
    try {
      rig = Rig.of(Emulator.start(options.withServices(SERVICE).withEmpty(true)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    connection = rig.hurried(SERVICE);
    service = connection.keys();
    vault = connection.vaults().open("kv-contoso");
  }

  void add(String subscription) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.putObject("properties").put("displayName", subscription).put("scope", "/apis");
    connection.writer().put("subscriptions/" + subscription, Map.of(), envelope, Optional.empty());
  }

  /** The process is gone: nothing catches it, nothing more happens. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Counts what a process does to the world, and ends it before or after the n-th. */
  static final class Life {
    private final int last;
    private final boolean after;
    private int count;

    Life(int last, boolean after) {
      this.last = last;
      this.after = after;
    }

    static Life whole() {
      return new Life(Integer.MAX_VALUE, false);
    }

    int count() {
      return count;
    }

    <T> T act(java.util.function.Supplier<T> what) {
      count++;
      if (count > last || count == last && !after) {
        throw new Killed();
      }
      T result = what.get();
      if (count == last) {
        throw new Killed();
      }
      return result;
    }
  }

  Rig rig() {
    return rig;
  }

  ArmConnection connection() {
    return connection;
  }

  Vault vault() {
    return vault;
  }

  SubscriptionKeys service() {
    return service;
  }

  List<Subscription> subscriptions() {
    return Subscription.all(connection.reader()).stream().filter(s -> !s.isMaster()).toList();
  }

  SubscriptionKeys service(Life life) {
    return new SubscriptionKeys() {
      @Override
      public Pair fetch(String subscription) {
        return life.act(() -> service.fetch(subscription));
      }

      @Override
      public void regenerate(String subscription, Which which) {
        life.act(
            () -> {
              service.regenerate(subscription, which);
              return null;
            });
      }
    };
  }

  Vault vault(Life life) {
    return new Vault() {
      @Override
      public String name() {
        return vault.name();
      }

      @Override
      public Optional<Stored> find(String secret) {
        return life.act(() -> vault.find(secret));
      }

      @Override
      public void set(
          String secret, Secret value, Map<String, String> tags, Optional<Instant> expires) {
        life.act(
            () -> {
              vault.set(secret, value, tags, expires);
              return null;
            });
      }

      @Override
      public List<Entry> list() {
        return life.act(vault::list);
      }
    };
  }

  VaultKeys keysIn(Vault some) {
    return new VaultKeys(
        some, SERVICE, new SecretNames(SecretNames.DEFAULT, SERVICE), VaultKeys.Options.NONE);
  }

  Deliverer deliverer() {
    return new Deliverer(service, keysIn(vault), Timekeeper.SYSTEM);
  }

  /** What the vault tells consumers of a subscription. */
  List<Secret> told(String subscription) {
    VaultKeys keys = keysIn(vault);
    List<Secret> told = new ArrayList<>();
    for (Which which : Which.values()) {
      vault.find(keys.secretName(subscription, which)).ifPresent(s -> told.add(s.value()));
    }
    return told;
  }

  /** The keys that open something now. */
  List<Secret> working(String subscription) {
    SubscriptionKeys.Pair pair = service.fetch(subscription);
    return List.of(pair.primary(), pair.secondary());
  }

  @Override
  public void close() {
    rig.close();
  }
}
