package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.resourcemanager.apimanagement.ApiManagementManager;
import com.azure.resourcemanager.apimanagement.fluent.models.PolicyContractInner;
import com.azure.resourcemanager.apimanagement.models.ApiContract;
import com.azure.resourcemanager.apimanagement.models.ApiReleaseContract;
import com.azure.resourcemanager.apimanagement.models.ApiRevisionContract;
import com.azure.resourcemanager.apimanagement.models.ApiVersionSetContract;
import com.azure.resourcemanager.apimanagement.models.BackendContract;
import com.azure.resourcemanager.apimanagement.models.BackendProtocol;
import com.azure.resourcemanager.apimanagement.models.CertificateContract;
import com.azure.resourcemanager.apimanagement.models.ExportApi;
import com.azure.resourcemanager.apimanagement.models.ExportFormat;
import com.azure.resourcemanager.apimanagement.models.GatewayContract;
import com.azure.resourcemanager.apimanagement.models.GroupContract;
import com.azure.resourcemanager.apimanagement.models.LoggerContract;
import com.azure.resourcemanager.apimanagement.models.LoggerType;
import com.azure.resourcemanager.apimanagement.models.NamedValueContract;
import com.azure.resourcemanager.apimanagement.models.OperationContract;
import com.azure.resourcemanager.apimanagement.models.PolicyContentFormat;
import com.azure.resourcemanager.apimanagement.models.PolicyExportFormat;
import com.azure.resourcemanager.apimanagement.models.PolicyIdName;
import com.azure.resourcemanager.apimanagement.models.ProductContract;
import com.azure.resourcemanager.apimanagement.models.Protocol;
import com.azure.resourcemanager.apimanagement.models.ResourceLocationDataContract;
import com.azure.resourcemanager.apimanagement.models.SchemaContract;
import com.azure.resourcemanager.apimanagement.models.SubscriptionContract;
import com.azure.resourcemanager.apimanagement.models.SubscriptionCreateParameters;
import com.azure.resourcemanager.apimanagement.models.SubscriptionUpdateParameters;
import com.azure.resourcemanager.apimanagement.models.TagContract;
import com.azure.resourcemanager.apimanagement.models.UserContract;
import com.azure.resourcemanager.apimanagement.models.VersioningScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * The emulator as Microsoft's own Java library sees it: {@code
 * azure-resourcemanager-apimanagement}, which is fixed at api-version 2021-08-01, over TLS, with
 * the library's own pipeline.
 */
class SdkTest {
  private static final String GROUP = "rg1";
  private static final String SERVICE = "apim";

  private static Emulator emulator;
  private static ApiManagementManager manager;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    emulator = Emulator.start(EmulatorOptions.defaults().withHttps(true));
    manager = manager(emulator);
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  /** A manager for an emulator that speaks TLS. Any credential will do. */
  private static ApiManagementManager manager(Emulator emulator)
      throws GeneralSecurityException, IOException {
    String address = emulator.uri().toString();
    TokenCredential anyone =
        request ->
            Mono.just(new AccessToken("any", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
    AzureEnvironment environment =
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl", address,
                "managementEndpointUrl", address,
                "activeDirectoryEndpointUrl", address));
    return ApiManagementManager.configure()
        .withHttpClient(
            new JdkHttpClientBuilder(
                    HttpClient.newBuilder()
                        .sslContext(Trust.of(emulator.authority().orElseThrow())))
                .build())
        .withDefaultPollInterval(Duration.ofMillis(1))
        .authenticate(anyone, new AzureProfile("tenant", "s1", environment));
  }

  private static <T> void listed(
      Function<Integer, PagedIterable<T>> list, Function<T, String> name, String expected) {
    List<String> whole = list.apply(null).stream().map(name).toList();
    assertThat(whole).contains(expected);
    PagedIterable<T> paged = list.apply(1);
    assertThat(paged.stream().map(name).toList()).isEqualTo(whole);
    assertThat(paged.streamByPage().count()).isEqualTo(whole.size());
  }

