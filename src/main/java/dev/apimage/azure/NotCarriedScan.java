package dev.apimage.azure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.NotCarried;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Looks for configuration that an image does not hold, so that nobody believes it does. */
final class NotCarriedScan {
  private NotCarriedScan() {}

  static List<Callable<Void>> tops(ArmReader arm, Consumer<Problem> tell) {
    return NotCarried.all().stream()
        .filter(n -> n.owner() == null)
        .map(n -> (Callable<Void>) () -> look(arm, null, n, tell))
        .toList();
  }

  static List<Callable<Void>> below(ArmReader arm, Resource owner, Consumer<Problem> tell) {
    Kind kind = Kind.require(owner.address());
    return NotCarried.all().stream()
        .filter(n -> n.owner() == kind && n.appliesTo(owner.body()))
        .map(n -> (Callable<Void>) () -> look(arm, owner.address(), n, tell))
        .toList();
  }

  private static Void look(ArmReader arm, Address owner, NotCarried what, Consumer<Problem> tell) {
    String path = RestPath.ofCollection(owner, what.path()).substring(1);
    try (Stream<ObjectNode> items = arm.list(path, Map.of())) {
      long count =
          items
              .map(item -> item.path("name").asText())
              .filter(name -> !what.ownedBySystem().contains(name))
              .count();
      if (count > 0) {
        tell.accept(
            Problem.warning(
                Code.NOT_CARRIED,
                (owner == null ? "" : owner + ": ")
                    + count
                    + " "
                    + what.label()
                    + " ("
                    + what.path()
                    + ") are not carried"));
      }
    } catch (ArmException e) {
      // A tier without the collection has none, and some answer 404 or 500 where there is none.
      if (e.toProblem().code() == Code.FORBIDDEN) {
        // Told once for all owners: no published permission names wikis.
        tell.accept(
            Problem.warning(
                Code.NOT_CARRIED,
                what.label()
                    + " ("
                    + what.path()
                    + ") are not carried, and you lack the permission to see whether there are"
                    + " any"));
        return null;
      }
      if (e.toProblem().code() != Code.REQUEST_FAILED) {
        throw e;
      }
      if (!e.isTierRefusal() && e.status() != 404) {
        tell.accept(
            Problem.warning(
                Code.NOT_CARRIED,
                (owner == null ? "" : owner + ": ")
                    + what.label()
                    + " ("
                    + what.path()
                    + ") are not carried, and could not be looked at: "
                    + e.status()
                    + " "
                    + e.errorCode()));
      }
    }
    return null;
  }
}
