package dev.apimage.samples;

import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.SecretRule;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.SecretKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The project's sample folder, as tests of several rooms use it. */
public final class Samples {
  /** Where it lies. */
  public static final Path CONTOSO = Path.of("samples", "contoso");

  private Samples() {}

  /** Its content. */
  public static Content contoso() {
    return ArtefactFolder.at(CONTOSO).read();
  }

  /** Its resources, each secret supplied by the environment's rule with a value of its own. */
  public static Snapshot supplied(Environment environment) {
    return contoso().snapshot().map(resource -> supplied(resource, environment));
  }

  private static Resource supplied(Resource resource, Environment environment) {
    Map<String, Secret> values = new HashMap<>();
    for (SecretKey key : SecretKey.in(resource.body())) {
      List<SecretRule> rules =
          KeyPattern.best(
              environment.secrets(), SecretRule::key, resource.address(), key.toString());
      if (rules.size() == 1) {
        values.put(key.toString(), new Secret("made up for " + rules.get(0).source()));
      }
    }
    return resource.withSecrets(values);
  }
}