  private static void gone(Runnable get) {
    assertThatThrownBy(get::run)
        .isInstanceOfSatisfying(
            ManagementException.class,
            e -> {
              assertThat(e.getResponse().getStatusCode()).isEqualTo(404);
              assertThat(e.getValue().getCode()).isEqualTo("ResourceNotFound");
            });
  }

  @Test
  void named_values() {
    NamedValueContract made =
        manager
            .namedValues()
            .define("nv")
            .withExistingService(GROUP, SERVICE)
            .withDisplayName("nv")
            .withValue("hidden")
            .withSecret(true)
            .create();
    assertThat(made.value()).isNull();
    assertThat(manager.namedValues().listValue(GROUP, SERVICE, "nv").value()).isEqualTo("hidden");
    made.update().withTags(List.of("one")).withIfMatch("*").apply();
    assertThat(manager.namedValues().get(GROUP, SERVICE, "nv").tags()).containsExactly("one");
    listed(
        top ->
            manager
                .namedValues()
                .listByService(GROUP, SERVICE, null, top, null, null, Context.NONE),
        NamedValueContract::name,
        "nv");
    manager.namedValues().delete(GROUP, SERVICE, "nv", "*");
    gone(() -> manager.namedValues().get(GROUP, SERVICE, "nv"));
  }

  @Test
  void tags() {
    TagContract made =
        manager
            .tags()
            .define("t")
            .withExistingService(GROUP, SERVICE)
            .withDisplayName("T")
            .create();
    made.update().withDisplayName("T2").withIfMatch("*").apply();
    assertThat(manager.tags().get(GROUP, SERVICE, "t").displayName()).isEqualTo("T2");
    listed(
        top -> manager.tags().listByService(GROUP, SERVICE, null, top, null, null, Context.NONE),
        TagContract::name,
        "t");
    manager.tags().delete(GROUP, SERVICE, "t", "*");
    gone(() -> manager.tags().get(GROUP, SERVICE, "t"));
  }

  @Test
  void groups() {
    GroupContract made =
        manager
            .groups()
            .define("partners")
            .withExistingService(GROUP, SERVICE)
            .withDisplayName("Partners")
            .create();
    made.update().withDescription("Who sells").withIfMatch("*").apply();
    GroupContract read = manager.groups().get(GROUP, SERVICE, "partners");
    assertThat(read.description()).isEqualTo("Who sells");
    assertThat(read.builtIn()).isFalse();
    listed(
        top -> manager.groups().listByService(GROUP, SERVICE, null, top, null, Context.NONE),
        GroupContract::name,
        "partners");
    manager.groups().delete(GROUP, SERVICE, "partners", "*");
    gone(() -> manager.groups().get(GROUP, SERVICE, "partners"));
  }

  @Test
  void users() {
    UserContract made =
        manager
            .users()
            .define("ada")
            .withExistingService(GROUP, SERVICE)
            .withEmail("ada@example.com")
            .withFirstName("Ada")
            .withLastName("Lovelace")
            .create();
    made.update().withNote("first").withIfMatch("*").apply();
    assertThat(manager.users().get(GROUP, SERVICE, "ada").note()).isEqualTo("first");
    listed(
        top -> manager.users().listByService(GROUP, SERVICE, null, top, null, null, Context.NONE),
        UserContract::name,
        "ada");
    manager.users().delete(GROUP, SERVICE, "ada", "*");
    gone(() -> manager.users().get(GROUP, SERVICE, "ada"));
  }

  @Test
  void loggers() {
    LoggerContract made =
        manager
            .loggers()
            .define("hub")
            .withExistingService(GROUP, SERVICE)
            .withLoggerType(LoggerType.AZURE_EVENT_HUB)
            .withCredentials(
                Map.of("name", "hub", "connectionString", "Endpoint=sb://hub.example/;plain"))
            .create();
    assertThat(made.credentials().get("connectionString")).startsWith("{{Logger-Credentials-");
    made.update().withDescription("to the hub").withIfMatch("*").apply();
    assertThat(manager.loggers().get(GROUP, SERVICE, "hub").description()).isEqualTo("to the hub");
    listed(
        top -> manager.loggers().listByService(GROUP, SERVICE, null, top, null, Context.NONE),
        LoggerContract::name,
        "hub");
    manager.loggers().delete(GROUP, SERVICE, "hub", "*");
    gone(() -> manager.loggers().get(GROUP, SERVICE, "hub"));
  }

