package dev.apimage.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.HttpLogDetailLevel;
import com.azure.core.http.policy.HttpLogOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import com.azure.core.management.http.policy.ArmChallengeAuthenticationPolicy;
import com.azure.core.util.Configuration;
import com.azure.identity.DefaultAzureCredentialBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What all clients of one Resource Manager share: connections, sign-in and limiter. The clients
 * differ in what they are able to send.
 */
final class Wire {
  private static final Set<HttpMethod> TO_READ = Set.of(HttpMethod.GET, HttpMethod.HEAD);
  private static final Set<HttpMethod> TO_WRITE =
      Set.of(HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

  private static final Set<HttpMethod> TO_ACT = Set.of(HttpMethod.POST);

  private static final HttpPipelinePolicy FIXED_TOKEN =
      new HttpPipelineSyncPolicy() {
        @Override
        protected void beforeSendingRequest(HttpPipelineCallContext context) {
          context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer loopback");
        }
      };

  private final Cloud cloud;
  private final ArmOptions options;
  private final HttpClient http;
  private final TokenCredential credential;
  private final Waiter waiter;
  private final Retries retries = new Retries(() -> ThreadLocalRandom.current().nextDouble());
  private final Limiter limiter;

  Wire(Cloud cloud, ArmOptions options) {
    this(cloud, options, () -> azure(cloud));
  }

  Wire(Cloud cloud, ArmOptions options, Supplier<TokenCredential> credential) {
    this.cloud = cloud;
    this.options = options;
    this.http = http(cloud);
    this.credential = new LazyCredential(credential);
    this.waiter = new Waiter(options.time(), options.progress());
    this.limiter = new Limiter(waiter, !cloud.isLoopback());
  }

  Waiter waiter() {
    return waiter;
  }

  Retries retries() {
    return retries;
  }

  /** A client that can only read. */
  Exchange reading() {
    return exchange(TO_READ);
  }

  /** A client that can only write. */
  Exchange writing() {
    return exchange(TO_WRITE);
  }

  /** A client that can do nothing but the POSTs that are named to it. */
  Exchange keys(Predicate<URI> action) {
    return exchange(
        signIn(),
        new SendGuard(TO_ACT, url -> cloud.isSameOrigin(url) && action.test(url)),
        limiter);
  }

  /** A client for the secrets of one Key Vault. */
  Exchange vault(VaultAddress vault, Set<HttpMethod> methods) {
    HttpPipelinePolicy signIn =
        cloud.isWithoutSignIn() ? FIXED_TOKEN : new VaultSignIn(credential, vault.scope());
    // Vaults have limits of their own, of which their answers tell when they are met.
    return exchange(signIn, new SendGuard(methods, vault::holds), new Limiter(waiter, false));
  }

  private Exchange exchange(Set<HttpMethod> methods) {
    return exchange(signIn(), new SendGuard(cloud, methods), limiter);
  }

  private Exchange exchange(HttpPipelinePolicy signIn, SendGuard guard, Limiter lanes) {
    HttpPipelineBuilder pipeline =
        new HttpPipelineBuilder()
            .httpClient(http)
            .policies(
                new UserAgentPolicy(options.userAgent()), new RequestIdPolicy(), signIn, guard);
    return new Exchange(pipeline.build(), lanes, retries, waiter);
  }

  private static HttpClient http(Cloud cloud) {
    java.net.http.HttpClient.Builder jdk =
        java.net.http.HttpClient.newBuilder()
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            // Over HTTP/2 JDK 17 fails whatever is on its way when a server says GOAWAY.
            .version(java.net.http.HttpClient.Version.HTTP_1_1);
    JdkHttpClientBuilder client = new JdkHttpClientBuilder(jdk);
    if (cloud.isLoopback()) {
      // A proxy would look for the emulator on its own machine.
      jdk.proxy(java.net.http.HttpClient.Builder.NO_PROXY);
      client.configuration(Configuration.NONE);
    }
    return client
        .connectionTimeout(Duration.ofSeconds(20))
        // An import of a large document is answered only when it is read.
        .responseTimeout(Duration.ofMinutes(4))
        .readTimeout(Duration.ofMinutes(2))
        .build();
  }

  private HttpPipelinePolicy signIn() {
    return cloud.isWithoutSignIn()
        ? FIXED_TOKEN
        : new ArmChallengeAuthenticationPolicy(credential, cloud.scope());
  }

  private static TokenCredential azure(Cloud cloud) {
    DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder();
    // AZURE_HTTP_LOG_DETAIL_LEVEL=body would have it log tokens and client secrets.
    builder.httpLogOptions(new HttpLogOptions().setLogLevel(HttpLogDetailLevel.NONE));
    cloud.authority().ifPresent(builder::authorityHost);
    return builder.build();
  }
}
