package dev.apimage.check;

import dev.apimage.kind.BuiltIns;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.NearAddress;
import dev.apimage.text.References;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds links, ids and policies' references that lead to nothing that the folder holds. */
final class DanglingReferences {
  private DanglingReferences() {}

  static List<Problem> in(Snapshot folder, Predicate<Address> owned) {
    References references = new References(folder);
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      Set<Address> told = new HashSet<>();
      for (References.To to : references.of(resource)) {
        Address target = to.target();
        boolean known = folder.has(target) || BuiltIns.has(target) || isOfDocument(target, folder);
        if (!known && owned.test(target) && told.add(target)) {
          problems.add(problem(resource, to, folder));
        }
      }
    }
    return problems;
  }

  /** The operations and schemas of an API with a document stand in the document. */
  private static boolean isOfDocument(Address target, Snapshot folder) {
    for (Address at = target; !at.isTop(); at = at.parent()) {
      boolean document =
          folder
              .at(at.parent())
              .map(r -> r.body().path("definition").asText().equals("specification"))
              .orElse(false);
      if (document) {
        return true;
      }
    }
    return false;
  }

  private static Problem problem(Resource resource, References.To to, Snapshot folder) {
    String text =
        resource.address() + " refers to " + to.says() + ", but there is no " + to.target();
    Problem problem =
        Problem.error(Code.NOT_IN_FOLDER, text).advise(NearAddress.advice(to.target(), folder));
    return to.spot(resource).map(problem::at).orElse(problem);
  }
}
