package dev.apimage.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an emulator is started.
 *
 * @param port the TCP port on the loopback address; 0 picks a free one
 * @param services the names of the services that exist at the start; a PUT makes more
 * @param empty whether they lack the sample API and products of a fresh classic service
 * @param sku the pricing tier, as ARM names it: {@code Developer}, {@code Premium}, {@code
 *     StandardV2} …
 * @param log a file that gets one JSON line a request, flushed before the answer is sent
 * @param latency how much later every answer is sent
 */
public record EmulatorOptions(
    int port,
    List<String> services,
    boolean empty,
    String sku,
    Optional<Path> log,
    Duration latency) {

  /** Copies the list and refuses nulls. */
  public EmulatorOptions {
    services = List.copyOf(services);
    Objects.requireNonNull(sku, "sku");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(latency, "latency");
  }

  /**
   * A free port, one fresh service {@code apim} in the Premium tier (which has every kind of
   * resource), no log, no latency.
   */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        0, List.of("apim"), false, "Premium", Optional.empty(), Duration.ZERO);
  }

  /** The same options with another port. */
  public EmulatorOptions withPort(int other) {
    return new EmulatorOptions(other, services, empty, sku, log, latency);
  }

  /** The same options with other services. */
  public EmulatorOptions withServices(String... names) {
    return new EmulatorOptions(port, List.of(names), empty, sku, log, latency);
  }

  /** The same options, with or without the samples of a fresh service. */
  public EmulatorOptions withEmpty(boolean without) {
    return new EmulatorOptions(port, services, without, sku, log, latency);
  }

  /** The same options with another pricing tier. */
  public EmulatorOptions withSku(String name) {
    return new EmulatorOptions(port, services, empty, name, log, latency);
  }

  /** The same options with a request log. */
  public EmulatorOptions withLog(Path file) {
    return new EmulatorOptions(port, services, empty, sku, Optional.of(file), latency);
  }

  /** The same options with another latency. */
  public EmulatorOptions withLatency(Duration delay) {
    return new EmulatorOptions(port, services, empty, sku, log, delay);
  }
}
