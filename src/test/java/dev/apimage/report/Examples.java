package dev.apimage.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.check.Checked;
import dev.apimage.extract.Extraction;
import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.Rotation;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Spot;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.MissingSecret;
import dev.apimage.plan.Need;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.plan.Rebuild;
import dev.apimage.plan.TargetFacts;
import dev.apimage.prove.Finding;
import dev.apimage.prove.Proof;
import dev.apimage.prove.RealSecret;
import dev.apimage.publish.Outcome;
import dev.apimage.secret.SecretKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Results as the tool makes them, to be reported. */
final class Examples {
  static final String SUPPLIED = "s3cr3t-supplied";
  static final String KNOWN = "s3cr3t-known";

  private static final String OLD_POLICY =
      """
      <policies>
      \t<inbound>
      \t\t<base />
      \t\t<rate-limit calls="100" renewal-period="60" />
      \t\t<set-header name="Authorization" exists-action="override">
      \t\t\t<value>${secret:0a1b2c3d}</value>
      \t\t</set-header>
      \t</inbound>
      \t<backend><base /></backend>
      \t<outbound><base /></outbound>
      </policies>""";
  private static final String NEW_POLICY =
      """
      <policies>
          <inbound>
              <base />
              <rate-limit calls="250" renewal-period="60" />
              <set-header name="Authorization" exists-action="override">
                  <value>{{payment-key}}</value>
              </set-header>
          </inbound>
          <backend>
              <base />
          </backend>
          <outbound>
              <base />
          </outbound>
      </policies>
      """;
  private static final String DOCUMENT =
      """
      openapi: 3.0.1
      info: {title: Pets, version: '1'}
      paths:
        /pets:
          get:
            operationId: list-pets
            summary: List all pets
            responses: {'200': {description: OK}}
      """;

  private Examples() {}

  private static PlanOptions options(boolean prune) {
    PlanOptions some = PlanOptions.defaults();
    return new PlanOptions(
        prune, 10, some.owned(), some.writeSecrets(), some.missingOwner(), TargetFacts.NONE);
  }

  private static Tree folder() {
    return new Tree()
        .yaml(
            "namedValues/payment-key",
            "namedValues/payment-key.yaml",
            "displayName: payment-key",
            "secret: true",
            "value: ${secret}")
        .secret("value", SUPPLIED)
        .yaml("tags/billing", "tags/billing.yaml", "displayName: billing")
        .yaml("tags/public", "tags/public.yaml", "displayName: public")
        .yaml(
            "loggers/appi",
            "loggers/appi.yaml",
            "loggerType: applicationInsights",
            "credentials:",
            "  connectionString: ${secret}")
        .secret("credentials.connectionString", SUPPLIED)
        .yaml(
            "backends/pay",
            "backends/pay.yaml",
            "url: https://pay.contoso.com",
            "protocol: http",
            "credentials:",
            "  header:",
            "    x-key:",
            "      - ${secret}")
        .secret("credentials.header.x-key[0]", SUPPLIED)
        .yaml(
            "apis/orders",
            "apis/orders/api.yaml",
            "displayName: Orders",
            "description: |-",
            "  Orders of the shop.",
            "  Since 2019.",
            "  Ask the shop team.",
            "path: orders",
            "protocols:",
            "  - https",
            "serviceUrl: https://api.contoso.com",
            "apiRevision: '3'",
            "tags:",
            "  - billing",
            "  - public")
        .text("apis/orders/policy", "apis/orders/policy.xml", NEW_POLICY)
        .yaml(
            "apis/orders/operations/get-order",
            "apis/orders/operations/get-order.yaml",
            "displayName: Get an order",
            "method: GET",
            "urlTemplate: /orders/{id}",
            "templateParameters:",
            "  - name: id",
            "    type: string",
            "    required: true",
            "responses:",
            "  - statusCode: 200",
            "    description: OK")
        .add(pets())
        .yaml(
            "products/gold",
            "products/gold/product.yaml",
            "displayName: Gold",
            "description: For partners.",
            "state: published",
            "apis:",
            "  - orders",
            "groups:",
            "  - developers")
        .yaml(
            "subscriptions/acme",
            "subscriptions/acme.yaml",
            "displayName: ACME",
            "scope: /products/gold",
            "ownerId: /users/ann");
  }

  private static Resource pets() {
    Tree tree =
        new Tree()
            .yaml(
                "apis/pets",
                "apis/pets/api.yaml",
                "displayName: Pets",
                "path: pets",
                "definition: specification");
    Resource api = tree.snapshot().at(Address.parse("apis/pets")).orElseThrow();
    var body = api.copyBody().put("format", "openapi").put("value", DOCUMENT);
    return new Resource(
        api.address(),
        body,
        api.secrets(),
        position ->
            position.toString().equals("value")
                ? Optional.of(Spot.of("apis/pets/specification.yaml"))
                : api.origin().spot(position));
  }

