package dev.apimage.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.Made;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every secret position of every kind, derived from the rows of {@link Kind}, in bodies that the
 * service takes. A row that is new is found without anybody's help; {@link #BODIES} says what else
 * its resources need before a service takes them, and a kind that has no line there is told.
 */
final class Positions {
  /**
   * The rest of a body by kind: one or more, so that conditions and variants are all met. The
   * entries of closed maps are what the body names with an empty value, and two invented ones where
   * it names none.
   */
  private static final Map<Kind, List<String>> BODIES = new EnumMap<>(Kind.class);

  static {
    BODIES.put(Kind.NAMED_VALUE, List.of("displayName: §name\nsecret: true"));
    BODIES.put(
        Kind.LOGGER,
        List.of(
            "loggerType: azureEventHub\ncredentials: {name: '', connectionString: ''}",
            "loggerType: applicationInsights\n"
                + "credentials: {instrumentationKey: '', connectionString: ''}"));
    BODIES.put(
        Kind.BACKEND,
        List.of(
            """
            url: https://backend.invalid
            protocol: http
            credentials: {authorization: {scheme: Basic}}
            proxy: {url: 'http://proxy.invalid'}
            """));
    BODIES.put(
        Kind.PORTAL_SETTING,
        List.of("url: https://portal.invalid\nuserRegistration: {enabled: true}"));
    BODIES.put(
        Kind.PORTAL_CONFIG,
        List.of(
            "delegation: {delegateRegistration: true, delegationUrl: 'https://portal.invalid'}"));
    BODIES.put(
        Kind.AUTHORIZATION_SERVER,
        List.of(
            """
            displayName: §name
            clientRegistrationEndpoint: https://sts.invalid/apps
            authorizationEndpoint: https://sts.invalid/authorize
            tokenEndpoint: https://sts.invalid/token
            grantTypes: [authorizationCode]
            clientId: portal
            tokenBodyParameters: [{name: audience}, {name: assertion}]
            """));
    BODIES.put(
        Kind.OPENID_CONNECT_PROVIDER,
        List.of("displayName: §name\nmetadataEndpoint: https://sts.invalid/x\nclientId: portal"));
    BODIES.put(Kind.IDENTITY_PROVIDER, List.of("clientId: portal"));
    BODIES.put(Kind.CACHE, List.of("useFromLocation: default"));
    BODIES.put(Kind.CERTIFICATE, List.of("{}"));
    BODIES.put(
        Kind.AUTHORIZATION_PROVIDER,
        List.of(
            """
            displayName: §name
            identityProvider: oauth2
            oauth2: {grantTypes: {authorizationCode: {clientId: app, unknown: ''}}}
            """));
    BODIES.put(
        Kind.AUTHORIZATION,
        List.of(
            """
            authorizationType: OAuth2
            oauth2grantType: ClientCredentials
            parameters: {clientId: app, unknown: ''}
            """));
  }

  /** Names of a kind whose resources have none but these, one for each body. */
  private static final Map<Kind, List<String>> NAMES = new EnumMap<>(Kind.class);

  static {
    NAMES.put(Kind.IDENTITY_PROVIDER, List.of("aad"));
    NAMES.put(Kind.PORTAL_SETTING, List.of("delegation"));
    NAMES.put(Kind.PORTAL_CONFIG, List.of("default"));
  }

  /** Positions, as {@code certificates#data}, whose value a service takes in base64 only. */
  private static final Set<String> BASE64 = Set.of("certificates#data");

  private Positions() {}

  /**
   * One secret of one kind.
   *
   * @param body which of the kind's bodies, from 0
   * @param at the exact place in it
   */
  record Place(Kind kind, SecretPosition secret, int body, Position at) {
    /** Of the resource. */
    Address address() {
      return Positions.address(kind, body);
    }

    /** As a reader finds it in the table of kinds. */
    @Override
    public String toString() {
      return kind.collection()
          + (body == 0 ? "" : " (" + (body + 1) + ")")
          + "#"
          + at
          + "  ["
          + secret.path()
          + ", "
          + secret.visibility()
          + "]";
    }
  }

