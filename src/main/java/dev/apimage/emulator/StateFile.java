package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * All that an emulator holds in one file: JSON lines, a service followed by its entities, then the
 * secrets of vaults. It holds every secret of the emulated services and is written for its owner
 * only where the file system can say so.
 */
final class StateFile {
  private StateFile() {}

  /**
   * What outlives an emulator.
   *
   * @param secrets as {@link VaultSecret#saved} tells them
   */
  record State(List<Saved> services, List<ObjectNode> secrets) {
    static final State EMPTY = new State(List.of(), List.of());

    /** Names no content. */
    @Override
    public String toString() {
      return "State[" + services.size() + " services, " + secrets.size() + " secrets]";
    }
  }

  /** A service and whether it was deleted, which takes two days to be true for good. */
  record Saved(Service service, boolean deleted) {}

  /**
   * Writes to a file beside the target, which then takes the target's place in one step: whoever
   * kills the emulator finds the old state or the new one.
   */
  static void write(Path file, State state) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    create(draft);
    try (BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
      for (Saved saved : state.services()) {
        write(writer, saved);
      }
      for (ObjectNode secret : state.secrets()) {
        writer.write(Json.write(secret) + "\n");
      }
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void create(Path draft) throws IOException {
    if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static void write(BufferedWriter writer, Saved saved) throws IOException {
    Service service = saved.service();
    ObjectNode line = Json.object().put("service", service.name());
    List<Entity> entities;
    service.lock().readLock().lock();
    try {
      line.put("version", service.store().version());
      line.set("resource", service.resource());
      entities = service.store().all();
    } finally {
      service.lock().readLock().unlock();
    }
    if (saved.deleted()) {
      line.put("deleted", true);
    }
    writer.write(Json.write(line) + "\n");
    for (Entity entity : entities) {
      ObjectNode row = Json.object().put("path", entity.path());
      row.put("version", entity.version());
      row.set("properties", entity.properties());
      writer.write(Json.write(row) + "\n");
    }
  }

  /**
   * Reads what {@link #write} wrote; nothing if there is no such file yet.
   *
   * @throws IOException the file cannot be read, or is no state of an emulator (names the line), or
   *     there is no folder that it could be written to
   */
  static State read(Path file) throws IOException {
    requireFolder(file, "state");
    if (!Files.exists(file)) {
      return State.EMPTY;
    }
    List<Saved> services = new ArrayList<>();
    List<ObjectNode> secrets = new ArrayList<>();
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        row(object(file, number, line), services, secrets);
      }
    } catch (IllegalArgumentException notOurs) {
      throw foreign(file, number);
    }
    return new State(services, secrets);
  }

  /**
   * Refuses a file that cannot be one.
   *
   * @param what what it is for
   * @throws IOException it is a folder, or lies in none
   */
  static void requireFolder(Path file, String what) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new IOException(file + " is a folder, no file for the " + what);
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " for the " + what);
    }
  }

  /** The parser's own message would quote the line, which may hold a secret. */
  private static ObjectNode object(Path file, int number, String line) throws IOException {
    JsonNode row;
    try {
      row = Json.parse(line);
    } catch (IOException notJson) {
      throw foreign(file, number);
    }
    if (row instanceof ObjectNode object) {
      return object;
    }
    throw foreign(file, number);
  }

  private static IOException foreign(Path file, int number) {
    return new IOException(file + ":" + number + ": this is no state of an emulator");
  }

  private static void row(ObjectNode row, List<Saved> services, List<ObjectNode> secrets) {
    if (row.has("service")) {
      Service service = new Service(Json.text(row, "service"), child(row, "resource"));
      service.store().continueAt(row.path("version").asLong());
      services.add(new Saved(service, row.path("deleted").asBoolean()));
    } else if (row.has("vault")) {
      secrets.add(row);
    } else if (row.has("path") && !services.isEmpty()) {
      ObjectNode properties = child(row, "properties");
      String path = Json.text(row, "path");
      services
          .get(services.size() - 1)
          .service()
          .store()
          .restore(path, properties, row.path("version").asLong(), mentions(path, properties));
    } else {
      throw new IllegalArgumentException("neither a service nor an entity nor a secret");
    }
  }

  private static ObjectNode child(ObjectNode row, String name) {
    if (row.get(name) instanceof ObjectNode child) {
      return child;
    }
    throw new IllegalArgumentException(name + " is missing");
  }

  private static List<PolicyReference> mentions(String path, ObjectNode properties) {
    String collection = Store.parent(path);
    return collection.endsWith("policies") || collection.endsWith("policyFragments")
        ? PolicyStore.references(Json.text(properties, "value"))
        : List.of();
  }
}
