package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A Key Vault through the SDK's typed client, which asks through an {@link Exchange} of ours. */
final class VaultClient implements Vault {
  static final Set<HttpMethod> TO_READ = Set.of(HttpMethod.GET);
  static final Set<HttpMethod> TO_WRITE = Set.of(HttpMethod.GET, HttpMethod.PUT);

  private final VaultAddress address;
  private final SecretClient client;

  VaultClient(VaultAddress address, Exchange exchange) {
    this.address = address;
    this.client =
        new SecretClientBuilder()
            .vaultUrl(address.url().toString())
            // Every cloud's vaults speak it; newer ones add nothing for secrets.
            .serviceVersion(SecretServiceVersion.V7_4)
            .pipeline(
                new HttpPipelineBuilder()
                    .httpClient(
                        new ExchangeHttpClient(
                            exchange,
                            address::shown,
                            (request, reply) -> VaultException.refused(address, request, reply)))
                    .build())
            .buildClient();
  }

  @Override
  public String name() {
    return address.name();
  }

  @Override
  public Optional<Stored> find(String secret) {
    return find(secret, "");
  }

  /** A version of a secret; the newest for an empty one. */
  Optional<Stored> find(String secret, String version) {
    try {
      return Optional.of(
          stored(asking(() -> client.getSecret(secret, version.isEmpty() ? null : version))));
    } catch (VaultException e) {
      if (e.isMissing()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Stored stored(KeyVaultSecret secret) {
    SecretProperties properties = secret.getProperties();
    return new Stored(
        new Secret(secret.getValue() == null ? "" : secret.getValue()),
        tags(properties),
        instant(properties.getExpiresOn()),
        instant(properties.getNotBefore()));
  }

  private static Map<String, String> tags(SecretProperties properties) {
    return properties.getTags() == null ? Map.of() : properties.getTags();
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  @Override
  public void set(
      String secret, Secret value, Map<String, String> tags, Optional<Instant> expires) {
    SecretProperties properties = new SecretProperties().setTags(tags);
    expires.ifPresent(at -> properties.setExpiresOn(at.atOffset(ZoneOffset.UTC)));
    KeyVaultSecret whole = new KeyVaultSecret(secret, value.reveal()).setProperties(properties);
    asking(() -> client.setSecret(whole));
  }

  @Override
  public List<Entry> list() {
    return asking(
        () ->
            ExchangeHttpClient.pages(
                () -> client.listPropertiesOfSecrets().stream().map(VaultClient::entry).toList()));
  }

  private static Entry entry(SecretProperties properties) {
    boolean enabled = !Boolean.FALSE.equals(properties.isEnabled());
    return new Entry(properties.getName(), tags(properties), enabled);
  }

  /** A vault that does not exist has no host. */
  private <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (ArmException e) {
      if (e.toProblem().code() != Code.UNREACHABLE) {
        throw e;
      }
      throw new ProblemException(
          Problem.error(
                  Code.UNREACHABLE,
                  "there is no Key Vault "
                      + address.name()
                      + ", or it cannot be reached: "
                      + e.toProblem().text())
              .advise("Check the vault's name, its network rules and, behind a proxy, NO_PROXY."));
    }
  }
}