  @Test
  void backends() {
    BackendContract made =
        manager
            .backends()
            .define("pay")
            .withExistingService(GROUP, SERVICE)
            .withUrl("https://pay.example")
            .withProtocol(BackendProtocol.HTTP)
            .create();
    made.update().withTitle("Pay").withIfMatch("*").apply();
    assertThat(manager.backends().get(GROUP, SERVICE, "pay").title()).isEqualTo("Pay");
    listed(
        top -> manager.backends().listByService(GROUP, SERVICE, null, top, null, Context.NONE),
        BackendContract::name,
        "pay");
    manager.backends().delete(GROUP, SERVICE, "pay", "*");
    gone(() -> manager.backends().get(GROUP, SERVICE, "pay"));
  }

  @Test
  void version_sets() {
    ApiVersionSetContract made =
        manager
            .apiVersionSets()
            .define("vs")
            .withExistingService(GROUP, SERVICE)
            .withDisplayName("Versions")
            .withVersioningScheme(VersioningScheme.SEGMENT)
            .create();
    made.update().withDescription("by path").withIfMatch("*").apply();
    assertThat(manager.apiVersionSets().get(GROUP, SERVICE, "vs").description())
        .isEqualTo("by path");
    listed(
        top ->
            manager.apiVersionSets().listByService(GROUP, SERVICE, null, top, null, Context.NONE),
        ApiVersionSetContract::name,
        "vs");
    manager.apiVersionSets().delete(GROUP, SERVICE, "vs", "*");
    gone(() -> manager.apiVersionSets().get(GROUP, SERVICE, "vs"));
  }

  @Test
  void products_and_what_they_hold() {
    ProductContract made =
        manager
            .products()
            .define("gold")
            .withExistingService(GROUP, SERVICE)
            .withDisplayName("Gold")
            .withSubscriptionRequired(true)
            .create();
    made.update().withDescription("the best").withIfMatch("*").apply();
    assertThat(manager.products().get(GROUP, SERVICE, "gold").description()).isEqualTo("the best");
    listed(
        top ->
            manager
                .products()
                .listByService(GROUP, SERVICE, null, top, null, null, null, Context.NONE),
        ProductContract::name,
        "gold");
    manager.productApis().createOrUpdate(GROUP, SERVICE, "gold", "echo-api");
    assertThat(manager.productApis().listByProduct(GROUP, SERVICE, "gold").stream())
        .extracting(ApiContract::name)
        .containsExactly("echo-api");
    manager.products().deleteWithResponse(GROUP, SERVICE, "gold", "*", true, Context.NONE);
    gone(() -> manager.products().get(GROUP, SERVICE, "gold"));
  }

  @Test
  void subscriptions_and_their_keys() {
    SubscriptionContract made =
        manager
            .subscriptions()
            .createOrUpdate(
                GROUP,
                SERVICE,
                "sub",
                new SubscriptionCreateParameters().withScope("/apis").withDisplayName("All"));
    assertThat(made.primaryKey()).hasSize(32);
    manager
        .subscriptions()
        .update(
            GROUP,
            SERVICE,
            "sub",
            "*",
            new SubscriptionUpdateParameters().withDisplayName("Everything"));
    SubscriptionContract read = manager.subscriptions().get(GROUP, SERVICE, "sub");
    assertThat(read.displayName()).isEqualTo("Everything");
    assertThat(read.primaryKey()).isNull();
    manager.subscriptions().regeneratePrimaryKey(GROUP, SERVICE, "sub");
    assertThat(manager.subscriptions().listSecrets(GROUP, SERVICE, "sub").primaryKey())
        .hasSize(32)
        .isNotEqualTo(made.primaryKey());
    listed(
        top -> manager.subscriptions().list(GROUP, SERVICE, null, top, null, Context.NONE),
        SubscriptionContract::name,
        "sub");
    manager.subscriptions().delete(GROUP, SERVICE, "sub", "*");
    gone(() -> manager.subscriptions().get(GROUP, SERVICE, "sub"));
  }