  private static Tree target() {
    return new Tree()
        .yaml("tags/billing", "", "displayName: billing")
        .yaml("tags/legacy", "", "displayName: legacy")
        .yaml("tags/public", "", "displayName: public")
        .yaml(
            "loggers/appi",
            "",
            "loggerType: applicationInsights",
            "credentials:",
            "  connectionString: ${secret}")
        .yaml(
            "backends/pay",
            "",
            "url: https://pay.contoso.com",
            "protocol: http",
            "credentials:",
            "  header:",
            "    x-key:",
            "      - ${secret}")
        .secret("credentials.header.x-key[0]", KNOWN)
        .yaml(
            "apis/orders",
            "",
            "displayName: Orders",
            "description: |-",
            "  Orders of the shop.",
            "  Since 2018.",
            "  Ask the shop team.",
            "path: orders",
            "protocols:",
            "  - http",
            "  - https",
            "serviceUrl: https://old.contoso.com",
            "termsOfServiceUrl: https://contoso.com/terms",
            "apiRevision: '2'",
            "tags:",
            "  - billing",
            "  - legacy")
        .yaml(
            "apis/orders/operations/get-order",
            "",
            "displayName: Get an order",
            "method: GET",
            "urlTemplate: /orders/{id}",
            "templateParameters:",
            "  - name: id",
            "    type: string",
            "    required: true",
            "responses:",
            "  - statusCode: 404",
            "    description: Not found",
            "  - statusCode: 200",
            "    description: OK")
        .text("apis/orders/policy", "", OLD_POLICY)
        .yaml("apis/pets", "", "displayName: Pets", "path: pets")
        .yaml(
            "apis/pets/operations/list-pets",
            "",
            "displayName: List pets",
            "method: GET",
            "urlTemplate: /pets",
            "responses:",
            "  - statusCode: 200",
            "    description: OK")
        .yaml("apis/legacy-pets", "", "displayName: Legacy pets", "path: legacy")
        .yaml(
            "apis/legacy-pets/operations/list",
            "",
            "displayName: List",
            "method: GET",
            "urlTemplate: /")
        .yaml("subscriptions/old-partner", "", "displayName: Old partner", "scope: /apis");
  }

  /** Something of everything, and no error. */
  static Plan plan() {
    return Planner.plan(folder().snapshot(), target().snapshot(), options(true));
  }

  /** The same without deletes. */
  static Plan kept() {
    return Planner.plan(folder().snapshot(), target().snapshot(), options(false));
  }

  /** A folder that a service is. */
  static Plan nothing() {
    Tree same = new Tree().yaml("tags/billing", "tags/billing.yaml", "displayName: billing");
    return Planner.plan(same.snapshot(), same.snapshot(), options(true));
  }

  /** A plan that stops the publish. */
  static Plan errors() {
    Tree folder =
        new Tree()
            .yaml(
                "backends/pay",
                "backends/pay.yaml",
                "url: https://pay.contoso.com",
                "protocol: http",
                "credentials:",
                "  authorization:",
                "    scheme: Basic",
                "    parameter: ${secret}")
            .text(
                "apis/orders/policy",
                "apis/orders/policy.xml",
                "<policies><inbound><set-backend-service backend-id=\"pay-v2\" /></inbound>"
                    + "</policies>")
            .yaml("apis/orders", "apis/orders/api.yaml", "displayName: Orders", "path: orders");
    return Planner.plan(folder.snapshot(), new Tree().snapshot(), options(true));
  }

  /** Names and values that want to be markup or move the cursor. */
  static Plan nasty() {
    Tree folder =
        new Tree()
            .yaml("tags/a|b`c", "tags/a.yaml", "displayName: '| x | <img src=x> `` | @octocat'")
            .yaml("tags/<script>", "tags/b.yaml", "displayName: '</details></code>'")
            .yaml("tags/esc", "tags/c.yaml", "displayName: \"\\e[2J\\u202e\\u00a0gone\"")
            .yaml("tags/quote", "tags/d.yaml", "displayName: 'true'")
            .yaml("tags/long", "tags/e.yaml", "displayName: " + "x".repeat(500) + "after")
            .yaml("groups/ünï", "groups/u.yaml", "displayName: ünï", "description: '```'");
    Tree target = new Tree();
    for (Resource resource : folder.snapshot().resources().values()) {
      target.add(
          resource.withBody(
              resource
                  .copyBody()
                  .put(
                      "displayName",
                      resource.address().name().equals("long")
                          ? "x".repeat(500) + "before"
                          : "plain " + resource.address().name())));
    }
    target.add(
        Resource.of(Address.of("tags", "x\u001b]8;;"), JsonNodeFactory.instance.objectNode()));
    return Planner.plan(folder.snapshot(), target.snapshot(), options(true));
  }

