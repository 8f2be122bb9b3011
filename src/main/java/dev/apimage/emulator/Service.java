package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One API Management service: its own ARM resource, its entities, its running operations. */
final class Service {
  private final String name;
  private final Store store = new Store();
  private final LongRunning running = new LongRunning();
  private final Map<String, String> exports = Collections.synchronizedMap(new Recent());
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile ObjectNode resource;

  /** The latest exports; a link is short-lived. */
  private static final class Recent extends LinkedHashMap<String, String> {
    private static final long serialVersionUID = 1L;
    private static final int SIZE = 200;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
      return size() > SIZE;
    }
  }

  Service(String name, ObjectNode resource) {
    this.name = name;
    this.resource = resource;
  }

  String name() {
    return name;
  }

  Store store() {
    return store;
  }

  /** Keeps an exported document for a while; the answer is its id. */
  String exported(String document) {
    String id = Keys.hex24();
    exports.put(id, document);
    return id;
  }

  Optional<String> export(String id) {
    return Optional.ofNullable(exports.get(id));
  }

  LongRunning running() {
    return running;
  }

  ReadWriteLock lock() {
    return lock;
  }

  /** Location, sku and properties as the client sent them. */
  ObjectNode resource() {
    return resource.deepCopy();
  }

  void resource(ObjectNode changed) {
    resource = changed;
  }

  String sku() {
    return Json.text(resource.path("sku"), "name");
  }
}
