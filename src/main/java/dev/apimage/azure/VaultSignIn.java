package dev.apimage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs in to a Key Vault. Its challenge (Key Vault REST reference, "Authentication, requests and
 * responses") names the vault's tenant, which may be another than the signed-in one's; what the
 * token is for is never taken from there, so that no server can ask for a token of something else.
 */
final class VaultSignIn extends BearerTokenAuthenticationPolicy {
  private static final Pattern TENANT =
      Pattern.compile("(?i)authorization(?:_uri)?=\"?https://[^/\"]+/([0-9a-f-]{36})");

  private final String scope;

  VaultSignIn(TokenCredential credential, String scope) {
    super(credential, scope);
    this.scope = scope;
  }

  @Override
  public boolean authorizeRequestOnChallengeSync(
      HttpPipelineCallContext context, HttpResponse response) {
    String challenge = response.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE);
    Matcher tenant = TENANT.matcher(challenge == null ? "" : challenge);
    if (!tenant.find()) {
      return false;
    }
    setAuthorizationHeaderSync(
        context, new TokenRequestContext().addScopes(scope).setTenantId(tenant.group(1)));
    return true;
  }
}
