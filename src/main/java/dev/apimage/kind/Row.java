package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a constant of {@link Kind} says of itself; mutable only while the enum is built. */
final class Row {
  final String collection;
  String says = "";
  final Set<Scope> scopes = EnumSet.noneOf(Scope.class);
  final List<Kind> parents = new ArrayList<>();
  Layout layout = Layout.FILE;
  String stem = "";
  String restName = "";
  final List<Companion> companions = new ArrayList<>();
  Function<ObjectNode, String> companionFor = body -> "";
  final List<String> keyOrder = new ArrayList<>();
  final List<SecretPosition> secrets = new ArrayList<>();
  final List<PathPattern> openEntries = new ArrayList<>();
  final List<Row.Pending> references = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  final List<PathPattern> serviceOwned = new ArrayList<>();
  final List<PathPattern> writable = new ArrayList<>();
  final List<PathPattern> freeForm = new ArrayList<>();
  final List<String> unordered = new ArrayList<>();
  final Map<String, JsonNode> defaults = new LinkedHashMap<>();
  final Map<String, JsonNode> ownKeys = new LinkedHashMap<>();
  final List<String> uniqueKeys = new ArrayList<>();
  Consumer<ObjectNode> settle = body -> {};
  BiPredicate<Address, ObjectNode> builtIn = (address, body) -> false;
  Predicate<ObjectNode> needsOwnGet = listed -> false;
  boolean patchedOnly;
  String option = "";
  final List<String> fixedNames = new ArrayList<>();
  boolean neverDeleted;
  boolean mailsPeople;
  final List<String> neverCarried = new ArrayList<>();
  boolean neverPatched;
  final List<String> inherited = new ArrayList<>();
  String nameFallback = "";
  String typedName = "";
  final List<NamedAfterService> namedAfterService = new ArrayList<>();

  /** A reference whose targets include the row's own kind, not yet known while it is built. */
  record Pending(PathPattern path, List<Kind> targets, boolean self, Reference.Form form) {}

  private Row(String collection) {
    this.collection = collection;
  }

  static Row at(String collection) {
    return new Row(collection);
  }

  Row in(Scope... where) {
    scopes.addAll(Arrays.asList(where));
    return this;
  }

  Row under(Kind... owners) {
    for (Kind owner : owners) {
      parents.add(Objects.requireNonNull(owner, "a row may refer only to rows above it"));
    }
    return this;
  }

  /** Taken only where {@code --include} or the folder names this word. */
  Row only(String word) {
    option = word;
    return this;
  }

  /** Settings that every service has under these names: they are changed, never made or deleted. */
  Row fixed(String... names) {
    fixedNames.addAll(Arrays.asList(names));
    return this;
  }

  /** People depend on such a resource, so that it goes only by their own hands. */
  Row neverDeleted() {
    neverDeleted = true;
    return this;
  }

  /** The service sends e-mail when such a resource is made, unless it is told not to. */
  Row mailsPeople() {
    mailsPeople = true;
    return this;
  }

  /** Properties that no image ever holds, whoever writes them. */
  Row never(String... keys) {
    neverCarried.addAll(Arrays.asList(keys));
    return serviceOwned(keys);
  }

  Row says(String sentence) {
    says = sentence;
    return this;
  }

  /** The name in the typed model below {@code Microsoft.ApiManagement/service/}. */
  Row typed(String name) {
    typedName = name;
    return this;
  }

  Row folder(String fileStem) {
    layout = Layout.FOLDER;
    stem = fileStem;
    return this;
  }

  /** A singleton: {@code policy} in an address is {@code policies/policy} in REST. */
  Row singletonText(String rest, Companion companion) {
    layout = Layout.TEXT;
    restName = rest;
    return companions(body -> companion.extension(), companion);
  }

  Row companions(Function<ObjectNode, String> extensionFor, Companion... all) {
    companionFor = extensionFor;
    companions.addAll(Arrays.asList(all));
    return this;
  }

  Row keys(String... order) {
    keyOrder.addAll(Arrays.asList(order));
    return this;
  }

  Row secret(String path, SecretPosition.Visibility visibility) {
    return secret(path, visibility, body -> true);
  }

