package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many a tier holds: Microsoft Learn, "Understanding Azure API Management service limits", the
 * table of the update of March 2026.
 */
class LimitsTest {
  /** The columns of the table. */
  private static final List<List<String>> TIERS =
      List.of(
          List.of("Consumption"),
          List.of("Developer"),
          List.of("Basic", "BasicV2"),
          List.of("Standard", "StandardV2"),
          List.of("Premium", "PremiumV2"));

  private static Service service(String sku) {
    return new Service("s", sku(sku));
  }

  private static ObjectNode sku(String name) {
    ObjectNode resource = Json.object();
    resource.putObject("sku").put("name", name);
    return resource;
  }

  /** The columns are those of the documentation; n/a where a tier has no such thing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apis/operations | apis/a/operations | 3000 | 3000  | 10000 | 50000 | 75000
          tags/apiLinks   | tags/t/apiLinks   | 1500 | 1500  | 1500  | 2500  | 15000
          namedValues     | namedValues       | 5000 | 5000  | 5000  | 10000 | 18000
          loggers         | loggers           | 100  | 100   | 100   | 200   | 400
          products        | products          | 100  | 100   | 200   | 500   | 2000
          subscriptions   | subscriptions     | n/a  | 10000 | 15000 | 25000 | 75000
          users           | users             | n/a  | 20000 | 20000 | 50000 | 75000
          gateways        | gateways          | n/a  | 5     | n/a   | n/a   | 100
          """)
  void each_tier_holds_what_is_published_and_not_one_more(
      String type,
      String collection,
      String consumption,
      String developer,
      String basic,
      String standard,
      String premium) {
    List<String> most = List.of(consumption, developer, basic, standard, premium);
    for (int i = 0; i < TIERS.size(); i++) {
      if (!most.get(i).equals("n/a")) {
        holds(TIERS.get(i), type, collection, Integer.parseInt(most.get(i)));
      }
    }
  }

  private static void holds(List<String> skus, String type, String collection, int most) {
    Service service = service(skus.get(0));
    fill(service.store(), collection, most - 1);
    for (String sku : skus) {
      service.resource(sku(sku));
      assertThatCode(() -> Limits.check(service, type, 1)).doesNotThrowAnyException();
      assertThatThrownBy(() -> Limits.check(service, type, 2))
          .hasMessageContaining("limit reached: " + most + " in " + sku + " pricing tier");
    }
    fill(service.store(), collection, most);
    for (String sku : skus) {
      service.resource(sku(sku));
      assertThatThrownBy(() -> Limits.check(service, type, 1))
          .hasMessageContaining("limit reached: " + most + " in " + sku + " pricing tier");
    }
  }

  private static void fill(Store store, String collection, int to) {
    for (int i = store.list(collection).size(); i < to; i++) {
      store.put(collection + "/n" + i, Json.object().put("apiId", "/apis/a"));
    }
  }

  @Test
  void what_is_put_over_itself_copied_moved_and_removed_is_counted_once() {
    Store store = new Store();
    store.put("apis/a", Json.object());
    store.put("apis/a/operations/o", Json.object());
    store.put("apis/A/operations/O", Json.object().put("displayName", "again"));
    store.put("workspaces/w/apis/a/operations/o", Json.object());
    assertThat(store.count("apis/operations")).isEqualTo(2);
    store.transfer("apis/a/operations", "apis/a;rev=2/operations", true);
    assertThat(store.count("apis/operations")).isEqualTo(3);
    store.transfer("apis/a/operations", "apis/b/operations", false);
    assertThat(store.count("apis/operations")).isEqualTo(3);
    store.remove("apis/b/operations/o");
    store.remove("apis/a");
    assertThat(store.count("apis/operations")).isEqualTo(2);
    assertThat(store.count("apis")).isZero();
  }

  private static void refused(Got got, String message) {
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(got.message()).isEqualTo(message);
  }

  private static Emulator in(String sku) throws IOException {
    return Emulator.start(EmulatorOptions.defaults().withSku(sku).withEmpty(true));
  }

  @Test
  void one_logger_too_many_is_refused_and_one_that_is_there_is_not() throws IOException {
    try (Emulator emulator = in("Consumption")) {
      Client client = new Client(emulator);
      String logger = "{'loggerType':'azureMonitor'}";
      for (int i = 0; i < 100; i++) {
        assertThat(client.put("loggers/l" + i, logger).status()).isEqualTo(201);
      }
      refused(
          client.put("loggers/more", logger),
          "Logger limit reached: 100 in Consumption pricing tier");
      assertThat(client.put("loggers/l7", logger).status()).isEqualTo(200);
      client.delete("loggers/l8");
      assertThat(client.put("loggers/more", logger).status()).isEqualTo(201);
    }
  }

  @Test
  void the_developer_tier_has_five_self_hosted_gateways() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      String gateway = "{'locationData':{'name':'here'}}";
      for (int i = 0; i < 5; i++) {
        assertThat(client.put("gateways/g" + i, gateway).status()).isEqualTo(201);
      }
      assertThat(client.put("gateways/more", gateway).message()).contains("limit reached: 5");
    }
  }

  @Test
  void products_count_and_so_do_the_subscriptions_that_they_get() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      for (int i = 0; i < 100; i++) {
        client.put("products/p" + i, "{'displayName':'P" + i + "'}");
      }
      refused(
          client.put("products/more", "{'displayName':'More'}"),
          "Product limit reached: 100 in Developer pricing tier");
    }
    Service service = service("Developer");
    Fresh.fill(service, true);
    fill(service.store(), "subscriptions", 10_000);
    Place place = new Place(service, "", "", "products", "products/p");
    Call call = Call.of("PUT", "", new Storage(), "", "", Map.of(), "");
    Change open =
        new Change(
            place,
            call,
            Optional.empty(),
            Json.object(),
            Json.object().put("subscriptionRequired", false));
    Change closed = new Change(place, call, Optional.empty(), Json.object(), Json.object());
    assertThatCode(() -> new ProductBehaviour().check(open)).doesNotThrowAnyException();
    assertThatThrownBy(() -> new ProductBehaviour().check(closed))
        .hasMessage("Subscription limit reached: 10000 in Developer pricing tier");
  }

  /** An OpenAPI document with so many operations. */
  private static String document(int operations) {
    ObjectNode document = Json.object().put("openapi", "3.0.1");
    document.putObject("info").put("title", "Many").put("version", "1");
    ObjectNode paths = document.putObject("paths");
    for (int i = 0; i < operations; i++) {
      paths
          .putObject("/p" + i)
          .putObject("get")
          .put("operationId", "o" + i)
          .putObject("responses")
          .putObject("200")
          .put("description", "ok");
    }
    return Json.write(document);
  }

