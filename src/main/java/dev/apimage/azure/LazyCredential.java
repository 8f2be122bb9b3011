package dev.apimage.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A credential that is built when the first token is needed: that alone costs half a second. */
final class LazyCredential implements TokenCredential {
  private final Supplier<TokenCredential> maker;
  private TokenCredential made;

  LazyCredential(Supplier<TokenCredential> maker) {
    this.maker = maker;
  }

  private synchronized TokenCredential made() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.defer(() -> made().getToken(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    return made().getTokenSync(request);
  }
}
