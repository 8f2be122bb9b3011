package dev.apimage.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmReader;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which subscriptions are meant: those that any of names, products and owners says, or all; of
 * these only the old ones, if an age is given. The built-in all-access subscription is meant only
 * by its name.
 *
 * @param all every subscription
 * @param names subscriptions' names
 * @param products products' names, of subscriptions to them
 * @param owners user names or e-mail addresses
 * @param olderThan how old keys must be
 */
public record Selection(
    boolean all,
    List<String> names,
    List<String> products,
    List<String> owners,
    Optional<Duration> olderThan) {
  public Selection {
    names = List.copyOf(names);
    products = List.copyOf(products);
    owners = List.copyOf(owners);
  }

  /** True if it does not say which. */
  public boolean isEmpty() {
    return !all && !isNarrowed() && olderThan.isEmpty();
  }

  private boolean isNarrowed() {
    return !(names.isEmpty() && products.isEmpty() && owners.isEmpty());
  }

  /**
   * The subscriptions that are meant.
   *
   * @param reader looks up users by e-mail address, if there is one to look up
   * @param since when a subscription's older key was made; empty if that is not known
   * @throws ProblemException {@link Code#UNKNOWN_SUBSCRIPTION} for each name, product and owner
   *     that no subscription has
   */
  public List<Subscription> of(
      List<Subscription> subscriptions,
      ArmReader reader,
      Instant now,
      Function<Subscription, Optional<Instant>> since) {
    List<Problem> problems = new ArrayList<>();
    Set<String> chosen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : names) {
      choose(subscriptions, s -> s.name().equalsIgnoreCase(name), name, chosen, problems);
    }
    for (String product : products) {
      String scope = "products/" + product;
      choose(subscriptions, s -> s.scope().equalsIgnoreCase(scope), scope, chosen, problems);
    }
    for (String owner : owners) {
      Set<String> users = users(owner, reader);
      choose(subscriptions, s -> users.contains(lower(s.owner())), owner, chosen, problems);
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
    return subscriptions.stream()
        .filter(s -> chosen.contains(s.name()) || (!isNarrowed() && !s.isMaster()))
        .filter(s -> isOld(since.apply(s), now))
        .toList();
  }

  private static void choose(
      List<Subscription> subscriptions,
      Predicate<Subscription> meant,
      String what,
      Set<String> chosen,
      List<Problem> problems) {
    List<String> found = subscriptions.stream().filter(meant).map(Subscription::name).toList();
    if (found.isEmpty()) {
      problems.add(
          Problem.error(
                  Code.UNKNOWN_SUBSCRIPTION, "the service has no subscription for \"" + what + "\"")
              .advise("apimage keys list tells which there are."));
    }
    chosen.addAll(found);
  }

  private static Set<String> users(String owner, ArmReader reader) {
    if (owner.indexOf('@') < 0) {
      return Set.of(lower("users/" + owner.replaceFirst("^/?users/", "")));
    }
    try (Stream<ObjectNode> users = reader.list("users", Map.of())) {
      return users
          .filter(user -> user.path("properties").path("email").asText().equalsIgnoreCase(owner))
          .map(user -> lower("users/" + user.path("name").asText()))
          .collect(Collectors.toSet());
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private boolean isOld(Optional<Instant> since, Instant now) {
    return olderThan.isEmpty()
        || since.map(at -> !at.plus(olderThan.get()).isAfter(now)).orElse(true);
  }

  /** The words that say it, in a fixed order: {@code --product gold --older-than PT2160H}. */
  @Override
  public String toString() {
    StringBuilder words = new StringBuilder(all ? " --all" : "");
    names.stream().sorted().forEach(name -> words.append(" --name ").append(name));
    products.stream().sorted().forEach(product -> words.append(" --product ").append(product));
    owners.stream().sorted().forEach(owner -> words.append(" --owner ").append(owner));
    olderThan.ifPresent(age -> words.append(" --older-than ").append(age));
    return words.toString().strip();
  }
}
