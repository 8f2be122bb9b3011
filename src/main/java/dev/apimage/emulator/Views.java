package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Behaviour.Show;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists that show what other collections hold. */
final class Views {
  private Views() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    operations.put("ApiRevision_ListByService", Views::revisions);
    operations.put("ApiProduct_ListByApis", Views::productsOfApi);
    operations.put("AllPolicies_ListByService", Views::allPolicies);
    operations.put("ProductSubscriptions_List", Views::subscriptionsOfProduct);
    operations.put("UserSubscription_List", Views::subscriptionsOfUser);
    operations.put("UserSubscription_Get", Views::subscriptionOfUser);
    operations.put("UserGroup_List", Views::groupsOfUser);
    operations.put("UserIdentities_List", Views::identities);
    operations.put("User_ListByService", Views::users);
    operations.put("Issue_ListByService", Views::issues);
    operations.put("Issue_Get", Views::issue);
    return operations;
  }

  private static Answer revisions(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entities.requireOwner(place);
    String root = Revisions.root(place.owner());
    return Page.of(
        Revisions.of(place.store(), root),
        call,
        template,
        api -> {
          ObjectNode properties = api.properties();
          String number = Json.text(properties, "apiRevision");
          ObjectNode shown = Json.object();
          shown.put("apiId", "/" + root + ";rev=" + number);
          shown.put("apiRevision", number);
          shown.put("createdDateTime", Keys.EPOCH).put("updatedDateTime", Keys.EPOCH);
          shown.set("description", properties.get("apiRevisionDescription"));
          shown.put("privateUrl", "/" + Json.text(properties, "path") + ";rev=" + number);
          shown.put("isOnline", true);
          shown.put("isCurrent", properties.path("isCurrent").asBoolean());
          return shown;
        });
  }

  private static Answer productsOfApi(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entities.requireOwner(place);
    List<Entity> products = new ArrayList<>();
    for (String link : place.store().index().linksTo(Revisions.root(place.owner()))) {
      if (link.contains("products/")) {
        products.add(place.store().get(Store.parent(Store.parent(link))).orElseThrow());
      }
    }
    return entities(place, call, template, products, "products");
  }

  /** Entities of a type listed somewhere else, under their own ids and types. */
  private static Answer entities(
      Place place, Call call, Contract.Template template, Collection<Entity> members, String type) {
    Behaviour behaviour = Behaviours.of(type);
    return Page.of(
        members,
        call,
        template,
        member -> Entities.show(place.at(type, member.path()), member, behaviour, Show.LIST, call));
  }

  private static Answer allPolicies(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    List<Entity> policies =
        place.store().all().stream()
            .filter(entity -> ("/" + entity.path()).endsWith("/policies/policy"))
            .toList();
    return Page.of(
        policies,
        call,
        template,
        policy -> {
          String name = policy.path().replace('/', '_');
          ObjectNode shown = Json.object();
          shown.put("id", place.id("allPolicies/" + name));
          shown.put("type", "Microsoft.ApiManagement/service/allPolicies");
          shown.put("name", name);
          shown
              .putObject("properties")
              .put("referencePolicyId", place.id(policy.path()))
              .put("complianceState", "Compliant");
          return shown;
        });
  }

  private static Answer subscriptionsOfProduct(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entities.requireOwner(place);
    return Page.of(
        SubscriptionBehaviour.scoped(place, place.owner()),
        call,
        template,
        one -> subscription(place, one, place.owner(), call));
  }

  private static ObjectNode subscription(Place place, Entity one, String owner, Call call) {
    Behaviour behaviour = Behaviours.of("subscriptions");
    ObjectNode body = Entities.show(place, one, behaviour, Show.LIST, call);
    body.put("id", place.id(owner + "/subscriptions/" + one.name()));
    return body;
  }

  private static Entity user(Place place) {
    String path = "users/" + place.path().split("/", -1)[1];
    return place.store().get(path).orElseThrow(() -> Refusal.missing("User"));
  }

  private static Answer subscriptionsOfUser(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity user = user(place);
    return Page.of(
        UserBehaviour.owned(place, user),
        call,
        template,
        one -> subscription(place, one, user.path(), call));
  }

  private static Answer subscriptionOfUser(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity user = user(place);
    Entity one =
        UserBehaviour.owned(place, user).stream()
            .filter(owned -> owned.name().equalsIgnoreCase(place.name()))
            .findFirst()
            .orElseThrow(() -> Refusal.missing("Subscription"));
    return Answer.json(200, subscription(place, one, user.path(), call)).with("ETag", one.etag());
  }

  private static Answer groupsOfUser(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    List<Entity> groups = Memberships.groupsOf(place.store(), user(place));
    return entities(place, call, template, groups, "groups");
  }

  private static Answer identities(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    List<ObjectNode> identities = new ArrayList<>();
    user(place).properties().path("identities").forEach(one -> identities.add((ObjectNode) one));
    return Page.of(identities, call, template, one -> one);
  }

  private static Answer users(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    return Page.of(
        place.store().list("users"),
        call,
        template,
        user -> {
          ObjectNode body = Entities.show(place, user, Behaviours.of("users"), Show.LIST, call);
          if (call.flag("expandGroups")) {
            ArrayNode groups = ((ObjectNode) body.get("properties")).putArray("groups");
            for (Entity group : Memberships.groupsOf(place.store(), user)) {
              groups.add(group.properties().put("id", place.id(group.path())));
            }
          }
          return body;
        });
  }

  private static List<Entity> allIssues(Place place) {
    return place.store().all().stream()
        .filter(entity -> entity.path().matches("(?i)apis/[^/]+/issues/[^/]+"))
        .toList();
  }

  private static Answer issues(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    return entities(place, call, template, allIssues(place), "issues");
  }

  private static Answer issue(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity issue =
        allIssues(place).stream()
            .filter(one -> one.name().equalsIgnoreCase(place.name()))
            .findFirst()
            .orElseThrow(() -> Refusal.missing("Issue"));
    ObjectNode body = Entities.show(place, issue, Behaviours.of("issues"), Show.GET, call);
    return Answer.json(200, body).with("ETag", issue.etag());
  }
}
