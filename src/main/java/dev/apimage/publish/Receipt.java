package dev.apimage.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.plan.Change;
import java.util.List;
import java.util.Locale;

/** What a publish leaves behind: names and actions, no values. */
public final class Receipt {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Receipt() {}

  /**
   * The receipt as JSON with a final newline.
   *
   * @param resume the command that goes on where this publish stopped
   */
  public static String json(String service, String environment, String resume, Outcome outcome) {
    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
    receipt.put("schemaVersion", 1);
    receipt.put("service", service);
    receipt.put("environment", environment);
    receipt.put("complete", outcome.isComplete());
    ArrayNode done = receipt.putArray("done");
    outcome.done().forEach(change -> named(done.addObject(), change));
    failures(receipt.putArray("failed"), outcome.failed());
    failures(receipt.putArray("notTried"), outcome.notTried());
    ArrayNode keys = receipt.putArray("newKeys");
    outcome.newKeys().stream().map(Address::toString).forEach(keys::add);
    if (!outcome.isComplete()) {
      receipt.put("resume", resume);
    }
    try {
      return JSON.writeValueAsString(receipt).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode named(ObjectNode entry, Change change) {
    entry.put("action", change.action().name().toLowerCase(Locale.ROOT));
    entry.put("address", change.address().toString());
    return entry;
  }

  private static void failures(ArrayNode list, List<Outcome.Failure> failures) {
    for (Outcome.Failure failure : failures) {
      ArrayNode why = named(list.addObject(), failure.change()).putArray("why");
      failure.why().stream().map(Problem::text).forEach(why::add);
    }
  }
}