  /** The kinds with secrets of which nobody has said what a service needs to take them. */
  static List<Kind> withoutBody() {
    return Arrays.stream(Kind.values())
        .filter(k -> !k.secrets().isEmpty() && !BODIES.containsKey(k))
        .toList();
  }

  /** How many bodies a kind has. */
  static int bodies(Kind kind) {
    return BODIES.getOrDefault(kind, List.of("")).size();
  }

  /** Where the resource of a body is put; what it lies below is made of that kind's first body. */
  static Address address(Kind kind, int body) {
    List<String> names = NAMES.getOrDefault(kind, List.of());
    String name = names.isEmpty() ? "canary-" + body : names.get(body);
    return kind.isTop()
        ? Address.of(kind.collection(), name)
        : address(kind.parents().get(0), 0).child(kind.collection(), name);
  }

  /** All places, in publish order. */
  static List<Place> all() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Stream.iterate(0, n -> n + 1)
                    .limit(kind.secrets().isEmpty() ? 0 : bodies(kind))
                    .flatMap(n -> in(kind, n).stream()))
        .toList();
  }

  /** The places of one body. */
  static List<Place> in(Kind kind, int body) {
    List<Place> places = new ArrayList<>();
    ObjectNode tree = rest(kind, body, "name");
    for (SecretPosition secret : kind.secrets()) {
      if (secret.when().test(tree)) {
        for (Position at : expanded(secret, tree)) {
          if (!kind.isOpen(at)) {
            places.add(new Place(kind, secret, body, at));
          }
        }
      }
    }
    return places;
  }

  /** A body as a person sends it, with a secret at each of its places. */
  static ObjectNode filled(Kind kind, int body, String name, Canaries canaries) {
    ObjectNode tree = rest(kind, body, name);
    for (Place place : in(kind, body)) {
      put(tree, place.at(), value(place, canaries));
    }
    return tree;
  }

  /** A secret as a service takes it there. */
  static String value(Place place, Canaries canaries) {
    return asTaken(place.kind(), place.at(), canaries.any(place.toString()));
  }

  /** A secret in the form in which a service takes it at a position. */
  static String asTaken(Kind kind, Position at, String secret) {
    return BASE64.contains(kind.collection() + "#" + at)
        ? Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))
        : secret;
  }

  private static ObjectNode rest(Kind kind, int body, String name) {
    String yaml = BODIES.getOrDefault(kind, List.of("")).get(body).replace("§name", name);
    return yaml.isEmpty() ? Made.tree("{}") : Made.tree(yaml);
  }

  /** Wild cards as entries that the body names, else two of each. */
  private static List<Position> expanded(SecretPosition secret, ObjectNode tree) {
    List<Position> all = List.of(Position.ROOT);
    for (String step : secret.path().steps()) {
      List<Position> next = new ArrayList<>();
      for (Position at : all) {
        if (step.equals("[*]")) {
          next.add(at.item(0));
          next.add(at.item(1));
        } else if (step.equals("*")) {
          List<String> names = new ArrayList<>();
          at.in(tree).fieldNames().forEachRemaining(names::add);
          (names.isEmpty() ? List.of("first", "x-second") : names)
              .forEach(name -> next.add(at.property(name)));
        } else {
          next.add(at.property(step));
        }
      }
      all = next;
    }
    return all;
  }

  /** {@link Position#set} makes no lists. */
  private static void put(ObjectNode tree, Position at, String value) {
    JsonNode node = tree;
    for (int i = 0; i < at.steps().size(); i++) {
      Object step = at.steps().get(i);
      boolean last = i == at.steps().size() - 1;
      boolean list = !last && at.steps().get(i + 1) instanceof Integer;
      JsonNode child = node.isArray() ? node.path((int) step) : node.path((String) step);
      if (last) {
        child = TextNode.valueOf(value);
      } else if (!child.isContainerNode()) {
        child = list ? tree.arrayNode() : tree.objectNode();
      }
      if (node instanceof ArrayNode items) {
        if ((int) step < items.size()) {
          items.set((int) step, child);
        } else {
          items.add(child);
        }
      } else {
        ((ObjectNode) node).set((String) step, child);
      }
      node = child;
    }
  }
}
