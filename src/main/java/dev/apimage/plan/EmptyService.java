package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * What no API Management service lacks, in the form in which a service is read: the global policy.
 * The three built-in groups and the subscription for all APIs, which every service has as well, are
 * left out of every reading; the administrator is the only user. Settings of the portal and of
 * direct management are there, switched off.
 */
final class EmptyService {
  /** What a new service answers to {@code GET …/policies/policy}, but for its comment. */
  private static final String POLICY =
      "<policies><inbound /><backend><forward-request /></backend><outbound /></policies>";

  private EmptyService() {}

  static Snapshot snapshot() {
    ObjectNode policy =
        JsonNodeFactory.instance.objectNode().put("format", "rawxml").put("value", POLICY);
    List<Resource> all = new ArrayList<>();
    all.add(Resource.of(Address.parse("policy"), policy));
    for (Kind kind : Kind.tops()) {
      for (String name : kind.fixedNames()) {
        ObjectNode off = JsonNodeFactory.instance.objectNode().put("enabled", false);
        all.add(Resource.of(Address.of(kind.collection(), name), off));
      }
    }
    return Snapshot.of(all);
  }

  static TargetFacts facts() {
    return TargetFacts.NONE;
  }
}
