package dev.apimage;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmOptions;
import dev.apimage.azure.Cloud;
import dev.apimage.azure.ServiceImage;
import dev.apimage.azure.ServiceReader;
import dev.apimage.azure.Target;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.plan.TargetFacts;
import dev.apimage.prove.SecretFetcher;
import dev.apimage.publish.Outcome;
import dev.apimage.publish.PublishListener;
import dev.apimage.publish.Publisher;
import dev.apimage.secret.SecretKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An emulator and the three jobs on it, without a command line. */
public final class Rig implements AutoCloseable {
  private final Emulator emulator;

  private Rig(Emulator emulator) {
    this.emulator = emulator;
  }

  /** On an emulator that was started otherwise. */
  public static Rig of(Emulator emulator) {
    return new Rig(emulator);
  }

  private Rig(EmulatorOptions options) {
    try {
      emulator = Emulator.start(options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Services that hold only what none lacks. */
  public static Rig empty(String... services) {
    return new Rig(EmulatorOptions.defaults().withServices(services).withEmpty(true));
  }

  /** Services as Azure makes them. */
  public static Rig fresh(String... services) {
    return new Rig(EmulatorOptions.defaults().withServices(services));
  }

  /** The emulator. */
  public Emulator emulator() {
    return emulator;
  }

  /** A connection to one of its services. */
  public ArmConnection connect(String service) {
    Target target =
        new Target(
            "00000000-0000-0000-0000-000000000001",
            "rg",
            service,
            Cloud.at(emulator.uri().toString()));
    return new ArmConnection(target, ArmOptions.defaults());
  }

  /** The same, on which retries wait without taking time. */
  public ArmConnection hurried(String service) {
    return new ArmConnection(
        connect(service).target(), ArmOptions.defaults().withTime(new Hurry()));
  }

  /** Reads a service. */
  public ServiceImage read(String service) {
    return read(service, Set.of());
  }

  /** Reads a service, kinds included that are only read when asked for. */
  public ServiceImage read(String service, Set<String> include) {
    return ServiceReader.read(connect(service).reader(), 8, include);
  }

  /** Plans a snapshot against a service. */
  public Plan plan(Snapshot desired, String service, PlanOptions options) {
    ServiceImage image = read(service, Kind.optionsOf(desired));
    return Planner.plan(
        desired,
        image.snapshot(),
        options.with(new TargetFacts(image.users(), image.generated(), image.lacking())));
  }

  /** Publishes a snapshot to a service. */
  public Outcome publish(Snapshot desired, String service, PlanOptions options) {
    Plan plan = plan(desired, service, options);
    if (plan.hasErrors()) {
      throw new AssertionError(plan.problems().stream().map(Object::toString).toList());
    }
    return new Publisher(connect(service), 8, PublishListener.NONE).publish(plan);
  }

  /** The keys of a service's subscriptions, but for the one that every service has. */
  public List<String> keysOf(String service) {
    return SecretFetcher.subscriptionKeys(connect(service)).stream()
        .map(secret -> secret.value().reveal())
        .toList();
  }

  /** Extracts a service into a folder. */
  public void extract(String service, Path folder) {
    extract(service, folder, Set.of());
  }

  /** Extracts a service into a folder, kinds included that are only taken when asked for. */
  public void extract(String service, Path folder, Set<String> include) {
    ArtefactFolder.at(folder)
        .write(read(service, include).snapshot().map(Resource::withoutSecrets));
  }

  /** A snapshot with a made-up value for each of its secrets, the same for the same position. */
  public static Snapshot supplied(Snapshot snapshot) {
    return snapshot.map(
        resource -> {
          Map<String, Secret> secrets = new HashMap<>();
          for (SecretKey key : SecretKey.in(resource.body())) {
            String seed = resource.address().key() + "#" + key;
            secrets.put(key.toString(), new Secret(Made.secret(seed)));
          }
          return resource.withSecrets(secrets);
        });
  }

  /** What a folder holds, by relative path with forward slashes. */
  public static Map<String, String> files(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The requests that changed something, since a count of requests. */
  public List<LoggedRequest> writesSince(int count) {
    return emulator.requests().stream()
        .skip(count)
        .filter(r -> !r.method().equals("GET") && !r.method().equals("HEAD"))
        .toList();
  }

  @Override
  public void close() {
    emulator.close();
  }
}
