package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * APIs that want one path. The service allows that only within one version set ("Cannot create API
 * 'a' with the same Path 'p' as API 'b' unless it's a part of the same version set"), where the API
 * that was there before the set is its version without a name. Extractions that span the making of
 * a set miss that it belongs to it.
 */
final class SharedPaths {
  private SharedPaths() {}

  static Snapshot settle(Snapshot snapshot, SourceTree tree) {
    Map<String, List<Resource>> byPath = new HashMap<>();
    for (Resource api : snapshot.in(null, Kind.API.collection())) {
      String path = api.body().path("path").asText("").toLowerCase(Locale.ROOT);
      byPath.computeIfAbsent(path, p -> new ArrayList<>()).add(api);
    }
    Map<Resource, String> joins = new HashMap<>();
    for (List<Resource> apis : byPath.values()) {
      TreeSet<String> sets = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      apis.stream().map(SharedPaths::set).filter(s -> !s.isEmpty()).forEach(sets::add);
      List<Resource> without = apis.stream().filter(a -> set(a).isEmpty()).toList();
      if (sets.size() == 1 && without.size() == 1) {
        joins.put(without.get(0), sets.first());
      }
    }
    joins.forEach((api, set) -> tell(tree, api, set));
    return snapshot.map(r -> joins.containsKey(r) ? joined(r, joins.get(r)) : r);
  }

  private static String set(Resource api) {
    return api.body().path("apiVersionSetId").asText("");
  }

  private static Resource joined(Resource api, String set) {
    ObjectNode body = api.copyBody();
    return api.withBody(body.put("apiVersionSetId", set));
  }

  private static void tell(SourceTree tree, Resource api, String set) {
    Problem problem =
        Problem.warning(
                Code.IMPORT_DISAGREES,
                api.address() + " shares its path with a version set that it is not a part of.")
            .advise(
                "The service refuses that, so the image has it as a version without a name in "
                    + set
                    + ". Give it another path if it does not belong there.");
    tree.add(api.origin().spot(Position.ROOT).map(problem::at).orElse(problem));
  }
}
