package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Operations that answer before they are done. The work itself is done at once; what takes time is
 * only the telling: the first poll says "in progress", the next one how it ended.
 */
final class LongRunning {
  /** Polls that are told to come again. */
  private static final int POLLS = 1;

  /** Writes that are refused before an operation ends although nobody polls it. */
  private static final int PATIENCE = 3;

  /** Operations that can still be asked about. */
  private static final int REMEMBERED = 5_000;

  private final Map<String, Operation> operations = new Remembered();
  private final Map<String, Operation> holding = new ConcurrentHashMap<>();

  private static final class Remembered extends LinkedHashMap<String, Operation> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Operation> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** One operation and how it ends. */
  static final class Operation {
    private final String path;
    private final int code;
    private Optional<Refusal> failure;
    private int polls = POLLS;
    private int told;
    private int refused;
    private int lingering;

    Operation(String path, int code, Optional<Refusal> failure) {
      this.path = path;
      this.code = code;
      this.failure = failure;
    }

    String path() {
      return path;
    }

    int code() {
      return code;
    }

    synchronized Optional<Refusal> failure() {
      return failure;
    }

    /** Tells more often that it goes on. */
    synchronized void slow(int more) {
      polls += more;
    }

    /** Tells of an end that it did not have. */
    synchronized void fail(Refusal told) {
      failure = Optional.of(told);
    }

    /** Whether the operation has ended, as far as this client is told. */
    synchronized boolean poll() {
      return told++ >= polls;
    }

    /** Keeps its API busy for so many writes more, after it has told of its end. */
    synchronized void linger(int writes) {
      lingering = writes;
    }

    synchronized boolean holds() {
      return told <= polls ? refused++ < PATIENCE : lingering-- > 0;
    }

    synchronized boolean ended() {
      return told > polls && lingering <= 0;
    }
  }

  /** Registers how an operation on an entity will end; the answer is its asyncId. */
  synchronized String start(String path, int code, Optional<Refusal> failure) {
    String id = Keys.hex24();
    start(id, path, code, failure);
    return id;
  }

  /** The same with an id of the caller's. */
  synchronized void start(String id, String path, int code, Optional<Refusal> failure) {
    operations.put(id, new Operation(path, code, failure));
  }

  /** Keeps an API busy until the operation has been seen to end. */
  synchronized void hold(String api, String id) {
    holding.values().removeIf(Operation::ended);
    holding.put(Store.lower(api), operations.get(id));
  }

  /** Whether an operation on this API has not been seen to end. */
  boolean busy(String api) {
    Operation operation = holding.get(Store.lower(api));
    if (operation == null || operation.holds()) {
      return operation != null;
    }
    holding.remove(Store.lower(api), operation);
    return false;
  }

  synchronized Optional<Operation> find(String id) {
    return Optional.ofNullable(operations.get(id));
  }

  /** The body of {@code tenant/operationResults/{id}}. */
  static ObjectNode status(Place place, String id, Operation operation) {
    boolean done = operation.poll();
    String state = done ? operation.failure().isPresent() ? "Failed" : "Succeeded" : "InProgress";
    ObjectNode body = Json.object();
    body.put("id", place.id("tenant/operationResults/" + id));
    body.put("type", "Microsoft.ApiManagement/service/tenant/operationResults");
    body.put("name", id);
    body.put("status", state);
    ObjectNode properties = body.putObject("properties");
    properties.put("id", id).put("status", state);
    properties.put("started", Keys.EPOCH).put("updated", Keys.EPOCH);
    properties.putNull("resultInfo");
    properties.putNull("error");
    properties.putArray("actionLog");
    if (done && operation.failure().isPresent()) {
      properties.set("error", operation.failure().get().body().get("error"));
      body.set("error", operation.failure().get().body().get("error"));
    }
    return body;
  }
}