  private static Got importing(Client client, String api, int operations) {
    ObjectNode body = Json.object();
    body.putObject("properties")
        .put("path", api)
        .put("format", "openapi+json")
        .put("value", document(operations));
    Got got = client.send("PUT", "apis/" + api, Json.write(body), "");
    return got.header("Location").isPresent() ? client.finish(got) : got;
  }

  private static int operations(Client client, String api) {
    return client.get("apis/" + api + "/operations?%24top=1").body().path("count").asInt();
  }

  @Test
  void an_import_that_goes_over_fails_on_the_poll_and_changes_nothing() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      assertThat(importing(client, "a", 2000).status()).isEqualTo(201);
      Got over = importing(client, "b", 1001);
      assertThat(over.status()).isEqualTo(400);
      assertThat(over.code()).isEqualTo("ValidationError");
      assertThat(over.detail().path("message").asText())
          .isEqualTo("Operation limit reached: 3000 in Developer pricing tier");
      assertThat(client.get("apis/b").status()).isEqualTo(404);
      assertThat(importing(client, "b", 1000).status()).isEqualTo(201);
      String one = "{'displayName':'More','method':'GET','urlTemplate':'/more'}";
      assertThat(client.put("apis/a/operations/more", one).message()).contains("3000");
    }
  }

  @Test
  void an_import_over_an_api_counts_what_it_replaces() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      importing(client, "a", 2999);
      assertThat(importing(client, "a", 3000).status()).isEqualTo(200);
      assertThat(importing(client, "a", 3001).status()).isEqualTo(400);
      assertThat(operations(client, "a")).isEqualTo(3000);
      assertThat(importing(client, "a", 10).status()).isEqualTo(200);
      assertThat(importing(client, "b", 2990).status()).isEqualTo(201);
    }
  }

  @Test
  void operations_count_in_each_revision_and_each_version() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      importing(client, "a", 1200);
      String copy = "{'sourceApiId':'/apis/a','displayName':'%s','path':'%s'}";
      String revision = "{'sourceApiId':'/apis/a','path':'a'}";
      assertThat(client.put("apis/a%3Brev%3D2", revision).status()).isEqualTo(201);
      assertThat(operations(client, "a;rev=2")).isEqualTo(1200);
      refused(
          client.put("apis/a%3Brev%3D3", revision),
          "Operation limit reached: 3000 in Developer pricing tier");
      refused(
          client.put("apis/v2", copy.formatted("A2", "a2")),
          "Operation limit reached: 3000 in Developer pricing tier");
      assertThat(client.get("apis/v2").status()).isEqualTo(404);
      client.finish(client.delete("apis/a%3Brev%3D2"));
      assertThat(client.put("apis/v2", copy.formatted("A2", "a2")).status()).isEqualTo(201);
    }
  }

  @Test
  void operations_of_workspaces_count_too() throws IOException {
    Service service = service("Premium");
    fill(service.store(), "workspaces/w/apis/a/operations", 40_000);
    fill(service.store(), "apis/a/operations", 35_000);
    assertThatThrownBy(() -> Limits.check(service, "apis/operations", 1))
        .hasMessageContaining("75000");
  }

  @Test
  void a_tag_counts_once_for_each_api_and_revision_that_it_is_on() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator);
      for (String api : List.of("a", "b", "c")) {
        client.put("apis/" + api, "{'displayName':'" + api + "','path':'" + api + "'}");
      }
      client.put("apis/b%3Brev%3D2", "{'sourceApiId':'/apis/b','displayName':'b','path':'b'}");
      for (int i = 0; i < 501; i++) {
        client.put("tags/t" + i, "{'displayName':'T" + i + "'}");
        int status = client.put("apis/a/tags/t" + i, "{}").status();
        assertThat(status).isEqualTo(201);
      }
      for (int i = 0; i < 499; i++) {
        assertThat(client.put("apis/b/tags/t" + i, "{}").status()).isEqualTo(201);
        assertThat(client.put("apis/b%3Brev%3D2/tags/t" + i, "{}").status()).isEqualTo(201);
      }
      assertThat(client.put("apis/c/tags/t0", "{}").status()).isEqualTo(201);
      refused(
          client.put("apis/c/tags/t1", "{}"),
          "TagApiLink limit reached: 1500 in Developer pricing tier");
      refused(
          client.put("tags/t1/apiLinks/link", "{'apiId':'/apis/c'}"),
          "TagApiLink limit reached: 1500 in Developer pricing tier");
      assertThat(client.put("apis/c/tags/t0", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void a_credential_needs_room_for_the_named_value_that_holds_it() {
    Service service = service("Developer");
    fill(service.store(), "namedValues", 5_000);
    ObjectNode credentials = Json.object().put("connectionString", "hush");
    Change change =
        new Change(
            new Place(service, "", "", "loggers", "loggers/l"),
            Call.of("PUT", "", new Storage(), "", "", Map.of(), ""),
            Optional.empty(),
            Json.object(),
            Json.object());
    assertThatThrownBy(
            () -> AutoNamedValue.lift(change, credentials, Json.object(), "connectionString", "L-"))
        .hasMessage("Property limit reached: 5000 in Developer pricing tier");
  }

  @Test
  void a_service_has_ten_identities() throws IOException {
    try (Emulator emulator = in("Developer")) {
      Client client = new Client(emulator).service("made");
      assertThat(client.send("PUT", "", withIdentities(10), "").status()).isEqualTo(201);
      Got over = client.send("PUT", "", withIdentities(11), "");
      assertThat(over.code()).isEqualTo("ValidationError");
      assertThat(over.detail().path("target").asText()).isEqualTo("identity");
      JsonNode kept = client.get("").body().path("identity").path("userAssignedIdentities");
      assertThat(kept).hasSize(10);
    }
  }

  private static String withIdentities(int number) {
    ObjectNode body = Json.object().put("location", "West Europe");
    body.putObject("sku").put("name", "Developer").put("capacity", 1);
    body.putObject("properties").put("publisherEmail", "a@b.example").put("publisherName", "x");
    ObjectNode identity = body.putObject("identity").put("type", "UserAssigned");
    ObjectNode all = identity.putObject("userAssignedIdentities");
    for (int i = 0; i < number; i++) {
      all.putObject("/subscriptions/s/resourceGroups/g/providers/p/userAssignedIdentities/i" + i);
    }
    return Json.write(body);
  }
}
