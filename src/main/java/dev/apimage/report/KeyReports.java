package dev.apimage.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.Rotation;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What there is to tell of keys, in JSON and in the words that text and Markdown share. */
final class KeyReports {
  static final List<String> COLUMNS =
      List.of("subscription", "scope", "owner", "state", "created", "renewed");

  private KeyReports() {}

  static String list(Header header, KeyList keys) {
    ObjectNode report = JsonParts.report("keys", header);
    keys.vault().ifPresent(vault -> report.put("vault", vault));
    ArrayNode list = report.putArray("subscriptions");
    for (Subscription subscription : keys.subscriptions()) {
      ObjectNode node = list.addObject();
      node.put("name", subscription.name());
      node.put("displayName", subscription.displayName());
      node.put("scope", subscription.scope());
      node.put("owner", subscription.owner());
      node.put("state", subscription.state());
      subscription.created().ifPresent(at -> node.put("created", at.toString()));
      renewals(keys, subscription)
          .ifPresent(
              renewals -> {
                node.put("delivered", renewals.delivered());
                renewals.primary().ifPresent(at -> node.put("primaryRenewed", at.toString()));
                renewals.secondary().ifPresent(at -> node.put("secondaryRenewed", at.toString()));
              });
    }
    return JsonParts.write(report);
  }

  private static Optional<VaultKeys.Renewals> renewals(KeyList keys, Subscription subscription) {
    return Optional.ofNullable(keys.renewals().get(subscription.name()));
  }

  /** The cells of a subscription's line, in the order of {@link #COLUMNS}. */
  static List<String> cells(KeyList keys, Subscription subscription) {
    String scope = subscription.scope();
    List<String> cells = new ArrayList<>();
    cells.add(subscription.name());
    cells.add(scope.isEmpty() ? "all APIs, built-in" : scope.equals("apis") ? "all APIs" : scope);
    cells.add(subscription.owner().isEmpty() ? "-" : subscription.owner());
    cells.add(subscription.state());
    cells.add(day(subscription.created()));
    cells.add(
        renewals(keys, subscription)
            .map(r -> r.last().isPresent() ? day(r.last()) : r.delivered() ? "never" : "-")
            .orElse("?"));
    return cells.stream().map(Visible::name).toList();
  }

  private static String day(Optional<Instant> time) {
    return time.map(at -> at.toString().substring(0, "2026-01-01".length())).orElse("-");
  }

  static String rotation(Header header, Rotation rotation) {
    ObjectNode report = JsonParts.report("rotation", header);
    report.put("vault", rotation.receipt().vault());
    report.put("phase", rotation.finishing() ? 2 : 1);
    report.put("complete", rotation.isComplete());
    ObjectNode summary = report.putObject("summary");
    summary.put("done", rotation.done().size());
    summary.put("failed", rotation.failed().size());
    summary.put("notTried", rotation.notTried().size());
    ArrayNode entries = report.putArray("subscriptions");
    for (Receipt.Entry entry : rotation.receipt().entries()) {
      entries
          .addObject()
          .put("name", entry.subscription())
          .put("owner", entry.owner())
          .put("state", word(entry.state()));
    }
    return failures(report, rotation.failed());
  }

  static String delivery(Header header, Delivery delivery) {
    ObjectNode report = JsonParts.report("delivery", header);
    report.put("vault", delivery.vault());
    report.put("complete", delivery.isComplete());
    ObjectNode summary = report.putObject("summary");
    summary.put("written", written(delivery));
    summary.put("unchanged", delivery.done().size() - written(delivery));
    summary.put("failed", delivery.failed().size());
    summary.put("notTried", delivery.notTried().size());
    ArrayNode keys = report.putArray("keys");
    for (Delivery.Delivered key : delivery.done()) {
      keys.addObject()
          .put("subscription", key.subscription())
          .put("key", key.key().name().toLowerCase(Locale.ROOT))
          .put("secret", key.secret())
          .put("written", key.written());
    }
    ArrayNode notTried = report.putArray("notTried");
    delivery.notTried().forEach(notTried::add);
    return failures(report, delivery.failed());
  }

  private static String failures(ObjectNode report, List<Failure> failures) {
    ArrayNode list = report.putArray("failed");
    for (Failure failure : failures) {
      ObjectNode node = list.addObject().put("subscription", failure.subscription());
      JsonParts.problems(node, "problems", failure.why());
    }
    return JsonParts.write(report);
  }

  static int written(Delivery delivery) {
    return (int) delivery.done().stream().filter(Delivery.Delivered::written).count();
  }

  static String word(Receipt.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String title(Rotation rotation) {
    return rotation.finishing()
        ? "Phase 2 of 2: new primary keys"
        : "Phase 1 of 2: new secondary keys";
  }

  /** One subscription of a rotation, for people. */
  static String line(Receipt.Entry entry) {
    String what =
        switch (entry.state()) {
          case WAITING -> "not begun";
          case SECONDARY_BEGUN -> "its secondary key is under way";
          case SECONDARY_DELIVERED -> "its new secondary key is in the vault";
          case PRIMARY_BEGUN -> "its primary key is under way";
          case DONE -> "both new keys are in the vault";
          case GONE -> "the service no longer has it";
        };
    String owner = entry.owner().isEmpty() ? "no owner" : "owner " + entry.owner();
    return Visible.name(entry.subscription() + ", " + owner + ": " + what);
  }

  /** What to type next; empty if there is nothing. */
  static String next(Header header, Rotation rotation) {
    if (rotation.receipt().isOver()) {
      return "";
    }
    return rotation.isComplete() || rotation.finishing()
        ? header.next("keys rotate") + " --finish"
        : header.next("keys rotate");
  }

  static String totals(Rotation rotation) {
    return rotation.done().size()
        + " done, "
        + rotation.failed().size()
        + " failed, "
        + rotation.notTried().size()
        + " not tried";
  }

  static String totals(Delivery delivery) {
    return Totals.count(written(delivery), "secret")
        + " written, "
        + (delivery.done().size() - written(delivery))
        + " unchanged, "
        + delivery.failed().size()
        + " failed, "
        + delivery.notTried().size()
        + " not tried";
  }
}
