package dev.apimage.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of an API in the form in which a document and a service can be compared: what an
 * import would make, without what it leaves out.
 *
 * @param operations in the order of their source
 */
public record Projection(List<ProjectedOperation> operations) {
  public Projection {
    operations = List.copyOf(operations);
  }

  /**
   * What an import of this document would change in that service, one line each: {@code get-order:
   * description differs}. Empty if nothing.
   */
  public List<String> differences(Projection service) {
    Map<String, ProjectedOperation> theirs = service.byName();
    List<String> found = new ArrayList<>();
    byName()
        .forEach(
            (key, mine) -> {
              ProjectedOperation match = theirs.remove(key);
              if (match == null) {
                found.add(mine.name() + ": not in the service");
              } else {
                mine.differences(match)
                    .forEach(d -> found.add(match.name() + ": " + d + " differs"));
              }
            });
    theirs.values().forEach(only -> found.add(only.name() + ": not in the document"));
    return List.copyOf(found);
  }

  /** The operations that another projection has no operation of the same name for. */
  public List<ProjectedOperation> without(Projection other) {
    Map<String, ProjectedOperation> mine = byName();
    mine.keySet().removeAll(other.byName().keySet());
    return List.copyOf(mine.values());
  }

  /**
   * The operation that a name, or else a call, stands for: how policies and tags of a folder find
   * their operation.
   *
   * @param urlTemplate with or without the parameters behind {@code ?}
   */
  public Optional<ProjectedOperation> find(String name, String method, String urlTemplate) {
    ProjectedOperation named = byName().get(OperationNames.normal(name));
    if (named != null) {
      return Optional.of(named);
    }
    String path = UrlTemplate.of(urlTemplate).path();
    return operations.stream()
        .filter(o -> o.method().equals(method.toUpperCase(Locale.ROOT)))
        .filter(o -> o.urlTemplate().equals(path))
        .findFirst();
  }

  /** By name as the naming rule leaves it, so that a name given by hand finds its like. */
  private Map<String, ProjectedOperation> byName() {
    Map<String, ProjectedOperation> map = new LinkedHashMap<>();
    for (ProjectedOperation operation : operations) {
      String key = OperationNames.normal(operation.name());
      for (int i = 2; map.containsKey(key); i++) {
        key = OperationNames.normal(operation.name()) + "#" + i;
      }
      map.put(key, operation);
    }
    return map;
  }
}