  @Test
  void certificates() {
    CertificateContract made =
        manager
            .certificates()
            .define("cert")
            .withExistingService(GROUP, SERVICE)
            .withData("bm90IGEgY2VydGlmaWNhdGU=")
            .withPassword("p")
            .create();
    assertThat(made.thumbprint()).hasSize(40);
    assertThat(manager.certificates().get(GROUP, SERVICE, "cert").subject()).isEqualTo("CN=cert");
    listed(
        top ->
            manager
                .certificates()
                .listByService(GROUP, SERVICE, null, top, null, null, Context.NONE),
        CertificateContract::name,
        "cert");
    manager.certificates().delete(GROUP, SERVICE, "cert", "*");
    gone(() -> manager.certificates().get(GROUP, SERVICE, "cert"));
  }

  @Test
  void gateways() {
    GatewayContract made =
        manager
            .gateways()
            .define("gw")
            .withExistingService(GROUP, SERVICE)
            .withLocationData(new ResourceLocationDataContract().withName("here"))
            .create();
    made.update().withDescription("in the cellar").withIfMatch("*").apply();
    assertThat(manager.gateways().get(GROUP, SERVICE, "gw").description())
        .isEqualTo("in the cellar");
    String key = manager.gateways().listKeys(GROUP, SERVICE, "gw").primary();
    assertThat(manager.gateways().listKeys(GROUP, SERVICE, "gw").primary()).isEqualTo(key);
    listed(
        top -> manager.gateways().listByService(GROUP, SERVICE, null, top, null, Context.NONE),
        GatewayContract::name,
        "gw");
    manager.gateways().delete(GROUP, SERVICE, "gw", "*");
    gone(() -> manager.gateways().get(GROUP, SERVICE, "gw"));
  }

  private static ApiContract api(String name) {
    return manager
        .apis()
        .define(name)
        .withExistingService(GROUP, SERVICE)
        .withDisplayName(name)
        .withPath(name)
        .withProtocols(List.of(Protocol.HTTPS))
        .create();
  }

  @Test
  void apis_with_operations_schemas_and_policies() {
    api("orders").update().withDescription("Orders").withIfMatch("*").apply();
    assertThat(manager.apis().get(GROUP, SERVICE, "orders").description()).isEqualTo("Orders");
    listed(
        top ->
            manager.apis().listByService(GROUP, SERVICE, null, top, null, null, null, Context.NONE),
        ApiContract::name,
        "orders");
    operations();
    schemas();
    PolicyContractInner policy =
        new PolicyContractInner()
            .withFormat(PolicyContentFormat.RAWXML)
            .withValue("<policies><inbound><base /></inbound></policies>");
    manager.apiPolicies().createOrUpdate(GROUP, SERVICE, "orders", PolicyIdName.POLICY, policy);
    assertThat(
            manager
                .apiPolicies()
                .getWithResponse(
                    GROUP,
                    SERVICE,
                    "orders",
                    PolicyIdName.POLICY,
                    PolicyExportFormat.RAWXML,
                    Context.NONE)
                .getValue()
                .value())
        .contains("<base />");
    manager.apiPolicies().delete(GROUP, SERVICE, "orders", PolicyIdName.POLICY, "*");
    gone(() -> manager.apiPolicies().get(GROUP, SERVICE, "orders", PolicyIdName.POLICY));
    manager.apis().deleteWithResponse(GROUP, SERVICE, "orders", "*", true, Context.NONE);
    gone(() -> manager.apis().get(GROUP, SERVICE, "orders"));
  }

  private static void operations() {
    OperationContract made =
        manager
            .apiOperations()
            .define("get-order")
            .withExistingApi(GROUP, SERVICE, "orders")
            .withDisplayName("Get order")
            .withMethod("GET")
            .withUrlTemplate("/orders")
            .create();
    made.update().withDescription("One").withIfMatch("*").apply();
    assertThat(manager.apiOperations().get(GROUP, SERVICE, "orders", "get-order").description())
        .isEqualTo("One");
    listed(
        top ->
            manager
                .apiOperations()
                .listByApi(GROUP, SERVICE, "orders", null, top, null, null, Context.NONE),
        OperationContract::name,
        "get-order");
    manager.apiOperations().delete(GROUP, SERVICE, "orders", "get-order", "*");
    gone(() -> manager.apiOperations().get(GROUP, SERVICE, "orders", "get-order"));
  }

