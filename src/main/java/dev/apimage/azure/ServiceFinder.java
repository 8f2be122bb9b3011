package dev.apimage.azure;

import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.management.AzureEnvironment;
import com.azure.resourcemanager.apimanagement.fluent.ApiManagementServicesClient;
import com.azure.resourcemanager.apimanagement.fluent.models.ApiManagementServiceResourceInner;
import com.azure.resourcemanager.apimanagement.implementation.ApiManagementClientBuilder;
import com.azure.resourcemanager.apimanagement.models.ApiManagementServiceSkuProperties;
import java.time.Duration;
import java.util.List;

/**
 * Finds and describes services. These few facts are the same in every api-version, so the SDK's
 * typed client reads them, through the same reading client as everything else: the same limiter,
 * retries, sign-in and guard.
 */
public final class ServiceFinder {
  private final Cloud cloud;
  private final Wire wire;

  /**
   * A finder.
   *
   * @param cloud where to look
   * @param options how to speak to it; the SDK's own api-version, 2021-08-01, is used
   */
  public ServiceFinder(Cloud cloud, ArmOptions options) {
    this(cloud, new Wire(cloud, options));
  }

  ServiceFinder(Cloud cloud, Wire wire) {
    this.cloud = cloud;
    this.wire = wire;
  }

  /**
   * All services of a subscription that the signed-in identity may see.
   *
   * @param subscription the Azure subscription's id
   * @throws ArmException if Azure does not answer or says no
   */
  public List<ServiceInfo> list(String subscription) {
    return ExchangeHttpClient.pages(
        () -> client(subscription).list().stream().map(this::info).toList());
  }

  /**
   * One service.
   *
   * @throws ArmException with {@link dev.apimage.model.Code#NO_SERVICE} if there is none, and if
   *     Azure does not answer or says no
   */
  public ServiceInfo describe(Target target) {
    return info(
        client(target.subscription()).getByResourceGroup(target.resourceGroup(), target.service()));
  }

  private ServiceInfo info(ApiManagementServiceResourceInner service) {
    ApiManagementServiceSkuProperties sku = service.sku();
    return new ServiceInfo(
        Target.parse(service.id(), cloud),
        service.location() == null ? "" : service.location(),
        sku == null || sku.name() == null ? "" : sku.name().toString(),
        sku == null ? 0 : sku.capacity());
  }

  private ApiManagementServicesClient client(String subscription) {
    return new ApiManagementClientBuilder()
        .pipeline(
            new HttpPipelineBuilder().httpClient(new ExchangeHttpClient(wire.reading())).build())
        .endpoint(cloud.endpoint().toString())
        .environment(AzureEnvironment.AZURE)
        .defaultPollInterval(Duration.ofSeconds(30))
        .subscriptionId(subscription)
        .buildClient()
        .getApiManagementServices();
  }
}
