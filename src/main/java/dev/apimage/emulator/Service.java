package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** One API Management service: its own ARM resource, its entities, its running operations. */
final class Service {
  private final String name;
  private final Store store = new Store();
  private final LongRunning running = new LongRunning();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile ObjectNode resource;

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