  private static void schemas() {
    SchemaContract made =
        manager
            .apiSchemas()
            .define("order")
            .withExistingApi(GROUP, SERVICE, "orders")
            .withContentType("application/vnd.oai.openapi.components+json")
            .withComponents(Map.of("schemas", Map.of("Order", Map.of("type", "object"))))
            .create();
    assertThat(made.name()).isEqualTo("order");
    listed(
        top ->
            manager.apiSchemas().listByApi(GROUP, SERVICE, "orders", null, top, null, Context.NONE),
        SchemaContract::name,
        "order");
    manager.apiSchemas().delete(GROUP, SERVICE, "orders", "order", "*");
    gone(() -> manager.apiSchemas().get(GROUP, SERVICE, "orders", "order"));
  }

  @Test
  void an_api_is_exported_by_a_link_that_needs_no_token()
      throws GeneralSecurityException, IOException, InterruptedException {
    String link =
        manager
            .apiExports()
            .get(
                GROUP, SERVICE, "echo-api", ExportFormat.fromString("swagger-link"), ExportApi.TRUE)
            .value()
            .link();
    HttpResponse<String> document =
        HttpClient.newBuilder()
            .sslContext(Trust.of(emulator.authority().orElseThrow()))
            .build()
            .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(Client.JSON.readTree(document.body()).path("swagger").asText()).isEqualTo("2.0");
  }

  @Test
  void revisions_are_made_released_listed_and_deleted() {
    api("pets");
    manager
        .apis()
        .define("pets;rev=2")
        .withExistingService(GROUP, SERVICE)
        .withSourceApiId("/apis/pets")
        .withApiRevisionDescription("second")
        .withPath("pets")
        .create();
    assertThat(manager.apis().get(GROUP, SERVICE, "pets").apiRevision()).isEqualTo("1");
    ApiReleaseContract release =
        manager
            .apiReleases()
            .define("r1")
            .withExistingApi(GROUP, SERVICE, "pets")
            .withApiId("/apis/pets;rev=2")
            .withNotes("go")
            .create();
    assertThat(release.notes()).isEqualTo("go");
    assertThat(manager.apis().get(GROUP, SERVICE, "pets").apiRevision()).isEqualTo("2");
    assertThat(
            manager.apiRevisions().listByService(GROUP, SERVICE, "pets").stream()
                .filter(ApiRevisionContract::isCurrent))
        .extracting(ApiRevisionContract::apiRevision)
        .containsExactly("2");
    manager.apis().delete(GROUP, SERVICE, "pets;rev=1", "*");
    gone(() -> manager.apis().get(GROUP, SERVICE, "pets;rev=1"));
    manager.apis().deleteWithResponse(GROUP, SERVICE, "pets", "*", true, Context.NONE);
    gone(() -> manager.apis().get(GROUP, SERVICE, "pets"));
  }

  @Test
  void an_import_ends_before_the_library_gives_its_api() {
    ApiContract made =
        manager
            .apis()
            .define("imported")
            .withExistingService(GROUP, SERVICE)
            .withPath("imported")
            .withFormat(com.azure.resourcemanager.apimanagement.models.ContentFormat.OPENAPI_JSON)
            .withValue(
                "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"Imported\",\"version\":\"1\"},"
                    + "\"paths\":{\"/x\":{\"get\":{\"operationId\":\"getX\","
                    + "\"responses\":{\"200\":{\"description\":\"ok\"}}}}}}")
            .create();
    assertThat(made.displayName()).isEqualTo("Imported");
    assertThat(manager.apiOperations().listByApi(GROUP, SERVICE, "imported").stream())
        .extracting(OperationContract::name)
        .containsExactly("getx");
  }
}
