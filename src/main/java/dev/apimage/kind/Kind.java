package dev.apimage.kind;

import static dev.apimage.kind.Companion.json;
import static dev.apimage.kind.Companion.named;
import static dev.apimage.kind.Companion.text;
import static dev.apimage.kind.Link.Listed.BY_OWNER;
import static dev.apimage.kind.Link.Listed.BY_TAG;
import static dev.apimage.kind.Link.Listed.WITH_OWNER;
import static dev.apimage.kind.Row.at;
import static dev.apimage.kind.Scope.SERVICE;
import static dev.apimage.kind.Scope.WORKSPACE;
import static dev.apimage.kind.SecretPosition.Visibility.ABSENT;
import static dev.apimage.kind.SecretPosition.Visibility.CLEAR;
import static dev.apimage.kind.SecretPosition.Visibility.MASKED;
import static dev.apimage.kind.SecretPosition.Visibility.OPTIONAL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The only list of kinds of resource, in publish order: a row may refer only to rows above it, and
 * Java's rule against forward references proves that such an order exists.
 *
 * <p>A resource's tree is ARM's {@code properties}, plus the keys of the kind's links ({@code
 * tags}, {@code apis}, {@code groups}: sorted lists of names). A policy's tree is {@code format:
 * rawxml} and {@code value}; a fragment's the same plus its description. An API's tree has {@code
 * definition}: with {@code operations} the operations and schemas are resources of their own; with
 * {@code specification} the tree holds {@code format} (ARM's import format, such as {@code
 * openapi}) and {@code value} (the document's text), which lie in a file {@code specification.*}.
 *
 * <p>Paths, verbs and properties are those of the REST reference of API Management, 2024-05-01.
 */
public enum Kind {
  NAMED_VALUE(
      at("namedValues")
          .in(SERVICE, WORKSPACE)
          .says("A constant or secret that policies and credentials refer to by {{displayName}}.")
          .keys("displayName", "secret", "value", "keyVault", "tags")
          .secret("value", ABSENT, Quirks::holdsItsOwnSecret)
          .serviceOwned("keyVault.lastStatus", "isKeyVaultRefreshFailed")
          .defaultsTo("secret", false)
          .settles(Quirks::keyVaultMakesSecret)
          .unordered("tags")
          .unique("displayName")
          .builtIn(Quirks::madeForALogger)),

  TAG(
      at("tags")
          .in(SERVICE, WORKSPACE)
          .says("A label on APIs, operations and products.")
          .keys("displayName")
          .unique("displayName")),

  USER(
      at("users")
          .in(SERVICE)
          .only("users")
          .says("A person who signs in to the portal and owns subscriptions, without password.")
          .keys("email", "firstName", "lastName", "state")
          .never("password", "note", "identities")
          .serviceOwned("appType", "confirmation")
          .defaultsTo("state", "active")
          .unique("email")
          .patchedOnly()
          .neverDeleted()
          .mailsPeople()
          .builtIn(Quirks::isAdministrator)),

  GROUP(
      at("groups")
          .in(SERVICE, WORKSPACE)
          .says("Developers who see the same products; built-in groups are left alone.")
          .keys("displayName", "description", "type", "externalId", "users")
          .links("users", USER, BY_OWNER)
          .serviceOwned("builtIn")
          .defaultsTo("type", "custom")
          .builtIn(Quirks::isSystemGroup)),

  API_VERSION_SET(
      at("apiVersionSets")
          .in(SERVICE, WORKSPACE)
          .says("The versions of one API and how a caller chooses among them.")
          .keys(
              "displayName",
              "description",
              "versioningScheme",
              "versionQueryName",
              "versionHeaderName")),

  AUTHORIZATION_SERVER(
      at("authorizationServers")
          .in(SERVICE)
          .says("An OAuth 2.0 server at which the developer portal gets tokens for an API.")
          .keys(
              "displayName",
              "description",
              "clientRegistrationEndpoint",
              "authorizationEndpoint",
              "authorizationMethods",
              "tokenEndpoint",
              "tokenBodyParameters",
              "grantTypes",
              "clientAuthenticationMethod",
              "clientId",
              "clientSecret",
              "resourceOwnerUsername",
              "resourceOwnerPassword")
          .secret("clientSecret", OPTIONAL)
          .secret("resourceOwnerUsername", CLEAR)
          .secret("resourceOwnerPassword", CLEAR)
          .secret("tokenBodyParameters[*].value", CLEAR)
          .defaultsTo("useInTestConsole", true)
          .defaultsTo("useInApiDocumentation", false)
          .defaultsTo("supportState", false)
          .unordered("authorizationMethods", "grantTypes")
          .unordered("clientAuthenticationMethod", "bearerTokenSendingMethods")),

  OPENID_CONNECT_PROVIDER(
      at("openidConnectProviders")
          .in(SERVICE)
          .says("An OpenID Connect provider at which the developer portal gets tokens for an API.")
          .keys("displayName", "description", "metadataEndpoint", "clientId", "clientSecret")
          .secret("clientSecret", OPTIONAL)
          .defaultsTo("useInTestConsole", true)
          .defaultsTo("useInApiDocumentation", false)),

  IDENTITY_PROVIDER(
      at("identityProviders")
          .in(SERVICE)
          .says("Where developers sign in to the portal; its name is its type, such as aad.")
          .keys("type", "clientId", "clientSecret", "signinTenant", "allowedTenants", "authority")
          .secret("clientSecret", ABSENT)
          .unordered("allowedTenants")
          .fallsBackToName("type")),

  CACHE(
      at("caches")
          .in(SERVICE)
          .says("An external cache, such as Redis, that caching policies use.")
          .keys("description", "useFromLocation", "resourceId", "connectionString")
          .secret("connectionString", MASKED)),

  CERTIFICATE(
      at("certificates")
          .in(SERVICE, WORKSPACE)
          .says(
              "What a gateway shows to a backend: a place in Key Vault, or data that is withheld.")
          .keys("keyVault", "data", "password")
          .secret("data", ABSENT, Quirks::isInNoVault)
          .secret("password", OPTIONAL, Quirks::isInNoVault)
          .neverPatched()),

  AUTHORIZATION_PROVIDER(
      at("authorizationProviders")
          .in(SERVICE)
          .folder("authorizationProvider")
          .says(
              "A provider of the credential manager, from which policies get tokens for backends.")
          .keys("displayName", "identityProvider", "oauth2")
          .secret("oauth2.grantTypes.authorizationCode.clientSecret", OPTIONAL)
          .secret("oauth2.grantTypes.*.*", CLEAR)
          .open(Quirks.grantSettings("oauth2.grantTypes.*"))
          .endsInServiceName("oauth2.redirectUrl", "/redirect/apim/")
          .settles(Quirks::leaveOutEntraDefaults)
          .neverPatched()),

  AUTHORIZATION(
      at("authorizations")
          .under(AUTHORIZATION_PROVIDER)
          .folder("authorization")
          .says("A connection of a credential manager's provider; consent is given anew by hand.")
          .typed("authorizationProviders/authorizations")
          .keys("authorizationType", "oauth2grantType", "parameters")
          .secret("parameters.clientSecret", OPTIONAL, Quirks::hasItsOwnClient)
          .secret("parameters.*", CLEAR)
          .open(Quirks.grantSettings("parameters"))
          .serviceOwned("status", "error")
          .neverPatched()),

  AUTHORIZATION_ACCESS_POLICY(
      at("accessPolicies")
          .under(AUTHORIZATION)
          .says("An identity that may use a connection of the credential manager.")
          .typed("authorizationProviders/authorizations/accessPolicies")
          .keys("tenantId", "objectId", "appIds")
          .unordered("appIds")
          .neverPatched()),

  LOGGER(
      at("loggers")
          .in(SERVICE, WORKSPACE)
          .says("Where diagnostics and log-to-eventhub write to.")
          .keys("loggerType", "description", "resourceId", "isBuffered", "credentials")
          .secret("credentials.*", MASKED)
          .open("credentials.endpointAddress", "credentials.identityClientId")
          .defaultsTo("isBuffered", true)),

  SCHEMA(
      at("schemas")
          .in(SERVICE, WORKSPACE)
          .says("A JSON or XML schema that validation policies refer to.")
          .typed("schemas")
          .keys("schemaType", "description")
          .companions(Quirks::globalSchemaFile, text("value", "xsd"), json("document", "json"))
          .freeForm("document", "value")
          .neverPatched()),

  BACKEND(
      at("backends")
          .in(SERVICE, WORKSPACE)
          .says("Where an API's calls are sent: one address or a pool of backends.")
          .keys(
              "title",
              "description",
              "type",
              "url",
              "protocol",
              "resourceId",
              "credentials",
              "proxy",
              "tls",
              "circuitBreaker",
              "pool",
              "properties")
          .secret("credentials.authorization.parameter", CLEAR)
          .secret("credentials.header.*[*]", CLEAR)
          .secret("credentials.query.*[*]", CLEAR)
          .secret("proxy.username", CLEAR)
          .secret("proxy.password", CLEAR)
          .refersTo("credentials.certificateIds[*]", CERTIFICATE)
          .refersTo("properties.serviceFabricCluster.clientCertificateId", CERTIFICATE)
          .refersToItself("pool.services[*].id")
          .defaultsTo("type", "Single")),

  POLICY_FRAGMENT(
      at("policyFragments")
          .in(SERVICE, WORKSPACE)
          .says("A piece of policy that other policies include.")
          .keys("description")
          .companions(body -> "xml", text("value", "xml"))
          .serviceOwned("format")
          .neverPatched()),

  API(
      api(at("apis").in(SERVICE, WORKSPACE))
          .says("An API as it is current: its address, settings, operations and policies.")
          .typed("apis")
          .defaultsTo("apiRevision", "1")
          .links("tags", TAG, BY_TAG)
          .unique("path")),

  API_REVISION(
      api(at("revisions").under(API))
          .says("A revision of an API that is not the current one, with content of its own.")
          .typed("apis")
          .inherits("displayName", "description", "path", "apiVersion", "apiVersionDescription")
          .inherits("apiVersionSetId")
          .serviceOwned("apiRevision")),

  API_SCHEMA(
      at("schemas")
          .under(API, API_REVISION)
          .says("The types that an API's operations use.")
          .typed("apis/schemas")
          .keys("contentType")
          .companions(
              Quirks::apiSchemaFile,
              json("document", "json"),
              text("document.value", "graphql"),
              text("document.value", "xsd"),
              text("document.value", "txt"))
          .freeForm("document")
          .needsOwnGet(listed -> !listed.has("document"))
          .neverPatched()),

  OPERATION(
      at("operations")
          .under(API, API_REVISION)
          .says("One call of an API: method, address, parameters, bodies and answers.")
          .typed("apis/operations")
          .keys(
              "displayName",
              "description",
              "method",
              "urlTemplate",
              "templateParameters",
              "request",
              "responses",
              "tags")
          .refersToSibling("templateParameters[*].schemaId", API_SCHEMA)
          .refersToSibling("request.queryParameters[*].schemaId", API_SCHEMA)
          .refersToSibling("request.headers[*].schemaId", API_SCHEMA)
          .refersToSibling("request.representations[*].schemaId", API_SCHEMA)
          .refersToSibling("responses[*].representations[*].schemaId", API_SCHEMA)
          .refersToSibling("responses[*].headers[*].schemaId", API_SCHEMA)
          .serviceOwned("policies")
          .freeForm(Quirks.operationExamples())
          .links("tags", TAG, BY_TAG)),

  DIAGNOSTIC(
      at("diagnostics")
          .in(SERVICE, WORKSPACE)
          .under(API, API_REVISION)
          .says("What of the calls is logged, and to which logger.")
          .typed("diagnostics")
          .keys(
              "loggerId",
              "alwaysLog",
              "sampling",
              "verbosity",
              "logClientIp",
              "httpCorrelationProtocol",
              "operationNameFormat",
              "metrics",
              "frontend",
              "backend")
          .refersTo("loggerId", LOGGER)),

  API_RELEASE(
      at("releases")
          .under(API)
          .says("A change-log entry of an API, written when a revision was made current.")
          .typed("apis/releases")
          .keys("notes")
          .serviceOwned("apiId")),

  PRODUCT(
      at("products")
          .in(SERVICE, WORKSPACE)
          .folder("product")
          .says("APIs that a developer subscribes to together.")
          .keys(
              "displayName",
              "description",
              "terms",
              "state",
              "subscriptionRequired",
              "approvalRequired",
              "subscriptionsLimit",
              "groups",
              "apis",
              "tags")
          .defaultsTo("state", "notPublished")
          .defaultsTo("subscriptionRequired", true)
          .defaultsTo("approvalRequired", false)
          .unique("displayName")
          .links("groups", GROUP, WITH_OWNER)
          .links("apis", API, BY_OWNER)
          .links("tags", TAG, BY_TAG)),

  GATEWAY(
      at("gateways")
          .in(SERVICE)
          .folder("gateway")
          .says("A self-hosted gateway and the APIs it serves.")
          .keys("description", "locationData", "apis")
          .links("apis", API, BY_OWNER)),

  PORTAL_SETTING(
      at("portalsettings")
          .in(SERVICE)
          .only("portal")
          .fixed("delegation", "signin", "signup")
          .says(
              "Who may sign in and up at the developer portal, and which site does it in its place.")
          .keys(
              "enabled",
              "termsOfService",
              "url",
              "subscriptions",
              "userRegistration",
              "validationKey")
          .secret("validationKey", ABSENT, Quirks::delegates)
          .needsOwnGet(listed -> true)
          .patchedOnly()),

  PORTAL_CONFIG(
      at("portalconfigs")
          .in(SERVICE)
          .only("portal")
          .fixed("default")
          .says("Sign-in, delegation and what browsers may load, in the developer portal of today.")
          .keys("enableBasicAuth", "signin", "signup", "delegation", "cors", "csp")
          .secret("delegation.validationKey", ABSENT, Quirks::portalDelegates)
          .patchedOnly()),

  TENANT_ACCESS(
      at("tenant")
          .in(SERVICE)
          .only("tenant")
          .fixed("access", "gitAccess")
          .says("Whether direct management, or its Git, is on; each service has keys of its own.")
          .keys("enabled")
          .serviceOwned("principalId", "primaryKey", "secondaryKey")
          .patchedOnly()),

  POLICY(
      at("policy")
          .in(SERVICE, WORKSPACE)
          .under(API, API_REVISION, OPERATION, PRODUCT)
          .typed("policies")
          .says("What is done to a call on its way in and out, at one scope.")
          .singletonText("policies/policy", text("value", "xml"))
          .serviceOwned("format")
          .neverPatched()),

  SUBSCRIPTION(
      at("subscriptions")
          .in(SERVICE, WORKSPACE)
          .says("Access to a product, an API or all APIs; the target makes the keys.")
          .keys(
              "displayName",
              "scope",
              "state",
              "stateComment",
              "ownerId",
              "allowTracing",
              "expirationDate")
          .refersTo("scope", PRODUCT, API)
          .refersTo("ownerId")
          .settable("stateComment", "expirationDate")
          .serviceOwned("primaryKey", "secondaryKey")
          .defaultsTo("state", "active")
          .defaultsTo("allowTracing", false)
          .patchedOnly()
          .neverDeleted()
          .mailsPeople()
          .fallsBackToName("displayName")
          .builtIn(Quirks::isMasterOrGenerated));

  private static Row api(Row row) {
    return row.folder("api")
        .keys(
            "displayName",
            "description",
            "path",
            "protocols",
            "serviceUrl",
            "type",
            "definition",
            "apiRevision",
            "apiRevisionDescription",
            "apiVersion",
            "apiVersionDescription",
            "apiVersionSetId",
            "subscriptionRequired",
            "subscriptionKeyParameterNames",
            "authenticationSettings",
            "termsOfServiceUrl",
            "contact",
            "license",
            "tags")
        .refersTo("apiVersionSetId", API_VERSION_SET)
        .names("authenticationSettings.oAuth2.authorizationServerId", AUTHORIZATION_SERVER)
        .names(
            "authenticationSettings.oAuth2AuthenticationSettings[*].authorizationServerId",
            AUTHORIZATION_SERVER)
        .names("authenticationSettings.openid.openidProviderId", OPENID_CONNECT_PROVIDER)
        .names(
            "authenticationSettings.openidAuthenticationSettings[*].openidProviderId",
            OPENID_CONNECT_PROVIDER)
        .serviceOwned("isCurrent", "apiVersionSet", "sourceApiId", "apiType", "wsdlSelector")
        .serviceOwned("translateRequiredQueryParameters", "wikiId")
        .defaultsTo("subscriptionRequired", true)
        .defaultsTo("type", "http")
        .defaultsToList("protocols", "https")
        .defaultsTo("subscriptionKeyParameterNames", Quirks.defaultKeyNames())
        .companions(
            Quirks::specificationFile,
            named("specification", "value", "yaml"),
            named("specification", "value", "yml"),
            named("specification", "value", "json"),
            named("specification", "value", "wadl"),
            named("specification", "value", "wsdl"),
            named("specification", "value", "graphql"))
        .settles(Quirks::settleApi)
        .ownKey("definition", Quirks.definitionSchema())
        .unordered("protocols")
        .needsOwnGet(listed -> true);
  }

  private final Row row;
  private final List<Reference> references;

  Kind(Row row) {
    this.row = row;
    this.references = new ArrayList<>();
    for (Row.Pending pending : row.references) {
      List<Kind> targets = pending.self() ? List.of(this) : pending.targets();
      references.add(new Reference(pending.path(), targets, pending.form()));
    }
  }

  /** The kind of a resource's address; empty if no kind lies there. */
  public static Optional<Kind> of(Address address) {
    List<String> segments = address.segments();
    Kind owner = null;
    for (int i = 0; i < segments.size(); i += 2) {
      Optional<Kind> next = find(owner, segments.get(i));
      if (next.isEmpty() || next.get().isSingleton() != (i == segments.size() - 1)) {
        return Optional.empty();
      }
      owner = next.get();
    }
    return Optional.ofNullable(owner);
  }

  /**
   * The kind of an address that is known to have one.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Kind require(Address address) {
    return of(address)
        .orElseThrow(() -> new IllegalArgumentException("no kind of resource at " + address));
  }

  /** The kind with this collection name below an owner (null: below the service). */
  public static Optional<Kind> find(Kind owner, String collection) {
    return Arrays.stream(values())
        .filter(k -> k.collection().equalsIgnoreCase(collection))
        .filter(k -> owner == null ? k.isTop() : k.row.parents.contains(owner))
        .findFirst();
  }

  /** The kinds that lie directly in the service, in publish order. */
  public static List<Kind> tops() {
    return Arrays.stream(values()).filter(Kind::isTop).toList();
  }

  /** The kinds that lie below a resource of this one, in publish order. */
  public List<Kind> children() {
    return Arrays.stream(values()).filter(k -> k.row.parents.contains(this)).toList();
  }

  /** ARM's collection name, which is the folder's too: {@code namedValues}. */
  public String collection() {
    return row.collection;
  }

  /** One sentence on what the kind is for. */
  public String says() {
    return row.says;
  }

  /** True if the kind has a collection in the service itself, maybe beside others deeper down. */
  public boolean isTop() {
    return !row.scopes.isEmpty();
  }

  /** Where the top collection may stand; empty for kinds that only lie below others. */
  public Set<Scope> scopes() {
    return row.scopes.isEmpty() ? EnumSet.noneOf(Scope.class) : EnumSet.copyOf(row.scopes);
  }

  /** The kinds that own collections of this one. */
  public List<Kind> parents() {
    return Collections.unmodifiableList(row.parents);
  }

  /** The words that {@code --include} knows, in publish order. */
  public static Set<String> options() {
    Set<String> words = new LinkedHashSet<>();
    Arrays.stream(values()).flatMap(k -> k.option().stream()).forEach(words::add);
    return Collections.unmodifiableSet(words);
  }

  /**
   * The words of {@code --include} without which a part of a snapshot could not be there: those of
   * the kinds it holds, and of the links that its resources list.
   */
  public static Set<String> optionsOf(Snapshot snapshot) {
    Set<String> words = new LinkedHashSet<>();
    for (Resource resource : snapshot.resources().values()) {
      Kind kind = require(resource.address());
      kind.option().ifPresent(words::add);
      kind.links().stream()
          .filter(link -> resource.body().has(link.key()))
          .forEach(link -> link.target().option().ifPresent(words::add));
    }
    return words;
  }

  /** The word of {@code --include} that takes this kind; empty for what is always taken. */
  public Optional<String> option() {
    return row.option.isEmpty() ? Optional.empty() : Optional.of(row.option);
  }

  /** True if the kind is taken where these words of {@code --include} are said. */
  public boolean isIncluded(Set<String> words) {
    return row.option.isEmpty() || words.contains(row.option);
  }

  /** True for settings that every service has: they are changed, never made or deleted. */
  public boolean isFixed() {
    return !row.fixedNames.isEmpty();
  }

  /** The names that settings of a fixed kind have; empty for other kinds. */
  public List<String> fixedNames() {
    return Collections.unmodifiableList(row.fixedNames);
  }

  /** True if nothing of this kind is ever deleted, since people depend on it. */
  public boolean isNeverDeleted() {
    return row.neverDeleted;
  }

  /** True if the service sends e-mail when such a resource is made, unless it is told not to. */
  public boolean mailsPeople() {
    return row.mailsPeople;
  }

  /** Top-level properties that must not be in any image, whoever writes them. */
  public List<String> neverCarried() {
    return Collections.unmodifiableList(row.neverCarried);
  }

  /** True if an owner has one at most, under a fixed name. */
  public boolean isSingleton() {
    return row.layout == Layout.TEXT;
  }

  /** How a resource lies in the folder. */
  public Layout layout() {
    return row.layout;
  }

  /** With {@link Layout#FOLDER}, the name of the YAML in the folder: {@code api}. */
  public String stem() {
    return row.stem;
  }

  /** For a singleton, its place below its owner in REST: {@code policies/policy}. */
  public String restName() {
    return row.restName;
  }

  /** All files of their own that a resource of this kind may have, by extension. */
  public List<Companion> companions() {
    return Collections.unmodifiableList(row.companions);
  }

  /** True if the document of this kind is a policy or a piece of one. */
  public boolean holdsPolicy() {
    return row.companions.stream().anyMatch(Companion::isPolicy);
  }

  /** The file of its own that this tree's document goes to; empty if it has none. */
  public Optional<Companion> companionOf(ObjectNode body) {
    String extension = row.companionFor.apply(body);
    return row.companions.stream().filter(c -> c.extension().equals(extension)).findFirst();
  }

  /** Keys in the order in which a reader wants them; others follow, sorted. */
  public List<String> keyOrder() {
    return Collections.unmodifiableList(row.keyOrder);
  }

  /** Where secrets stand. Everything in the maps they name is one, but for {@link #isOpen}. */
  public List<SecretPosition> secrets() {
    return Collections.unmodifiableList(row.secrets);
  }

  /**
   * True if a resource's secret lies in a Key Vault, and only a reference to it in the resource.
   */
  public static boolean isInVault(ObjectNode body) {
    return body.path("keyVault").isObject();
  }

  /** True if an entry of a map of secrets is known to be harmless. */
  public boolean isOpen(Position position) {
    return row.openEntries.stream().anyMatch(p -> p.matches(position));
  }

  /** Properties that name other resources. References inside policies are found in their text. */
  public List<Reference> references() {
    return Collections.unmodifiableList(references);
  }

  /** Links to others, kept in this kind's files. */
  public List<Link> links() {
    return Collections.unmodifiableList(row.links);
  }

  /** The kind's properties as JSON Schema, read-only ones marked. */
  public JsonNode properties() {
    return PropertyModel.of(typedName());
  }

  /** Keys of apimage's own with their JSON Schemas. */
  public Map<String, JsonNode> ownKeys() {
    return Collections.unmodifiableMap(row.ownKeys);
  }

  /** What the service assumes where a property is left out. */
  public Map<String, JsonNode> defaults() {
    return Collections.unmodifiableMap(row.defaults);
  }

  /** Changes a tree in place to what the service makes of it by itself. */
  void settle(ObjectNode body) {
    row.settle.accept(body);
  }

  /** Top-level properties that are lists without an order. */
  public List<String> unordered() {
    return Collections.unmodifiableList(row.unordered);
  }

  /** Properties that no two resources of the kind share. */
  public List<String> uniqueKeys() {
    return Collections.unmodifiableList(row.uniqueKeys);
  }

  /** True for what API Management makes by itself, which is neither extracted nor deleted. */
  public boolean isBuiltIn(Address address, ObjectNode body) {
    return row.builtIn.test(address, body);
  }

  /** True if a list told only a part of a resource, so that it has to be read by itself. */
  public boolean needsOwnGet(ObjectNode listed) {
    return row.needsOwnGet.test(listed);
  }

  /** True if an existing resource may only be PATCHed. */
  public boolean isPatchedOnly() {
    return row.patchedOnly;
  }

  /** False for a kind that the interface has no PATCH for, so that each change sends the whole. */
  public boolean takesPatch() {
    return !row.neverPatched;
  }

  /** URLs that the service's name ends. */
  List<NamedAfterService> namedAfterService() {
    return List.copyOf(row.namedAfterService);
  }

  /** The property that goes out as the resource's own name where it is left out; or empty. */
  public String nameFallback() {
    return row.nameFallback;
  }

  /** Properties that are the owner's on the service, and are sent with its values. */
  public List<String> inherited() {
    return Collections.unmodifiableList(row.inherited);
  }

  /** True for a property that only a PATCH of an existing resource can set. */
  public boolean isSetByPatch(Position position) {
    return row.writable.stream().anyMatch(p -> p.matches(position));
  }

  /** True if a property belongs to the service: it is never in a file and never sent. */
  public boolean isServiceOwned(Position position) {
    if (row.serviceOwned.stream().anyMatch(p -> p.matches(position))) {
      return true;
    }
    return PropertyModel.isReadOnly(typedName(), position)
        && row.writable.stream().noneMatch(p -> p.matches(position));
  }

  /** True if a position lies in a tree that is kept as it is, empty parts included. */
  public boolean isFreeForm(Position position) {
    return row.freeForm.stream().anyMatch(p -> p.matches(position));
  }

  /** The name of the kind's type below {@code Microsoft.ApiManagement/service/}. */
  public String typedName() {
    return row.typedName.isEmpty() ? row.collection : row.typedName;
  }
}
