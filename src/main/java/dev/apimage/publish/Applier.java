package dev.apimage.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmException;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.ArmWriter;
import dev.apimage.azure.ServiceReader;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.RestPath;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Sending;
import dev.apimage.plan.VaultAccess;
import dev.apimage.secret.Echo;
import dev.apimage.text.PolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes one change: all requests that belong to one resource, in their order. */
final class Applier {
  private static final int TRIES = 3;

  private final ArmReader reader;
  private final ArmWriter writer;
  private final String servicePath;
  private final Links links;
  private final ByProducts byProducts;
  private final ApiWrites apis;
  private final Echo echo;

  /**
   * For one publish.
   *
   * @param echo tells a refusal that repeats a secret
   */
  Applier(ArmConnection connection, Echo echo) {
    this.echo = echo;
    this.reader = connection.reader();
    this.writer = connection.writer();
    this.servicePath = connection.target().servicePath();
    this.links = new Links(reader, writer);
    this.byProducts = new ByProducts(reader, writer, servicePath);
    this.apis = new ApiWrites(reader, writer, servicePath);
  }

  /**
   * How a change ended.
   *
   * @param problems empty if it was made
   * @param wrote true if something was written
   * @param newKeys subscriptions that got new keys
   */
  record Result(List<Problem> problems, boolean wrote, List<Address> newKeys) {}

  /** Makes a change. */
  Result apply(Change change) {
    Progress progress = new Progress();
    try {
      if (change.action() == Action.DELETE) {
        delete(change, progress);
      } else {
        write(change, progress);
      }
      return new Result(List.of(), true, progress.newKeys);
    } catch (ProblemException e) {
      List<Problem> problems = new ArrayList<>();
      for (Problem problem : e.problems()) {
        problems.add(placed(change, unechoed(e, problem)));
      }
      return new Result(problems, progress.wrote, progress.newKeys);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      // A fault of ours must not take the other changes with it; its message may hold anything.
      Problem problem =
          Problem.error(Code.BUG, change.address() + ": " + e.getClass().getSimpleName());
      return new Result(List.of(problem), progress.wrote, progress.newKeys);
    }
  }

  /** What has happened so far to one resource. */
  private static final class Progress {
    private boolean wrote;
    private final List<Address> newKeys = new ArrayList<>();
  }

  /**
   * A refusal may quote what was sent, and that may be a secret. What the service found wrong is
   * then told by its code alone.
   */
  private Problem unechoed(ProblemException e, Problem problem) {
    if (!echo.isIn(problem.text())) {
      return problem;
    }
    String code =
        e instanceof ArmException arm ? " (" + arm.status() + " " + arm.errorCode() + ")" : "";
    return Problem.error(
        problem.code(),
        "the service refused it with words that are not shown: they repeat a secret that was sent"
            + (echo.isIn(code) ? "" : code));
  }

  private static Problem placed(Change change, Problem problem) {
    String name = change.address().toString();
    String text = problem.text().contains(name) ? problem.text() : name + ": " + problem.text();
    Optional<VaultAccess> vault = refusedVault(change, problem);
    Code code = problem.code() == Code.REQUEST_FAILED ? Code.WRITE_FAILED : problem.code();
    Problem told =
        new Problem(
            vault.isPresent() ? Code.VAULT_ACCESS : code,
            problem.severity(),
            text,
            problem.spot(),
            vault.map(VaultAccess::advice).orElse(problem.advice()),
            problem.excerpt());
    return change.desired().flatMap(d -> d.origin().spot(Position.ROOT)).map(told::at).orElse(told);
  }

  /** "Failed to access KeyVault Secret … using Managed Service Identity", as the service says. */
  private static Optional<VaultAccess> refusedVault(Change change, Problem problem) {
    boolean vault =
        problem.code() == Code.REQUEST_FAILED
            && problem.text().toLowerCase(Locale.ROOT).contains("access keyvault");
    return vault ? change.desired().flatMap(VaultAccess::of) : Optional.empty();
  }

  private void write(Change change, Progress progress) {
    Sending sending = change.sending().orElseThrow();
    if (change.action() == Action.UPDATE) {
      if (change.revision().isPresent()) {
        apis.switchRevision(change, progressed(progress));
        Sending whole = new Sending(false, sending.whole(), sending.whole(), sending.values());
        put(change, whole, Optional.empty(), progress);
      } else if (!sending.isEmpty()) {
        guarded(change, etag -> put(change, sending, Optional.of(etag), progress));
      }
    } else {
      create(change, sending, progress);
    }
    if (change.imports()) {
      apis.importDocument(change, progressed(progress));
    }
    links.sync(change, progressed(progress));
  }

  private static Runnable progressed(Progress progress) {
    return () -> progress.wrote = true;
  }

  private void create(Change change, Sending sending, Progress progress) {
    Kind kind = change.kind();
    if (kind == Kind.API_REVISION) {
      apis.createRevision(change, progressed(progress));
    } else {
      put(change, sending, Optional.empty(), progress);
      if (kind == Kind.SUBSCRIPTION) {
        progress.newKeys.add(change.address());
        late(change, sending, progress);
      }
      if (change.revision().isPresent()) {
        apis.switchRevision(change, progressed(progress));
      }
      byProducts.remove(change);
    }
  }

