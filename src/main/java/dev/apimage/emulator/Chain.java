package dev.apimage.emulator;

import java.time.InstantSource;
import java.util.Optional;

/** Whom a request passes on its way to the code that answers it. */
final class Chain {
  private Chain() {}

  /** The whole way; the innermost comes first. */
  static Handler of(
      EmulatorOptions options,
      Services services,
      KeyVault vault,
      Storage storage,
      Optional<StateKeeper> keeper) {
    Handler router = new Router(services)::answer;
    Handler handler = options.strictKeyVault() ? new VaultReferences(vault::holds, router) : router;
    handler = Filters.limited(handler);
    handler = SignIn.directory(Access.readOnly(options.readonlyToken(), handler));
    handler = options.throttled() ? new Throttle(handler, InstantSource.system()) : handler;
    handler = Access.signedIn(options.tokens(), handler);
    handler = SignIn.open(options.token(), storage.blobs(handler));
    handler = vault.before(handler);
    handler = keeper.isPresent() ? keeper.get().watching(handler) : handler;
    handler = Faults.of(options.faults(), services::find, handler);
    return Filters.addressed(Filters.marked(Filters.late(options.latency(), handler)));
  }
}