  Row secret(String path, SecretPosition.Visibility visibility, Predicate<ObjectNode> when) {
    secrets.add(new SecretPosition(PathPattern.parse(path), visibility, when));
    return this;
  }

  /** Entries of a closed map that are known to be harmless. */
  Row open(String... paths) {
    openEntries.addAll(patterns(paths));
    return this;
  }

  Row refersTo(String path, Kind... targets) {
    return refers(path, Reference.Form.ID, false, targets);
  }

  Row refersToSibling(String path, Kind target) {
    return refers(path, Reference.Form.SIBLING, false, target);
  }

  Row refersToItself(String path) {
    return refers(path, Reference.Form.ID, true);
  }

  /** The bare name of a resource that lies in the service itself. */
  Row names(String path, Kind target) {
    return refers(path, Reference.Form.NAME, false, target);
  }

  private Row refers(String path, Reference.Form form, boolean self, Kind... targets) {
    List<Kind> known = new ArrayList<>();
    for (Kind target : targets) {
      known.add(Objects.requireNonNull(target, "a row may refer only to rows above it"));
    }
    references.add(new Pending(PathPattern.parse(path), known, self, form));
    return this;
  }

  Row links(String key, Kind target, Link.Listed listed) {
    Objects.requireNonNull(target, "a row may link only to rows above it");
    links.add(new Link(key, target, listed));
    return this;
  }

  Row serviceOwned(String... paths) {
    serviceOwned.addAll(patterns(paths));
    return this;
  }

  /** Read-only by the typed model, but settable by PATCH. */
  Row settable(String... paths) {
    writable.addAll(patterns(paths));
    return this;
  }

  /** Trees whose empty parts mean something. */
  Row freeForm(String... paths) {
    freeForm.addAll(patterns(paths));
    return this;
  }

  /** Lists whose order means nothing. */
  Row unordered(String... keys) {
    unordered.addAll(Arrays.asList(keys));
    return this;
  }

  Row defaultsTo(String key, String value) {
    defaults.put(key, TextNode.valueOf(value));
    return this;
  }

  Row defaultsTo(String key, boolean value) {
    defaults.put(key, BooleanNode.valueOf(value));
    return this;
  }

  Row defaultsToList(String key, String item) {
    defaults.put(key, JsonNodeFactory.instance.arrayNode().add(item));
    return this;
  }

  Row defaultsTo(String key, JsonNode value) {
    defaults.put(key, value);
    return this;
  }

  /** What the service makes of a tree by itself, where that depends on other properties. */
  Row settles(Consumer<ObjectNode> rule) {
    settle = rule;
    return this;
  }

  /** A key of ours among ARM's, with its JSON Schema. */
  Row ownKey(String key, JsonNode schema) {
    ownKeys.put(key, schema);
    return this;
  }

  /** Properties whose value no two resources of the kind may share. */
  Row unique(String... keys) {
    uniqueKeys.addAll(Arrays.asList(keys));
    return this;
  }

  Row builtIn(BiPredicate<Address, ObjectNode> test) {
    builtIn = test;
    return this;
  }

  /** The list answer can leave properties out, so that a resource needs a GET of its own. */
  Row needsOwnGet(Predicate<ObjectNode> whenListedAs) {
    needsOwnGet = whenListedAs;
    return this;
  }

  /** An existing resource is never sent whole: a PUT could touch what must stay. */
  Row patchedOnly() {
    patchedOnly = true;
    return this;
  }

  /** The interface has no PATCH for the kind. */
  Row neverPatched() {
    neverPatched = true;
    return this;
  }

  /** Properties that the service keeps equal to the owner's; they are sent, but in no file. */
  Row inherits(String... keys) {
    inherited.addAll(Arrays.asList(keys));
    return serviceOwned(keys);
  }

  /** A property that goes out as the resource's own name where it is left out. */
  Row fallsBackToName(String key) {
    nameFallback = key;
    return this;
  }

  /** A URL that the service's own name ends; a file has it without. */
  Row endsInServiceName(String path, String before) {
    namedAfterService.add(new NamedAfterService(PathPattern.parse(path), before));
    return this;
  }

  private static List<PathPattern> patterns(String... paths) {
    return Arrays.stream(paths).map(PathPattern::parse).toList();
  }
}
