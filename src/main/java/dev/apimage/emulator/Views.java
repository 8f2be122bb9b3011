package dev.apimage.emulator;

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
          shown.put("id", place.id("allpolicies/" + name));
          shown.put("type", "Microsoft.ApiManagement/service/allpolicies");
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
    return under(
        owner, place, Entities.show(place, one, behaviour, Show.LIST, call), "subscriptions");
  }

  /** An entity under the id and type of the collection that it is seen through. */
  private static ObjectNode under(String owner, Place place, ObjectNode body, String collection) {
    String above = owner.isEmpty() ? "" : owner + "/";
    String type = owner.isEmpty() ? "" : owner.substring(0, owner.indexOf('/')) + "/";
    body.put("id", place.id(above + collection + "/" + Json.text(body, "name")));
    body.put("type", "Microsoft.ApiManagement/service/" + type + collection);
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
    Entity user = user(place);
    Behaviour behaviour = Behaviours.of("groups");
    return Page.of(
        Memberships.groupsOf(place.store(), user),
        call,
        template,
        group ->
            under(
                user.path(),
                place,
                Entities.show(place, group, behaviour, Show.LIST, call),
                "groups"));
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
            Memberships.expand(place, user, (ObjectNode) body.get("properties"));
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
    return Page.of(allIssues(place), call, template, issue -> issue(place, issue, Show.LIST, call));
  }

  private static Answer issue(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity issue =
        allIssues(place).stream()
            .filter(one -> one.name().equalsIgnoreCase(place.name()))
            .findFirst()
            .orElseThrow(() -> Refusal.missing("Issue"));
    return Answer.json(200, issue(place, issue, Show.GET, call)).with("ETag", issue.etag());
  }

  private static ObjectNode issue(Place place, Entity issue, Show show, Call call) {
    ObjectNode body = Entities.show(place, issue, Behaviours.of("issues"), show, call);
    String api = Store.parent(Store.parent(issue.path()));
    ((ObjectNode) body.path("properties")).put("apiId", place.id(api));
    return under("", place, body, "issues");
  }
}
