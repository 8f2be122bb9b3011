package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Authentication as a client sees it, and what the Azure CLI asks before its first request. */
class SignInPathsTest extends EmulatorTest {
  @Override
  EmulatorOptions options() {
    return EmulatorOptions.defaults();
  }

  private static Got send(Emulator emulator, String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(emulator.uri() + path))
            .method(method, BodyPublishers.noBody());
    return Client.exchange(
        headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  private Got token(Emulator emulator, String secret) {
    return Client.exchange(
        HttpRequest.newBuilder(URI.create(emulator.uri() + "/adfs/oauth2/v2.0/token"))
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=app&client_secret=" + secret))
            .build());
  }

  @Test
  void without_a_token_arm_refuses() {
    Got got = send(emulator, "GET", client.id() + "/tags?api-version=2024-05-01");
    assertThat(got.status()).isEqualTo(401);
    assertThat(got.code()).isEqualTo("AuthenticationFailed");
    assertThat(got.message())
        .isEqualTo("Authentication failed. The 'Authorization' header is missing.");
    assertThat(got.header("WWW-Authenticate"))
        .hasValue(
            "Bearer authorization_uri=\"https://login.windows.net/"
                + "00000000-0000-0000-0000-000000000000\", error=\"invalid_token\","
                + " error_description=\"The authentication failed because of missing"
                + " 'Authorization' header.\"");
    Got basic =
        send(
            emulator,
            "GET",
            client.id() + "/tags?api-version=2024-05-01",
            "Authorization",
            "Basic eDp5");
    assertThat(basic.status()).isEqualTo(401);
    Got nobody = send(emulator, "GET", "/subscriptions?api-version=2019-11-01");
    assertThat(nobody.header("WWW-Authenticate"))
        .get()
        .asString()
        .contains("authorization_uri=\"https://login.windows.net/\"");
  }

  @Test
  void what_arm_refuses_has_a_code_and_a_message_and_no_details() throws IOException {
    EmulatorOptions pinned = options().withToken("mine").withReadonlyToken("reader");
    try (Emulator emulator = Emulator.start(pinned)) {
      String tags = client.id() + "/tags";
      String[] mine = {"Authorization", "Bearer mine"};
      String[] reader = {"Authorization", "Bearer reader"};
      Map<String, Got> refused =
          Map.of(
              "AuthenticationFailed", send(emulator, "GET", tags),
              "InvalidAuthenticationToken",
                  send(emulator, "GET", tags, "Authorization", "Bearer other"),
              "AuthorizationFailed", send(emulator, "PUT", tags + "/t", reader),
              "MissingApiVersionParameter", send(emulator, "GET", tags, mine),
              "NoRegisteredProviderFound",
                  send(emulator, "GET", tags + "?api-version=1999-01-01", mine),
              "InvalidResourceType",
                  send(emulator, "GET", client.id() + "/gadgets?api-version=2024-05-01", mine));
      refused.forEach(
          (code, got) -> {
            assertThat(got.code()).isEqualTo(code);
            assertThat(got.body().path("error").properties())
                .as(code)
                .extracting(Map.Entry::getKey)
                .containsExactly("code", "message");
          });
      Got missing = send(emulator, "GET", tags + "/t?api-version=2024-05-01", mine);
      assertThat(missing.body().path("error").properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("code", "message", "details");
    }
  }

  @Test
  void a_pinned_token_is_the_only_one_beside_the_read_only_one() throws IOException {
    EmulatorOptions pinned = options().withToken("mine").withReadonlyToken("reader");
    try (Emulator emulator = Emulator.start(pinned)) {
      String path = client.id() + "/tags?api-version=2024-05-01";
      assertThat(send(emulator, "GET", path, "Authorization", "Bearer mine").status())
          .isEqualTo(200);
      assertThat(send(emulator, "GET", path, "Authorization", "Bearer reader").status())
          .isEqualTo(200);
      Got other = send(emulator, "GET", path, "Authorization", "Bearer other");
      assertThat(other.status()).isEqualTo(401);
      assertThat(other.code()).isEqualTo("InvalidAuthenticationToken");
      assertThat(other.header("WWW-Authenticate")).get().asString().contains("invalid_token");
      assertThat(other.raw().body()).doesNotContain("other", "mine");
      assertThat(token(emulator, "other").status()).isEqualTo(401);
      assertThat(token(emulator, "mine").body().path("access_token").asText()).isEqualTo("mine");
    }
  }

  @Test
  void the_read_only_token_is_refused_by_every_write_and_every_action_with_its_name()
      throws IOException {
    List<String> questions = new ArrayList<>();
    int refused = 0;
    try (Emulator emulator = Emulator.start(options().withReadonlyToken("reader"))) {
      for (Contract.Template template : Contract.get().templates()) {
        String path = "/" + String.join("/", template.segments()).replaceAll("\\{[^}]+}", "x");
        for (String method : template.verbs().keySet()) {
          if (method.equals("GET") || method.equals("HEAD")) {
            continue;
          }
          Got got =
              send(
                  emulator,
                  method,
                  path + "?api-version=2024-05-01",
                  "Authorization",
                  "Bearer reader");
          if (got.status() != 403) {
            questions.add(method + " " + path.replaceFirst(".*/", ""));
            continue;
          }
          String scope = method.equals("POST") ? path.replaceFirst("/[^/]+$", "") : path;
          assertThat(got.code()).isEqualTo("AuthorizationFailed");
          assertThat(got.message())
              .contains("does not have authorization to perform action '")
              .contains(action(method, template.segments()) + "' over scope '" + scope + "'");
          refused++;
        }
      }
    }
    assertThat(questions)
        .containsExactlyInAnyOrder(
            "POST checkNameAvailability", "POST getDomainOwnershipIdentifier");
    assertThat(refused).isGreaterThan(200);
  }

  /** As Azure lists permissions: the types on the path, a POST's own name, and the verb. */
  private static String action(String method, List<String> segments) {
    String verb = Map.of("DELETE", "delete", "POST", "action").getOrDefault(method, "write");
    String types =
        segments.subList(segments.indexOf("providers") + 1, segments.size()).stream()
            .filter(segment -> !segment.startsWith("{"))
            .collect(Collectors.joining("/"));
    return types.replaceAll("/(default|policy|delegation|signin|signup|password)(?=/|$)", "")
        + "/"
        + verb;
  }

  @Test
  void the_read_only_token_may_ask_whether_a_name_is_free() throws IOException {
    try (Emulator emulator = Emulator.start(options().withReadonlyToken("reader"))) {
      URI address =
          URI.create(
              emulator.uri()
                  + "/subscriptions/s/providers/Microsoft.ApiManagement/checkNameAvailability"
                  + "?api-version=2024-05-01");
      Got got =
          Client.exchange(
              HttpRequest.newBuilder(address)
                  .header("Authorization", "bearer reader")
                  .POST(BodyPublishers.ofString("{\"name\":\"apim\"}"))
                  .build());
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body().path("nameAvailable").asBoolean()).isFalse();
    }
  }

  @Test
  void the_403_of_a_write_names_its_permission() throws IOException {
    Map<String, String> named =
        Map.of(
            "PUT /tags/t", "tags/write",
            "PATCH /apis/a/operations/o", "apis/operations/write",
            "DELETE /workspaces/w/apis/a/policies/policy", "workspaces/apis/policies/delete",
            "POST /namedValues/n/listValue", "namedValues/listValue/action",
            "POST /subscriptions/s/regeneratePrimaryKey",
                "subscriptions/regeneratePrimaryKey/action",
            "POST /tenant/gitAccess/git/regeneratePrimaryKey",
                "tenant/git/regeneratePrimaryKey/action",
            "PUT /gadgets/g", "gadgets/write");
    try (Emulator emulator = Emulator.start(options().withReadonlyToken("reader"))) {
      named.forEach(
          (request, permission) -> {
            String[] parts = request.split(" ", 2);
            String path = client.id() + parts[1] + "?api-version=2024-05-01";
            Got got = send(emulator, parts[0], path, "Authorization", "Bearer reader");
            assertThat(got.message())
                .contains("action 'Microsoft.ApiManagement/service/" + permission + "'");
          });
    }
  }

  @Test
  void the_azure_cli_finds_an_authority_a_token_and_a_subscription() {
    Got cloud = send(emulator, "GET", "//metadata/endpoints?api-version=2015-01-01");
    assertThat(cloud.body().path("authentication").path("loginEndpoint").asText())
        .isEqualTo(emulator.uri() + "/adfs");
    for (String path : new String[] {"/adfs", "/adfs/adfs"}) {
      Got found = send(emulator, "GET", path + "/.well-known/openid-configuration");
      assertThat(found.body().path("token_endpoint").asText())
          .isEqualTo(emulator.uri() + "/adfs/oauth2/v2.0/token");
    }
    String token = token(emulator, "anything").body().path("access_token").asText();
    assertThat(token.split("\\.", -1)).hasSize(3).endsWith("emulated");
    String[] signedIn = {"Authorization", "Bearer " + token};
    assertThat(
            send(emulator, "GET", "/subscriptions?api-version=2019-11-01", signedIn)
                .body()
                .path("value")
                .findValuesAsText("state"))
        .containsExactly("Enabled");
    assertThat(send(emulator, "GET", "/tenants?api-version=2019-11-01", signedIn).status())
        .isEqualTo(200);
    assertThat(send(emulator, "GET", "/subscriptions?api-version=2019-11-01").status())
        .isEqualTo(401);
  }

  @Test
  void links_are_those_of_the_proxy_in_front() {
    for (int i = 0; i < 2; i++) {
      client.put("tags/t" + i, "{'displayName':'T" + i + "'}");
    }
    String[] forwarded = {
      "Authorization",
      "Bearer any",
      "X-Forwarded-Proto",
      "https",
      "X-Forwarded-Host",
      "arm.example:8443"
    };
    Got page =
        send(emulator, "GET", client.id() + "/tags?%24top=1&api-version=2024-05-01", forwarded);
    assertThat(page.body().path("nextLink").asText()).startsWith("https://arm.example:8443/");
    client.put("apis/a", "{'displayName':'A','path':'a','protocols':['https']}");
    Got deleted =
        send(
            emulator,
            "DELETE",
            client.id() + "/apis/a?api-version=2024-05-01",
            "Authorization",
            "Bearer any",
            "X-Forwarded-Proto",
            "https",
            "If-Match",
            "*");
    assertThat(deleted.header("Location")).get().asString().startsWith("https://127.0.0.1:");
    assertThat(deleted.header("Azure-AsyncOperation")).get().asString().startsWith("https://");
    Got nonsense =
        send(
            emulator,
            "GET",
            client.id() + "/tags?%24top=1&api-version=2024-05-01",
            "Authorization",
            "Bearer any",
            "X-Forwarded-Proto",
            "javascript");
    assertThat(nonsense.body().path("nextLink").asText()).startsWith("http://127.0.0.1:");
  }
}
