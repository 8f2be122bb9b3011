package dev.apimage.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.cli.Shell;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Environments;
import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;
import dev.apimage.secret.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Three services in one state file: {@code source} with a secret in every position and text, {@code
 * filled} made of its image with other secrets, {@code empty} with nothing. And that image, with an
 * environment that supplies a third set.
 */
final class Scene {
  static final String ENVIRONMENT = "there";

  private final Path home;
  private final Path state;
  private final Path image;
  private final Canaries canaries;
  private final Map<String, String> variables = new TreeMap<>();

  private Scene(Path home, Canaries canaries) {
    this.home = home;
    this.state = home.resolve("services.state");
    this.image = home.resolve("image");
    this.canaries = canaries;
  }

  /** Builds it, below a folder that is not searched. */
  static Scene make(Path home, long seed) throws IOException {
    Scene scene = new Scene(home, new Canaries(seed));
    EmulatorOptions options =
        EmulatorOptions.defaults().withServices("source", "filled", "empty").withState(scene.state);
    try (Emulator emulator = Emulator.start(options)) {
      scene.fill(new Admin(emulator.uri(), "source"));
      scene.run(
          emulator, "extract", "--service=source", "--include=" + String.join(",", Kind.options()));
      scene.supply("filled with");
      scene.run(emulator, "publish", "--service=filled", "--env=" + ENVIRONMENT, "--yes");
      scene.supply("to be sent");
      for (String service : List.of("source", "filled", "empty")) {
        scene.keys(new Admin(emulator.uri(), service), service);
      }
    }
    return scene;
  }

  private void run(Emulator emulator, String command, String... words) {
    List<String> line = new ArrayList<>(List.of(command, "--folder=image"));
    line.add("--endpoint=" + emulator.uri());
    line.addAll(List.of(words));
    Shell.Result result = shell(home).run(line.toArray(String[]::new));
    if (result.code() != 0) {
      throw new AssertionError(command + ": " + result);
    }
  }

  private void fill(Admin admin) {
    Filling.positions(admin, canaries);
    Filling.texts(admin, canaries);
    admin.put(
        "subscriptions/mine",
        tree("scope", "/apis")
            .put("displayName", "mine")
            .put("primaryKey", canaries.plain("primary key of a subscription"))
            .put("secondaryKey", canaries.plain("secondary key of a subscription")));
    admin.put(
        "users/somebody",
        tree("email", "somebody@example.invalid")
            .put("firstName", "Some")
            .put("lastName", "Body")
            .put("note", canaries.plain("note about a user"))
            .put("password", canaries.plain("password of a user")));
    admin.put("groups/friends", Made.tree("displayName: Friends"));
    admin.put("groups/friends/users/somebody", Made.tree("{}"));
    admin.put("gateways/own", Made.tree("locationData: {name: here}"));
    admin.put(
        "tenant/access",
        Made.tree("enabled: true")
            .put("primaryKey", canaries.plain("primary key of tenant access"))
            .put("secondaryKey", canaries.plain("secondary key of tenant access")));
  }

  private static ObjectNode tree(String key, String value) {
    return JsonNodeFactory.instance.objectNode().put(key, value);
  }

  private void keys(Admin admin, String service) {
    for (JsonNode one : admin.get("subscriptions").path("value")) {
      String path = "subscriptions/" + one.path("name").asText();
      JsonNode keys = admin.post(path + "/listSecrets");
      keys.properties()
          .forEach(
              k -> canaries.put(service + " " + path + " " + k.getKey(), k.getValue().asText()));
    }
  }

  /** Gives each placeholder of the image a variable with a new secret. */
  private void supply(String set) throws IOException {
    ObjectNode environment = JsonNodeFactory.instance.objectNode();
    ObjectNode secrets = environment.putObject("secrets");
    for (Resource resource :
        ArtefactFolder.at(image).read().orThrow().snapshot().resources().values()) {
      for (SecretKey key : SecretKey.in(resource.body())) {
        String place = resource.address() + "#" + key;
        String name = "CANARY_" + secrets.size();
        secrets.put(place, "${env:" + name + "}");
        // What stands in a text is found there again only if nothing in it ends it.
        variables.put(
            name,
            key.id().isEmpty()
                ? Positions.asTaken(
                    Kind.require(resource.address()),
                    key.position(),
                    canaries.any(place + " " + set))
                : canaries.plain(place + " " + set));
      }
    }
    Environments.at(image).write(ENVIRONMENT, environment);
  }

  /** All secrets that are anywhere in the scene, new ones of a case included. */
  Canaries canaries() {
    return canaries;
  }

  /** The environment variables that hold the third set. */
  Map<String, String> variables() {
    return variables;
  }

  /** A shell in a folder, with the variables. */
  Shell shell(Path directory) {
    Shell shell = new Shell(directory);
    variables.forEach(shell::with);
    return shell;
  }

  /** The image, without its history. */
  void copyImage(Path to) throws IOException {
    try (var files = Files.walk(image)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(image.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /**
   * The services anew.
   *
   * @param name of a state file of their own
   */
  Emulator start(String name, EmulatorOptions options) throws IOException {
    Path copy = home.resolve(name + ".state");
    Files.copy(state, copy, StandardCopyOption.REPLACE_EXISTING);
    return Emulator.start(options.withState(copy));
  }
}
