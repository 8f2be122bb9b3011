package dev.apimage.emulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param throttled whether ARM's published token buckets answer 429
 * @param faults which requests fail on purpose: {@code rate=0.1,seed=7} and, to narrow, {@code
 *     kinds=429+409+reset}, {@code methods=PUT+GET}, {@code paths=PATTERN}, {@code requests=500},
 *     {@code echo=body}; empty for none
 * @param strictKeyVault whether a Key Vault reference must name a secret of the emulated vault,
 *     which lies at {@code /keyvault/{vault}/secrets/{name}}
 * @param readonlyToken a bearer token that may read and nothing else; empty for none
 * @param token the one bearer token that is taken, beside the read-only one; empty for any
 * @param https whether it speaks TLS, with a certificate of an authority made at the start
 * @param state a file that services and the secrets of vaults are read from at the start, if it
 *     exists, and saved to while they change and at the end
 * @param remembered how many of the latest requests {@link Emulator#requests} tells of
 */
public record EmulatorOptions(
    int port,
    List<String> services,
    boolean empty,
    String sku,
    Optional<Path> log,
    Duration latency,
    boolean throttled,
    String faults,
    boolean strictKeyVault,
    String readonlyToken,
    String token,
    boolean https,
    Optional<Path> state,
    int remembered) {

  /** Copies the list and refuses nulls. */
  public EmulatorOptions {
    services = List.copyOf(services);
    Objects.requireNonNull(sku, "sku");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(latency, "latency");
    Objects.requireNonNull(faults, "faults");
    Objects.requireNonNull(readonlyToken, "readonlyToken");
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(state, "state");
  }

  /**
   * A free port, one fresh service {@code apim} in the Premium tier (which has every kind of
   * resource), no log, no latency, no throttle, no faults.
   */
  public static EmulatorOptions defaults() {
    return new EmulatorOptions(
        0,
        List.of("apim"),
        false,
        "Premium",
        Optional.empty(),
        Duration.ZERO,
        false,
        "",
        false,
        "",
        "",
        false,
        Optional.empty(),
        500_000);
  }

  /** The same options with another port. */
  public EmulatorOptions withPort(int port) {
    return with(draft -> draft.port = port);
  }

  /** The same options with other services. */
  public EmulatorOptions withServices(String... names) {
    return with(draft -> draft.services = List.of(names));
  }

  /** The same options, with or without the samples of a fresh service. */
  public EmulatorOptions withEmpty(boolean empty) {
    return with(draft -> draft.empty = empty);
  }

  /** The same options with another pricing tier. */
  public EmulatorOptions withSku(String sku) {
    return with(draft -> draft.sku = sku);
  }

  /** The same options with a request log. */
  public EmulatorOptions withLog(Path file) {
    return with(draft -> draft.log = Optional.of(file));
  }

  /** The same options with another latency. */
  public EmulatorOptions withLatency(Duration latency) {
    return with(draft -> draft.latency = latency);
  }

  /** The same options with or without ARM's throttle. */
  public EmulatorOptions withThrottled(boolean throttled) {
    return with(draft -> draft.throttled = throttled);
  }

  /** The same options with requests that fail on purpose. */
  public EmulatorOptions withFaults(String faults) {
    return with(draft -> draft.faults = faults);
  }

  /** The same options with a Key Vault that is looked into, or without. */
  public EmulatorOptions withStrictKeyVault(boolean strict) {
    return with(draft -> draft.strictKeyVault = strict);
  }

  /** The same options with a token that may only read. */
  public EmulatorOptions withReadonlyToken(String token) {
    return with(draft -> draft.readonlyToken = token);
  }

  /** The same options with or without TLS. */
  public EmulatorOptions withHttps(boolean https) {
    return with(draft -> draft.https = https);
  }

  /** The same options with a file that outlives the emulator. */
  public EmulatorOptions withState(Path file) {
    return with(draft -> draft.state = Optional.of(file));
  }

  /** The same options with another number of requests that are remembered. */
  public EmulatorOptions withRemembered(int remembered) {
    return with(draft -> draft.remembered = remembered);
  }

  /** The same options without anything that delays or refuses what a service would take. */
  EmulatorOptions withoutTrouble() {
    return with(
        draft -> {
          draft.latency = Duration.ZERO;
          draft.throttled = false;
          draft.faults = "";
          draft.readonlyToken = "";
          draft.token = "";
        });
  }

  private EmulatorOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The same options with one token that is taken. */
  public EmulatorOptions withToken(String token) {
    return with(draft -> draft.token = token);
  }

  /** The bearer tokens that are taken; empty for any. */
  Set<String> tokens() {
    return token.isEmpty()
        ? Set.of()
        : readonlyToken.isEmpty() || readonlyToken.equals(token)
            ? Set.of(token)
            : Set.of(token, readonlyToken);
  }

  private static final class Draft {
    private int port;
    private List<String> services;
    private boolean empty;
    private String sku;
    private Optional<Path> log;
    private Duration latency;
    private boolean throttled;
    private String faults;
    private boolean strictKeyVault;
    private String readonlyToken;
    private String token;
    private boolean https;
    private Optional<Path> state;
    private int remembered;

    Draft(EmulatorOptions from) {
      port = from.port;
      services = from.services;
      empty = from.empty;
      sku = from.sku;
      log = from.log;
      latency = from.latency;
      throttled = from.throttled;
      faults = from.faults;
      strictKeyVault = from.strictKeyVault;
      readonlyToken = from.readonlyToken;
      token = from.token;
      https = from.https;
      state = from.state;
      remembered = from.remembered;
    }

    EmulatorOptions done() {
      return new EmulatorOptions(
          port,
          services,
          empty,
          sku,
          log,
          latency,
          throttled,
          faults,
          strictKeyVault,
          readonlyToken,
          token,
          https,
          state,
          remembered);
    }
  }
}
