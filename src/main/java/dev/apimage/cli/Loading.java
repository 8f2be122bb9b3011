package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ServiceImage;
import dev.apimage.azure.ServiceReader;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.LocalSources;
import dev.apimage.folder.Overlay;
import dev.apimage.folder.TargetSpec;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.plan.TargetFacts;
import dev.apimage.publish.Outcome;
import dev.apimage.publish.PublishListener;
import dev.apimage.publish.Publisher;
import dev.apimage.secret.SecretKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills an emulated service from a folder; secrets that nobody supplies get random values. */
final class Loading {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int PARALLELISM = 8;

  private final Session session;
  private final Path folder;
  private final String environment;

  Loading(Session session, Path folder, String environment) {
    this.session = session;
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Publishes.
   *
   * @throws ProblemException if the folder is wrong or the service refuses something
   */
  Outcome into(ArmConnection connection) {
    Plan plan = plan(connection);
    if (plan.hasErrors()) {
      throw new ProblemException(plan.problems());
    }
    Outcome outcome = new Publisher(connection, PARALLELISM, PublishListener.NONE).publish(plan);
    if (!outcome.isComplete()) {
      throw new ProblemException(outcome.failed().stream().flatMap(f -> f.why().stream()).toList());
    }
    return outcome;
  }

  /**
   * What a load would do.
   *
   * @throws ProblemException if the folder is wrong
   */
  Plan plan(ArmConnection connection) {
    Content content = ArtefactFolder.at(folder).read().orThrow();
    Environment said =
        environment == null
            ? new Environment("", TargetSpec.NONE, List.of(), List.of(), List.of())
            : Environments.at(folder).read(environment);
    Overlay.Applied applied =
        Overlay.apply(content.snapshot(), said, new LocalSources(folder, session.variables()));
    if (applied.problems().stream().anyMatch(Problem::isError)) {
      throw new ProblemException(applied.problems());
    }
    ServiceImage image = ServiceReader.read(connection.reader(), PARALLELISM, content.included());
    return Planner.plan(
        withRandomSecrets(applied.desired(), image.snapshot()),
        image.snapshot(),
        PlanOptions.defaults()
            .with(new TargetFacts(image.users(), image.generated(), image.lacking()))
            .withPeopleOf(content.snapshot()));
  }

  /** What the service has already keeps its secrets. */
  private static Snapshot withRandomSecrets(Snapshot snapshot, Snapshot there) {
    return snapshot.map(
        resource -> {
          Set<SecretKey> known =
              there
                  .at(resource.address())
                  .map(r -> Set.copyOf(SecretKey.in(r.body())))
                  .orElse(Set.of());
          boolean isNew = !there.has(resource.address());
          Map<String, Secret> secrets = new HashMap<>(resource.secrets());
          for (SecretKey key : SecretKey.in(resource.body())) {
            // A literal in a text may be known by another id there.
            if (!isNew && (known.contains(key) || !key.id().isEmpty())) {
              continue;
            }
            secrets.computeIfAbsent(key.toString(), k -> random());
          }
          return new Resource(resource.address(), resource.body(), secrets, resource.origin());
        });
  }

  private static Secret random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    // Letters and digits: at home in an address, and base64 as a certificate's data has to be.
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new Secret(text.replace('-', 'x').replace('_', 'y'));
  }
}
