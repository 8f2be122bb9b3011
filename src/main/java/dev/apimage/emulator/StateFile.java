package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * All services in one file: JSON lines, a service followed by its entities. It holds every secret
 * of the emulated services and is written for its owner only where the file system can say so.
 */
final class StateFile {
  private StateFile() {}

  /** A service and whether it was deleted, which takes two days to be true for good. */
  record Saved(Service service, boolean deleted) {}

  /** Writes to a file beside the target first, so that a killed emulator leaves the old state. */
  static void write(Path file, Collection<Saved> services) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    create(draft);
    try (BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
      for (Saved saved : services) {
        saved.service().lock().readLock().lock();
        try {
          write(writer, saved);
        } finally {
          saved.service().lock().readLock().unlock();
        }
      }
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
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
    line.set("resource", service.resource());
    if (saved.deleted()) {
      line.put("deleted", true);
    }
    writer.write(Json.write(line) + "\n");
    for (Entity entity : service.store().all()) {
      ObjectNode row = Json.object().put("path", entity.path());
      row.put("version", entity.version());
      row.set("properties", entity.properties());
      writer.write(Json.write(row) + "\n");
    }
  }

  /** Reads what {@link #write} wrote. */
  static List<Saved> read(Path file) throws IOException {
    List<Saved> services = new ArrayList<>();
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode row = Json.parse(line);
        if (row.has("service")) {
          Service service =
              new Service(Json.text(row, "service"), (ObjectNode) row.get("resource"));
          services.add(new Saved(service, row.path("deleted").asBoolean()));
        } else {
          Service service = services.get(services.size() - 1).service();
          ObjectNode properties = (ObjectNode) row.get("properties");
          String path = Json.text(row, "path");
          service
              .store()
              .restore(path, properties, row.path("version").asLong(), mentions(path, properties));
        }
      }
    }
    return services;
  }

  private static List<PolicyReference> mentions(String path, ObjectNode properties) {
    String collection = Store.parent(path);
    return collection.endsWith("policies") || collection.endsWith("policyFragments")
        ? PolicyStore.references(Json.text(properties, "value"))
        : List.of();
  }
}