  /** One failure, what depends on it, and the rest done by threads in their own order. */
  static Outcome partial(Plan plan) {
    TreeSet<Address> lost = new TreeSet<>(Set.of(Address.parse("apis/orders")));
    Problem refused =
        Problem.error(
                Code.WRITE_FAILED,
                "apis/orders: 400 ValidationError: serviceUrl is not an absolute address")
            .at(new Spot("apis/orders/api.yaml", 10, 13))
            .advise("Correct it and publish again.");
    List<Outcome.Failure> failed = new ArrayList<>();
    List<Outcome.Failure> notTried = new ArrayList<>();
    List<Change> done = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (change.address().toString().equals("apis/orders")) {
        failed.add(new Outcome.Failure(change, List.of(refused), true));
      } else if (change.after().stream().anyMatch(lost::contains)
          || change.action() == Action.DELETE) {
        lost.add(change.address());
        Problem why =
            Problem.note(Code.NOT_TRIED, change.address() + " was not tried: apis/orders failed");
        notTried.add(0, new Outcome.Failure(change, List.of(why), false));
      } else {
        done.add(0, change);
      }
    }
    return new Outcome(done, failed, notTried, List.of());
  }

  /** Everything done, in another order than the plan's. */
  static Outcome complete(Plan plan) {
    List<Change> done = new ArrayList<>(plan.changes());
    Collections.reverse(done);
    return new Outcome(done, List.of(), List.of(), List.of(Address.parse("subscriptions/acme")));
  }

  static Extraction extraction() {
    return new Extraction(
        "contoso-dev",
        312,
        List.of("apis/orders/operations/get-order.yaml", "apis/orders/api.yaml"),
        List.of("policy.xml"),
        List.of("tags/old.yaml"),
        308,
        Optional.of("a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"),
        List.of(
            Problem.warning(
                    Code.SECRET_LIFTED,
                    "the value of header authorization was replaced by ${secret:0a1b2c3d}")
                .at(new Spot("apis/orders/policy.xml", 12, 33))
                .advise("Lift it into a secret named value."),
            Problem.note(Code.NOT_CARRIED, "authorizationProviders is not empty (2 items)")));
  }

  static Checked checked() {
    return new Checked(
        72,
        List.of(
            new Checked.Fix(
                "apis/orders/policy#0a1b2c3d",
                "namedValues/orders-authorization",
                "namedValues/orders-authorization: ${env:ORDERS_AUTHORIZATION}")),
        problems());
  }

  static List<Problem> problems() {
    return List.of(
        Problem.warning(Code.UNKNOWN_PROPERTY, "Nothing is called \"serviceURL\" here.")
            .at(new Spot("apis/orders/api.yaml", 7, 1))
            .advise("Did you mean \"serviceUrl\"?")
            .showing("serviceURL: …\n^"),
        Problem.error(Code.SYNTAX, "Not valid YAML here.")
            .at(new Spot("backends/pay.yaml", 112, 3))
            .showing("  url: …\n  ^"),
        Problem.error(Code.MISSING_SECRET, "no value for the secret backends/pay#proxy.password")
            .advise(
                "Add to the environment file, under secrets:\n"
                    + "    backends/pay#proxy.password: ${env:BACKENDS_PAY_PROXY_PASSWORD}"),
        Problem.note(Code.NOT_CARRIED, "documentations is not empty (1 item)"));
  }

  private static Subscription subscription(String name, String scope, String owner, String state) {
    return new Subscription(
        name,
        "The " + name,
        scope,
        owner,
        state,
        Optional.of(Instant.parse("2026-01-02T03:04:05Z")));
  }

  static KeyList keys(boolean vault) {
    List<Subscription> all =
        List.of(
            subscription("acme", "products/gold", "users/1", "active"),
            subscription("beta|x", "apis/orders", "", "suspended"),
            subscription("master", "", "", "active"));
    if (!vault) {
      return new KeyList(all, Optional.empty(), Map.of());
    }
    Optional<Instant> then = Optional.of(Instant.parse("2026-10-11T12:13:14Z"));
    return new KeyList(
        all,
        Optional.of("kv-contoso"),
        Map.of(
            "acme",
            new VaultKeys.Renewals(true, Optional.empty(), then),
            "beta|x",
            new VaultKeys.Renewals(true, Optional.empty(), Optional.empty()),
            "master",
            new VaultKeys.Renewals(false, Optional.empty(), Optional.empty())));
  }

  private static List<Failure> keyFailures() {
    return List.of(
        new Failure(
            "beta",
            List.of(
                Problem.error(Code.FORBIDDEN, "subscriptions/beta: may not write")
                    .advise("Grant it the role."))));
  }

  static Rotation rotation(boolean finishing, boolean complete) {
    Receipt.State good = finishing ? Receipt.State.DONE : Receipt.State.SECONDARY_DELIVERED;
    Receipt.State bad =
        finishing ? Receipt.State.SECONDARY_DELIVERED : Receipt.State.SECONDARY_BEGUN;
    Receipt receipt =
        new Receipt(
            "0a1b2c3d",
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x",
            "kv-contoso",
            "apim-{service}-{subscription}-{key}",
            "--all",
            "2026-11-21T00:00:00Z",
            List.of(
                new Receipt.Entry("acme", "users/1", good),
                new Receipt.Entry("beta", "", complete ? good : bad)));
    return new Rotation(receipt, finishing, true, complete ? List.of() : keyFailures());
  }

  static Delivery delivery(boolean complete) {
    List<Delivery.Delivered> done =
        List.of(
            new Delivery.Delivered("acme", Which.PRIMARY, "apim-x-acme-primary", true),
            new Delivery.Delivered("acme", Which.SECONDARY, "apim-x-acme-secondary", false));
    return complete
        ? new Delivery("kv-contoso", done, List.of(), List.of())
        : new Delivery("kv-contoso", done, keyFailures(), List.of("gamma"));
  }

  static Rebuild rebuildOfNothing() {
    return new Rebuild(0, List.of(), List.of(), List.of(), List.of());
  }

  static Rebuild rebuild() {
    Position value = Position.parse("value");
    return new Rebuild(
        1312,
        List.of(
            new MissingSecret(
                Address.parse("namedValues/pay-key"),
                new SecretKey(value, ""),
                Optional.of(new Spot("namedValues/pay-key.yaml", 4, 8))),
            new MissingSecret(
                Address.parse("apis/or\u0007ders/policy"),
                new SecretKey(value, "0a1b2c3d"),
                Optional.empty())),
        List.of(
            new Need(
                Need.Type.KEY_VAULT,
                "kv-contoso",
                List.of(
                    new Need.Use("namedValues/erp#keyVault.secretIdentifier", "secrets/erp"),
                    new Need.Use("backends/pay#proxy.password", "secrets/proxy"))),
            new Need(Need.Type.IDENTITY, "", List.of(new Need.Use("namedValues/erp#keyVault", ""))),
            new Need(
                Need.Type.IDENTITY,
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                List.of(new Need.Use("loggers/hub#credentials.identityClientId", ""))),
            new Need(
                Need.Type.RESOURCE,
                "/subscriptions/s/resourceGroups/g/providers/microsoft.insights/components/a|i",
                List.of(new Need.Use("loggers/appi#resourceId", "")))),
        List.of(
            Problem.note(
                    Code.DROPPED_OWNER,
                    "subscriptions/acme belongs to user anna, whom the target lacks; it is published"
                        + " without an owner")
                .at(new Spot("subscriptions/acme.yaml", 4, 10))),
        List.of(
            Problem.error(Code.UNSET_SOURCE, "${env:PROXY_PASSWORD} is not there or is empty.")
                .at(new Spot("environments/prod.yaml", 9, 30))
                .advise("Set it, or name another source for backends/pay#proxy.password.")));
  }

  static Proof clean() {
    return new Proof("", 74, 212, 65_536, List.of(), List.of(), List.of());
  }

  static Proof leaking() {
    RealSecret key =
        new RealSecret(
            "subscription keys", "subscriptions/acme primaryKey", new Secret(Examples.KNOWN));
    return new Proof(
        "contoso-prod",
        74,
        2120,
        1_234_567,
        List.of(
            new Proof.Count("subscription keys", 12, 0, 1),
            new Proof.Count("secret named values", 5, 1, 0)),
        List.of(
            new Finding(
                "apis/orders/policy.xml",
                12,
                Optional.of("a1b2c3d4e5f60718293a4b5c6d7e8f9012345678"),
                "subscriptions/acme primaryKey, base64",
                Optional.of(key)),
            new Finding(
                "note`s|\u0007.md", 0, Optional.empty(), "a signed token", Optional.empty())),
        List.of(
            Problem.warning(
                Code.NOT_SEARCHED, "namedValues/erp could not be fetched: 501 NotImplemented")));
  }
}
