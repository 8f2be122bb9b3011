package dev.apimage.azure;

import dev.apimage.secret.Allowance;
import java.time.Duration;

/**
 * One service, as reached through Resource Manager: hands out what reads it and, to those who ask,
 * what writes it. All that it hands out share one limiter. Opening one sends nothing and signs in
 * nobody: that happens with the first request. Thread-safe.
 */
public final class ArmConnection {
  private final Target target;
  private final Wire wire;
  private final ArmUrls urls;
  private final Allowance allowance;

  /**
   * A connection.
   *
   * @param target the service
   * @param options how to speak to it
   */
  public ArmConnection(Target target, ArmOptions options) {
    this(
        target,
        new Wire(target.cloud(), options),
        new ArmUrls(target, options.apiVersion()),
        Allowance.NONE);
  }

  private ArmConnection(Target target, Wire wire, ArmUrls urls, Allowance allowance) {
    this.target = target;
    this.wire = wire;
    this.urls = urls;
    this.allowance = allowance;
  }

  /** The same connection, whose reader leaves in clear what a person allowed to stay. */
  public ArmConnection allowing(Allowance what) {
    return new ArmConnection(target, wire, urls, what);
  }

  /** The service this leads to. */
  public Target target() {
    return target;
  }

  /**
   * The service's tier and place.
   *
   * @throws ArmException with {@link dev.apimage.model.Code#NO_SERVICE} if there is none, and if
   *     Azure does not answer or says no
   */
  public ServiceInfo describe() {
    return new ServiceFinder(target.cloud(), wire).describe(target);
  }

  /** What reads the service, and can do nothing but read. */
  public ArmReader reader() {
    return new ArmReader(wire.reading(), urls, allowance);
  }

  /** What writes to the service; only {@code publish} has a use for it. */
  public ArmWriter writer() {
    LongOperation operation = new LongOperation(wire.reading(), urls, wire.waiter(), firstPause());
    return new ArmWriter(wire.writing(), urls, operation, wire.retries());
  }

  /** The Key Vaults of the service's cloud; only plan, publish and keys have a use for them. */
  public KeyVaults vaults() {
    return new KeyVaults(target.cloud(), wire);
  }

  /** The keys of its subscriptions; only the room {@code keys} has a use for them. */
  public SubscriptionKeys keys() {
    return new ArmSubscriptionKeys(target, wire, urls);
  }

  /** All of its secrets; only the room {@code prove} has a use for it. */
  public SecretReader secrets() {
    return new SecretReader(target, wire, urls);
  }

  /** The time that the connection goes by. */
  public Timekeeper time() {
    return wire.waiter().time();
  }

  /** An emulator on this machine has its answer at once; Azure's requests are counted. */
  private Duration firstPause() {
    return Duration.ofMillis(target.cloud().isLoopback() ? 5 : 250);
  }
}