  private void put(Change change, Sending sending, Optional<String> etag, Progress progress) {
    if (sending.isEmpty()) {
      return;
    }
    Address address = change.address();
    String path = RestPath.of(address).substring(1);
    ObjectNode body = sending.body();
    if (!sending.patch()) {
      body = WireBody.of(address, withoutLate(change.kind(), body), servicePath);
      if (change.kind() == Kind.API_REVISION) {
        apis.keepShared(path, body);
      }
      if (change.action() == Action.CREATE && change.revision().isPresent()) {
        body.remove("apiRevision");
      }
      writer.put(path, query(change.kind()), Filled.envelope(body, sending.values()), etag);
    } else {
      ObjectNode part = WireBody.part(address, body, servicePath);
      writer.patch(
          path, query(change.kind()), Filled.envelope(part, sending.values()), etag.orElse("*"));
    }
    progress.wrote = true;
  }

  /** REST reference, Subscription - Create Or Update: these can only be set by an update. */
  private static ObjectNode withoutLate(Kind kind, ObjectNode body) {
    ObjectNode now = body.deepCopy();
    for (String key : keys(body)) {
      if (kind.isSetByPatch(Position.ROOT.property(key))) {
        now.remove(key);
      }
    }
    return now;
  }

  private void late(Change change, Sending sending, Progress progress) {
    ObjectNode late = sending.body().objectNode();
    for (String key : keys(sending.body())) {
      if (change.kind().isSetByPatch(Position.ROOT.property(key))) {
        late.set(key, sending.body().get(key));
      }
    }
    if (!late.isEmpty()) {
      put(change, new Sending(true, late, sending.whole(), Map.of()), Optional.of("*"), progress);
    }
  }

  private static List<String> keys(ObjectNode body) {
    List<String> keys = new ArrayList<>();
    body.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Nobody is to be mailed because a service is rebuilt. */
  private static Map<String, String> query(Kind kind) {
    return kind.mailsPeople() ? Map.of("notify", "false") : Map.of();
  }

  /** A write on what somebody else has just changed. */
  private interface Write {
    void with(String etag);
  }

  /** Writes only onto the state that the plan has seen; tries again if only the version moved. */
  private void guarded(Change change, Write write) {
    for (int attempt = 1; ; attempt++) {
      Optional<ServiceReader.Versioned> found = ServiceReader.one(reader, change.address());
      if (found.isEmpty() && change.action() == Action.DELETE) {
        return;
      }
      ServiceReader.Versioned now = found.orElseThrow(() -> moved(change, "it is no longer there"));
      if (!same(change.kind(), now.resource(), change.actual().orElseThrow())) {
        if (attempt > 1 && isDone(change, now.resource())) {
          // The answer to our own write was lost, and its repetition met what that had made.
          return;
        }
        throw moved(change, "somebody changed it");
      }
      try {
        write.with(now.etag());
        return;
      } catch (ArmException e) {
        if (e.status() != 412 || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private static ProblemException moved(Change change, String why) {
    return new ProblemException(
        Problem.error(Code.MOVED, change.address() + " is not as the plan saw it: " + why)
            .advise("Plan again and look at it."));
  }

  private static boolean isDone(Change change, Resource now) {
    return change
        .desired()
        .map(
            desired ->
                same(change.kind(), now.withSecrets(Map.of()), desired.withSecrets(Map.of())))
        .orElse(false);
  }

  private static boolean same(Kind kind, Resource now, Resource then) {
    return now.secrets().equals(then.secrets())
        && withoutLinks(kind, now).equals(withoutLinks(kind, then));
  }

  private static JsonNode withoutLinks(Kind kind, Resource resource) {
    ObjectNode body = Canonical.comparable(resource.address(), resource.body());
    for (Link link : kind.links()) {
      body.remove(link.key());
    }
    kind.ownKeys().keySet().forEach(body::remove);
    for (Companion companion : kind.companions()) {
      JsonNode text = companion.position().in(body);
      if (companion.isPolicy() && text.isTextual()) {
        companion.position().set(body, TextNode.valueOf(PolicyText.canonical(text.asText())));
      }
    }
    return body;
  }

  private void delete(Change change, Progress progress) {
    guarded(
        change,
        etag -> {
          if (byProducts.hasSubscribers(change)) {
            throw moved(change, "somebody has subscribed to it");
          }
          Map<String, String> query =
              switch (change.kind()) {
                case API -> Map.of("deleteRevisions", "true");
                case PRODUCT -> Map.of("deleteSubscriptions", "true");
                default -> Map.of();
              };
          Optional<Resource> set = byProducts.versionSet(change);
          writer.delete(RestPath.of(change.address()).substring(1), query, etag);
          progress.wrote = true;
          set.ifPresent(byProducts::putBack);
        });
  }
}
