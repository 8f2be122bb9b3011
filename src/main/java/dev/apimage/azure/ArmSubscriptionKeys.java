package dev.apimage.azure;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.resourcemanager.apimanagement.fluent.SubscriptionsClient;
import com.azure.resourcemanager.apimanagement.fluent.models.SubscriptionKeysContractInner;
import com.azure.resourcemanager.apimanagement.implementation.ApiManagementClientBuilder;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Keys through the SDK's typed client, whose contract of them is the same in every api-version. Its
 * exchange lets through three POSTs on subscriptions and nothing else.
 */
final class ArmSubscriptionKeys implements SubscriptionKeys {
  private final Target target;
  private final SubscriptionsClient client;

  ArmSubscriptionKeys(Target target, Wire wire, ArmUrls urls) {
    this.target = target;
    this.client =
        new ApiManagementClientBuilder()
            .pipeline(
                new HttpPipelineBuilder()
                    .httpClient(
                        new ExchangeHttpClient(
                            wire.keys(url -> isAction(target, url)),
                            path -> urls.shown(URI.create("https://arm" + path)),
                            ArmException::refused))
                    .build())
            .endpoint(target.cloud().endpoint().toString())
            .environment(AzureEnvironment.AZURE)
            .defaultPollInterval(Duration.ofSeconds(30))
            .subscriptionId(target.subscription())
            .buildClient()
            .getSubscriptions();
  }

  private static boolean isAction(Target target, URI url) {
    return Pattern.compile(
            Pattern.quote(target.servicePath())
                + "/subscriptions/[^/]+/(listSecrets|regeneratePrimaryKey|regenerateSecondaryKey)",
            Pattern.CASE_INSENSITIVE)
        .matcher(url.getPath())
        .matches();
  }

  @Override
  public Pair fetch(String subscription) {
    SubscriptionKeysContractInner keys =
        client.listSecrets(target.resourceGroup(), target.service(), subscription);
    if (keys == null || keys.primaryKey() == null || keys.secondaryKey() == null) {
      throw new ProblemException(
          Problem.error(
              Code.UNEXPECTED_ANSWER,
              "the service gives no keys of subscriptions/" + subscription));
    }
    return new Pair(new Secret(keys.primaryKey()), new Secret(keys.secondaryKey()));
  }

  @Override
  public void regenerate(String subscription, Which which) {
    if (which == Which.PRIMARY) {
      client.regeneratePrimaryKey(target.resourceGroup(), target.service(), subscription);
    } else {
      client.regenerateSecondaryKey(target.resourceGroup(), target.service(), subscription);
    }
  }
}
