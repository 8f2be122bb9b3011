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
          if (there.has(resource.address())) {
            return resource;
          }
          Map<String, Secret> secrets = new HashMap<>(resource.secrets());
          for (SecretKey key : SecretKey.in(resource.body())) {
            secrets.computeIfAbsent(key.toString(), k -> random());
          }
          return new Resource(resource.address(), resource.body(), secrets, resource.origin());
        });
  }

  private static Secret random() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
