package dev.apimage.report;

import dev.apimage.check.Checked;
import dev.apimage.extract.Extraction;
import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.plan.Action;
import dev.apimage.plan.Need;
import dev.apimage.plan.Plan;
import dev.apimage.plan.Rebuild;
import dev.apimage.prove.Proof;
import dev.apimage.publish.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is counted, in the same words in every format for people. */
final class Totals {
  private Totals() {}

  static String plan(Plan plan) {
    return number(plan.count(Action.CREATE))
        + " to create, "
        + number(plan.count(Action.UPDATE))
        + " to update, "
        + number(plan.count(Action.DELETE))
        + " to delete, "
        + number(plan.unchanged())
        + " unchanged"
        + and(plan.problems());
  }

  static String verify(Plan plan) {
    return number(plan.count(Action.CREATE))
        + " missing in the service, "
        + number(plan.count(Action.UPDATE))
        + (plan.count(Action.UPDATE) == 1 ? " differs, " : " differ, ")
        + number(onlyThere(plan).size())
        + " only in the service, "
        + number(plan.unchanged())
        + " equal"
        + and(plan.problems());
  }

  static String publish(Plan plan, Outcome outcome) {
    return number(outcome.done().size())
        + " done, "
        + number(outcome.failed().size())
        + " failed, "
        + number(outcome.notTried().size())
        + " not tried, "
        + number(plan.unchanged())
        + " unchanged";
  }

  static String extract(Extraction extraction) {
    return files(extraction.created().size())
        + " created, "
        + number(extraction.updated().size())
        + " changed, "
        + number(extraction.deleted().size())
        + " deleted, "
        + number(extraction.unchanged())
        + " unchanged"
        + and(extraction.notes());
  }

  static String check(Checked checked) {
    return count(checked.resources(), "resource")
        + (checked.fixes().isEmpty()
            ? ""
            : ", " + count(checked.fixes().size(), "secret") + " lifted into named values")
        + ", "
        + problems(checked.problems());
  }

  /** The environment lines that fixes ask for, each once. */
  static List<String> sources(Checked checked) {
    return checked.fixes().stream().map(Checked.Fix::source).distinct().toList();
  }

  static String rebuild(Rebuild rebuild) {
    return count(rebuild.resources(), "resource")
        + " to publish, "
        + count(rebuild.secrets().size(), "secret")
        + " without a source, "
        + count(rebuild.owners().size(), "owner")
        + " missing"
        + and(rebuild.problems());
  }

  static String searched(Proof proof) {
    return count(proof.files(), "file")
        + " and "
        + count(proof.objects(), "Git object")
        + ", "
        + number((proof.bytes() + 1023) / 1024)
        + " KiB";
  }

  static String kind(Proof.Count kind) {
    return kind.kind()
        + ": "
        + number(kind.fetched())
        + " fetched, "
        + (kind.tooShort() == 0 ? "" : number(kind.tooShort()) + " too short to search, ")
        + number(kind.found())
        + " found";
  }

  static String proof(Proof proof) {
    long real = proof.findings().stream().filter(f -> f.secret().isPresent()).count();
    long shapes = proof.findings().size() - real;
    return (proof.isClean() ? "Key-free: " : "NOT key-free: ")
        + (proof.service().isEmpty()
            ? ""
            : count(real, "place") + " with a secret of the service, ")
        + count(shapes, "place")
        + " with something shaped like one"
        + and(proof.notes());
  }

  static String needs(Rebuild rebuild) {
    return rebuild.needs().size() == 1
        ? "This must exist"
        : "These " + number(rebuild.needs().size()) + " must exist";
  }

  static String need(Need need) {
    return switch (need.type()) {
      case KEY_VAULT -> "Key Vault " + Visible.name(need.id());
      case IDENTITY ->
          need.id().isEmpty()
              ? "the service's own (system-assigned) identity"
              : "identity with client id " + Visible.name(need.id());
      case RESOURCE -> "resource " + Visible.name(need.id());
    };
  }

  static String problems(List<Problem> problems) {
    return count(count(problems, Severity.ERROR), "error")
        + ", "
        + count(count(problems, Severity.WARNING), "warning")
        + (count(problems, Severity.NOTE) > 0
            ? ", " + count(count(problems, Severity.NOTE), "note")
            : "");
  }

  /** What the service has beyond the folder, whatever a publish would do with it. */
  static List<Address> onlyThere(Plan plan) {
    List<Address> all = new ArrayList<>(plan.kept());
    plan.changes().stream()
        .filter(c -> c.action() == Action.DELETE)
        .forEach(c -> all.add(c.address()));
    return all.stream().sorted().toList();
  }

  /** Addresses as they are told: of what lies within another one only how many. */
  static SortedMap<Address, String> folded(List<Address> addresses) {
    TreeMap<Address, Integer> within = new TreeMap<>();
    Address top = null;
    for (Address address : addresses.stream().sorted().toList()) {
      if (top == null || !address.isWithin(top)) {
        top = address;
      }
      within.merge(top, 1, Integer::sum);
    }
    SortedMap<Address, String> told = new TreeMap<>();
    within.forEach(
        (address, all) -> {
          String name = Visible.name(address.toString());
          told.put(address, all == 1 ? name : name + "   and " + number(all - 1) + " within it");
        });
    return told;
  }

  static String notCompared(int secrets) {
    return secrets == 1
        ? "1 supplied secret cannot be compared; --write-secrets sends it."
        : number(secrets) + " supplied secrets cannot be compared; --write-secrets sends them.";
  }

  static String newKeys(int subscriptions) {
    return "The service made new keys for " + count(subscriptions, "subscription");
  }

  static long count(List<Problem> problems, Severity severity) {
    return problems.stream().filter(p -> p.severity() == severity).count();
  }

  static String count(long number, String what) {
    return number(number) + " " + what + (number == 1 ? "" : "s");
  }

  private static String files(int number) {
    return count(number, "file");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Behind a sentence, what is wrong; nothing if nothing is. */
  private static String and(List<Problem> problems) {
    long errors = count(problems, Severity.ERROR);
    long warnings = count(problems, Severity.WARNING);
    return (errors == 0 ? "" : ", " + count(errors, "error"))
        + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
  }
}
