package dev.apimage.publish;

import dev.apimage.azure.ArmConnection;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Secret;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.secret.Echo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes a plan's changes: independent ones at the same time, each after what it refers to, two
 * writes to one API or version set never at once. A change that fails stops only those that need
 * it. Deletes come when everything else went well. For one use, by one thread; {@link #stop} may be
 * called by another.
 */
public final class Publisher {
  private final ArmConnection connection;
  private final int parallelism;
  private final PublishListener listener;
  private final Deque<Change> waiting = new ArrayDeque<>();
  private final Set<Address> over = new HashSet<>();
  private final Set<Address> lost = new HashSet<>();
  private final Set<String> busy = new HashSet<>();
  private final Map<Address, Change> all = new HashMap<>();
  private final List<Change> done = new ArrayList<>();
  private final List<Outcome.Failure> failed = new ArrayList<>();
  private final List<Outcome.Failure> notTried = new ArrayList<>();
  private final TreeSet<Address> newKeys = new TreeSet<>();
  private Applier applier;
  private boolean stopped;

  /**
   * A publisher.
   *
   * @param connection the target
   * @param parallelism how many changes at a time
   * @param listener told of each change's end
   */
  public Publisher(ArmConnection connection, int parallelism, PublishListener listener) {
    this.connection = connection;
    this.parallelism = parallelism;
    this.listener = listener;
  }

  /**
   * Publishes.
   *
   * @throws IllegalArgumentException if the plan has errors
   */
  public Outcome publish(Plan plan) {
    if (plan.hasErrors()) {
      throw new IllegalArgumentException("a plan with errors is not published");
    }
    plan.changes().forEach(c -> all.put(c.address(), c));
    applier = new Applier(connection, Echo.of(secrets(plan)));
    Set<Address> early = new HashSet<>();
    plan.changes().stream().filter(c -> c.action() != Action.DELETE).forEach(c -> needed(c, early));
    List<Change> first = new ArrayList<>();
    List<Change> last = new ArrayList<>();
    for (Change change : plan.changes()) {
      boolean late = change.action() == Action.DELETE && !early.contains(change.address());
      (late ? last : first).add(change);
    }
    walk(first);
    if (failed.isEmpty() && notTried.isEmpty()) {
      walk(last);
    } else {
      last.forEach(c -> skip(c, "nothing is deleted while other changes have failed"));
    }
    return new Outcome(done, failed, notTried, List.copyOf(newKeys));
  }

  /** Every value that this publish knows, whether it sends it or not. */
  private static List<Secret> secrets(Plan plan) {
    List<Secret> secrets = new ArrayList<>();
    for (Change change : plan.changes()) {
      change.sending().ifPresent(sending -> secrets.addAll(sending.values().values()));
      change.desired().ifPresent(resource -> secrets.addAll(resource.secrets().values()));
      change.actual().ifPresent(resource -> secrets.addAll(resource.secrets().values()));
    }
    return secrets;
  }

  /** What a change waits for, and what that waits for, deletes included. */
  private void needed(Change change, Set<Address> found) {
    for (Address address : change.after()) {
      if (all.containsKey(address) && found.add(address)) {
        needed(all.get(address), found);
      }
    }
  }

  /** Lets the changes under way end and starts no more. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void walk(List<Change> changes) {
    synchronized (this) {
      waiting.addAll(changes);
    }
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(parallelism, changes.size()); i++) {
      Thread worker = new Thread(this::work, "publish-" + (i + 1));
      worker.setDaemon(true);
      worker.start();
      workers.add(worker);
    }
    boolean interrupted = false;
    for (int i = 0; i < workers.size(); ) {
      try {
        workers.get(i).join();
        i++;
      } catch (InterruptedException e) {
        // What is under way ends first: an outcome that leaves it out would be wrong.
        interrupted = true;
        stop();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      waiting.forEach(c -> skip(c, "the publish was stopped"));
      waiting.clear();
    }
  }

  private void work() {
    for (Change change = next(); change != null; change = next()) {
      Applier.Result result = applier.apply(change);
      ended(change, result);
    }
  }

  /** The next change that may be made now; null when there are no more. */
  private synchronized Change next() {
    while (!stopped && !waiting.isEmpty()) {
      for (Change change : List.copyOf(waiting)) {
        if (change.after().stream().anyMatch(lost::contains)) {
          waiting.remove(change);
          lost.add(change.address());
          skip(change, "it needs " + reason(change) + ", which failed");
        } else if (isReady(change) && busy.add(lane(change))) {
          waiting.remove(change);
          return change;
        }
      }
      if (waiting.isEmpty()) {
        break;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
    notifyAll();
    return null;
  }

  private Address reason(Change change) {
    return change.after().stream().filter(lost::contains).sorted().findFirst().orElseThrow();
  }

  private boolean isReady(Change change) {
    return change.after().stream().noneMatch(a -> all.containsKey(a) && !over.contains(a));
  }

  /**
   * Changes in one lane are made one at a time: the service answers 409
   * PessimisticConcurrencyConflict to two writes within one API, and within one version set.
   */
  private String lane(Change change) {
    Address address = change.address();
    String top = address.segments().get(0);
    if (!top.equals("apis")) {
      return address.key();
    }
    Address api = new Address(address.segments().subList(0, 2));
    Change root = all.get(api);
    String set =
        root == null
            ? ""
            : root.desired()
                .or(root::actual)
                .map(held -> held.body().path("apiVersionSetId").asText(""))
                .orElse("");
    return set.isEmpty() ? api.key() : set.toLowerCase(Locale.ROOT);
  }

  private void ended(Change change, Applier.Result result) {
    int count;
    synchronized (this) {
      busy.remove(lane(change));
      over.add(change.address());
      if (result.problems().isEmpty()) {
        done.add(change);
      } else {
        lost.add(change.address());
        failed.add(new Outcome.Failure(change, result.problems(), result.wrote()));
        if (result.problems().stream().anyMatch(Publisher::isHopeless)) {
          stopped = true;
        }
      }
      newKeys.addAll(result.newKeys());
      count = done.size() + failed.size();
      notifyAll();
    }
    listener.ended(change, count, all.size());
  }

  /** The next write would end as this one did. */
  private static boolean isHopeless(Problem problem) {
    return switch (problem.code()) {
      case NO_SIGN_IN, FORBIDDEN, NO_SERVICE, UNREACHABLE -> true;
      default -> false;
    };
  }

  private synchronized void skip(Change change, String why) {
    notTried.add(
        new Outcome.Failure(
            change,
            List.of(Problem.error(Code.NOT_TRIED, change.address() + " was not tried: " + why)),
            false));
  }
}
