package dev.apimage.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A rotation's receipt in a file. It is written beside itself and moved into place, so that a
 * killed process leaves the old one or the new one.
 *
 * @param path the file
 */
public record ReceiptFile(Path path) implements Receipt.Keeper {
  private static final int VERSION = 1;
  private static final String KIND = "keys rotate";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads it.
   *
   * @return empty if there is none
   * @throws ProblemException {@link Code#ROTATION} if the file is none
   */
  public Optional<Receipt> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readString(path));
      if (tree.path("schemaVersion").asInt() != VERSION
          || !tree.path("receipt").asText().equals(KIND)) {
        throw unreadable("it is no receipt of a rotation");
      }
      List<Receipt.Entry> entries = new ArrayList<>();
      for (JsonNode entry : tree.path("subscriptions")) {
        entries.add(
            new Receipt.Entry(
                entry.path("name").asText(),
                entry.path("owner").asText(),
                Receipt.State.valueOf(
                    entry.path("state").asText().toUpperCase(Locale.ROOT).replace('-', '_'))));
      }
      return Optional.of(
          new Receipt(
              tree.path("rotation").asText(),
              tree.path("service").asText(),
              tree.path("vault").asText(),
              tree.path("secretName").asText(),
              tree.path("selection").asText(),
              tree.path("started").asText(),
              entries));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable("it is damaged");
    } catch (IOException e) {
      throw unreadable(e.getClass().getSimpleName());
    }
  }

  private ProblemException unreadable(String why) {
    return new ProblemException(
        Problem.error(Code.ROTATION, "the receipt " + path + " cannot be read: " + why)
            .advise("Say --receipt with another path, or take the file away to start anew."));
  }

  @Override
  public void keep(Receipt receipt) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("schemaVersion", VERSION);
    tree.put("receipt", KIND);
    tree.put("rotation", receipt.rotation());
    tree.put("service", receipt.service());
    tree.put("vault", receipt.vault());
    tree.put("secretName", receipt.pattern());
    tree.put("selection", receipt.selection());
    tree.put("started", receipt.started());
    ArrayNode entries = tree.putArray("subscriptions");
    for (Receipt.Entry entry : receipt.entries()) {
      entries
          .addObject()
          .put("name", entry.subscription())
          .put("owner", entry.owner())
          .put("state", entry.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    try {
      write(JSON.writeValueAsString(tree).replace("\r\n", "\n") + "\n");
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(
                  Code.UNREADABLE_FILE,
                  "the receipt " + path + " could not be written: " + e.getClass().getSimpleName())
              .advise(
                  "Without it a rotation cannot go on where it was; choose another --receipt."));
    }
  }

  private void write(String text) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".rotation", ".tmp");
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    try {
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network drives; the old file is then replaced in two steps.
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
