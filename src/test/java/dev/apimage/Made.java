package dev.apimage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Small trees and resources, as tests write them down. */
public final class Made {
  private Made() {}

  /** A tree of YAML that must be right. */
  public static ObjectNode tree(String yaml) {
    Parsed parsed = YamlText.read("made.yaml", yaml + "\n");
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return parsed.tree();
  }

  /** A resource without known secrets. */
  public static Resource resource(String address, String yaml) {
    return Resource.of(Address.parse(address), tree(yaml));
  }

  /** A resource with known secrets by key. */
  public static Resource resource(String address, String yaml, Map<String, String> secrets) {
    return resource(address, yaml)
        .withSecrets(
            secrets.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue()))));
  }

  /** All of a folder or service. */
  public static Snapshot snapshot(Resource... resources) {
    return Snapshot.of(List.of(resources));
  }

  /**
   * A secret of letters and digits, always the same for the same name, and such as a certificate's
   * data may be: base64.
   */
  public static String secret(String name) {
    UUID seed = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return "made" + seed.toString().replace("-", "");
  }
}
