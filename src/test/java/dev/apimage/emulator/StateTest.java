package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlives an emulator, also one that is killed. */
class StateTest {
  private static final int KILLS = 4;

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("state.jsonl");
  }

  private EmulatorOptions options() {
    return EmulatorOptions.defaults().withState(file());
  }

  @Test
  void services_and_their_entities_outlive_the_emulator() throws IOException {
    String etag;
    try (Emulator emulator = Emulator.start(options())) {
      Client client = new Client(emulator);
      client.put("tags/t", "{'displayName':'T'}");
      client.put("apis/echo-api/tags/t", "{}");
      client.delete("products/starter?deleteSubscriptions=true");
      etag = client.get("tags/t").etag();
    }
    try (Emulator emulator = Emulator.start(options())) {
      Client client = new Client(emulator);
      assertThat(client.get("tags/t").etag()).isEqualTo(etag);
      assertThat(client.get("apis/echo-api/tags/t").status()).isEqualTo(200);
      assertThat(client.get("products/starter").status()).isEqualTo(404);
    }
  }

  @Test
  void an_etag_is_given_once_also_after_a_restart() throws IOException {
    String etag;
    try (Emulator emulator = Emulator.start(options())) {
      etag = new Client(emulator).put("tags/t", "{'displayName':'T'}").etag();
      new Client(emulator).delete("tags/t");
    }
    try (Emulator emulator = Emulator.start(options())) {
      assertThat(new Client(emulator).put("tags/t", "{'displayName':'T'}").etag())
          .isGreaterThan(etag);
    }
  }

  @Test
  void what_counts_toward_a_limit_outlives_the_emulator() throws IOException {
    EmulatorOptions developer = options().withSku("Developer");
    String gateway = "{'locationData':{'name':'here'}}";
    try (Emulator emulator = Emulator.start(developer)) {
      for (int i = 0; i < 5; i++) {
        new Client(emulator).put("gateways/g" + i, gateway);
      }
    }
    try (Emulator emulator = Emulator.start(developer)) {
      assertThat(new Client(emulator).put("gateways/more", gateway).status()).isEqualTo(400);
    }
  }

  @Test
  void a_deleted_service_can_be_restored_after_a_restart() throws IOException {
    String body =
        "{'location':'West Europe','sku':{'name':'Developer','capacity':1},'properties':"
            + "{'publisherEmail':'a@b.example','publisherName':'x','restore':true}}";
    try (Emulator emulator = Emulator.start(options())) {
      new Client(emulator).put("tags/t", "{'displayName':'T'}");
      assertThat(new Client(emulator).send("DELETE", "", "", "").status()).isEqualTo(202);
    }
    try (Emulator emulator = Emulator.start(options())) {
      Client client = new Client(emulator);
      assertThat(client.get("tags/t").code()).isEqualTo("ServiceNotFound");
      assertThat(client.send("PUT", "", body.replace('\'', '"'), "").status()).isEqualTo(200);
      assertThat(client.get("tags/t").status()).isEqualTo(200);
    }
  }

  @Test
  void secrets_of_vaults_outlive_the_emulator_with_their_versions() throws IOException {
    String first;
    try (Emulator emulator = Emulator.start(options())) {
      first = secret(emulator, "PUT", "kv/secrets/a", "{\"value\":\"old\"}").path("id").asText();
      secret(emulator, "PUT", "kv/secrets/a", "{\"value\":\"new\",\"tags\":{\"x\":\"y\"}}");
      secret(emulator, "PUT", "kv/secrets/gone", "{\"value\":\"v\"}");
      secret(emulator, "DELETE", "kv/secrets/gone", "");
    }
    try (Emulator emulator = Emulator.start(options())) {
      JsonNode newest = secret(emulator, "GET", "kv/secrets/a", "");
      assertThat(newest.path("value").asText()).isEqualTo("new");
      assertThat(newest.path("tags").path("x").asText()).isEqualTo("y");
      String version = first.replaceFirst(".*/", "");
      JsonNode older = secret(emulator, "GET", "kv/secrets/a/" + version, "");
      assertThat(older.path("value").asText()).isEqualTo("old");
      assertThat(older.path("id").asText()).isEqualTo(first);
      assertThat(secret(emulator, "GET", "kv/secrets/gone", "").has("error")).isTrue();
      secret(emulator, "POST", "kv/deletedsecrets/gone/recover", "");
      assertThat(secret(emulator, "GET", "kv/secrets/gone", "").path("value").asText())
          .isEqualTo("v");
    }
  }

  private static JsonNode secret(Emulator emulator, String method, String path, String body) {
    String address = emulator.uri() + "/keyvault/" + path + "?api-version=7.4";
    return new Client(emulator).at(method, address, body, "").body();
  }

  @Test
  void a_state_is_for_its_owner_only() throws IOException {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system knows no owner's permissions");
    Emulator.start(options()).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void a_file_that_is_no_state_is_refused_by_its_line_without_quoting_it() throws IOException {
    String service = "{\"service\":\"s\",\"resource\":{}}\n";
    for (String wrong :
        List.of("{\"hush\":", "[\"hush\"]", "{\"hush\":1}", "{\"path\":\"hush\"}", "hush")) {
      Files.writeString(file(), service + wrong + "\n", StandardCharsets.UTF_8);
      assertThatIOException()
          .isThrownBy(() -> Emulator.start(options()))
          .withMessage(file() + ":2: this is no state of an emulator");
    }
    Files.writeString(file(), "{\"path\":\"tags/t\",\"properties\":{}}\n", StandardCharsets.UTF_8);
    assertThatIOException()
        .isThrownBy(() -> Emulator.start(options()))
        .withMessageContaining(":1: ");
  }

  @Test
  void a_state_in_a_folder_that_does_not_exist_is_refused_at_the_start() {
    assertThatIOException()
        .isThrownBy(
            () -> Emulator.start(EmulatorOptions.defaults().withState(folder.resolve("x/state"))))
        .withMessage("there is no folder " + folder.resolve("x") + " for the state");
    assertThatIOException()
        .isThrownBy(() -> Emulator.start(EmulatorOptions.defaults().withState(folder)))
        .withMessage(folder + " is a folder, no file for the state");
    assertThatIOException()
        .isThrownBy(() -> Emulator.start(EmulatorOptions.defaults().withLog(folder.resolve("x/l"))))
        .withMessage("there is no folder " + folder.resolve("x") + " for the log");
  }

  /** Started by the test that kills it. */
  static final class Victim {
    private Victim() {}

    /** Serves a state until it is killed. */
    public static void main(String[] args) throws IOException, InterruptedException {
      Emulator emulator =
          Emulator.start(EmulatorOptions.defaults().withEmpty(true).withState(Path.of(args[0])));
      System.out.println(emulator.uri());
      Thread.currentThread().join();
    }
  }

  @Test
  void a_process_that_is_killed_amid_writes_leaves_a_whole_state() throws Exception {
    int before = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int acknowledged = killAmidWrites(before);
      StateFile.State state = StateFile.read(file());
      Store store = state.services().get(0).service().store();
      List<Integer> tags =
          store.list("tags").stream().map(tag -> Integer.parseInt(tag.name())).sorted().toList();
      int kept = tags.size();
      assertThat(kept).isGreaterThan(before).isLessThanOrEqualTo(acknowledged + 1);
      for (int i = 0; i < kept; i++) {
        assertThat(tags.get(i)).isEqualTo(i);
      }
      before = kept;
    }
  }

  /** Writes one tag after the other until the process is dead; says how many were answered. */
  private int killAmidWrites(int first) throws Exception {
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(victim.getInputStream(), StandardCharsets.UTF_8))) {
      URI uri = URI.create(out.readLine());
      AtomicInteger answered = new AtomicInteger(first);
      Thread writer = new Thread(() -> write(uri, answered));
      writer.start();
      while (writer.isAlive() && saved() < first + 20) {
        Thread.onSpinWait();
      }
      assertThat(writer.isAlive()).as("writes go on").isTrue();
      victim.toHandle().destroyForcibly();
      victim.waitFor();
      writer.join();
      return answered.get();
    } finally {
      victim.destroyForcibly();
    }
  }

  /** How many tags a reader sees meanwhile; it never sees half a file. */
  private int saved() throws IOException {
    return Files.exists(file())
        ? StateFile.read(file()).services().get(0).service().store().list("tags").size()
        : 0;
  }

  private static void write(URI uri, AtomicInteger answered) {
    Client client = new Client(uri);
    while (true) {
      try {
        String path = "tags/" + answered.get();
        Got got = client.put(path, "{'displayName':'" + "x".repeat(100) + answered.get() + "'}");
        if (got.status() >= 300) {
          return;
        }
        answered.incrementAndGet();
      } catch (UncheckedIOException killed) {
        return;
      }
    }
  }
}
