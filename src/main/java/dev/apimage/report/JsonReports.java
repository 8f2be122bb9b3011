package dev.apimage.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.check.Checked;
import dev.apimage.extract.Extraction;
import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.plan.Action;
import dev.apimage.plan.MissingSecret;
import dev.apimage.plan.Need;
import dev.apimage.plan.Plan;
import dev.apimage.plan.Rebuild;
import dev.apimage.prove.Finding;
import dev.apimage.prove.Proof;
import dev.apimage.publish.Outcome;
import java.util.List;

/** Every report in JSON: {@code schemaVersion} 1, keys in a fixed order, values whole. */
final class JsonReports {
  private JsonReports() {}

  static String plan(Header header, Plan plan, View view) {
    ObjectNode report = JsonParts.report("plan", header);
    ObjectNode summary = report.putObject("summary");
    summary.put("create", plan.count(Action.CREATE));
    summary.put("update", plan.count(Action.UPDATE));
    summary.put("delete", plan.count(Action.DELETE));
    summary.put("unchanged", plan.unchanged());
    summary.put("kept", plan.kept().size());
    rest(report, summary, plan, view);
    addresses(report, "kept", plan.kept());
    return JsonParts.write(JsonParts.problems(report, "problems", plan.problems()));
  }

  static String verify(Header header, Plan plan, View view) {
    ObjectNode report = JsonParts.report("verify", header);
    report.put("drift", plan.hasDrift());
    ObjectNode summary = report.putObject("summary");
    summary.put("missing", plan.count(Action.CREATE));
    summary.put("different", plan.count(Action.UPDATE));
    summary.put("onlyInService", Totals.onlyThere(plan).size());
    summary.put("equal", plan.unchanged());
    rest(report, summary, plan, view);
    addresses(report, "onlyInService", Totals.onlyThere(plan));
    return JsonParts.write(JsonParts.problems(report, "problems", plan.problems()));
  }

  /** What plan and verify share: the changes that would bring the folder's state about. */
  private static void rest(ObjectNode report, ObjectNode summary, Plan plan, View view) {
    summary.put("secretsNotCompared", plan.notCompared());
    JsonParts.count(summary, plan.problems());
    if (!view.isSummary()) {
      ArrayNode changes = report.putArray("changes");
      plan.changes().forEach(change -> changes.add(JsonChange.of(change, view)));
    }
  }

  static String publish(Header header, Plan plan, Outcome unsorted) {
    Outcome outcome = Outcomes.sorted(plan, unsorted);
    ObjectNode report = JsonParts.report("publish", header);
    report.put("complete", outcome.isComplete());
    ObjectNode summary = report.putObject("summary");
    summary.put("done", outcome.done().size());
    summary.put("failed", outcome.failed().size());
    summary.put("notTried", outcome.notTried().size());
    summary.put("unchanged", plan.unchanged());
    summary.put("newKeys", outcome.newKeys().size());
    ArrayNode done = report.putArray("done");
    outcome.done().forEach(change -> done.add(JsonParts.change(change)));
    failures(report, "failed", outcome.failed());
    failures(report, "notTried", outcome.notTried());
    ArrayNode keys = report.putArray("newKeys");
    outcome
        .newKeys()
        .forEach(
            address ->
                keys.addObject()
                    .put("address", address.toString())
                    .put("owner", Outcomes.owner(plan, address)));
    return JsonParts.write(JsonParts.problems(report, "problems", plan.problems()));
  }

  private static void failures(ObjectNode report, String key, List<Outcome.Failure> failures) {
    ArrayNode list = report.putArray(key);
    for (Outcome.Failure failure : failures) {
      ObjectNode node = JsonParts.change(failure.change()).put("partlyWritten", failure.wrote());
      list.add(JsonParts.problems(node, "problems", failure.why()));
    }
  }

  static String extract(Header header, Extraction extraction) {
    ObjectNode report = JsonParts.report("extract", header);
    extraction.commit().ifPresent(commit -> report.put("newCommit", commit));
    ObjectNode summary = report.putObject("summary");
    summary.put("resources", extraction.resources());
    summary.put("created", extraction.created().size());
    summary.put("updated", extraction.updated().size());
    summary.put("deleted", extraction.deleted().size());
    summary.put("unchanged", extraction.unchanged());
    JsonParts.count(summary, extraction.notes());
    files(report, "created", extraction.created());
    files(report, "updated", extraction.updated());
    files(report, "deleted", extraction.deleted());
    return JsonParts.write(JsonParts.problems(report, "problems", extraction.notes()));
  }

  static String check(Checked checked) {
    ObjectNode report = JsonParts.report("check");
    ObjectNode summary = report.putObject("summary");
    summary.put("resources", checked.resources());
    summary.put("lifted", checked.fixes().size());
    JsonParts.count(summary, checked.problems());
    summary.put("notes", Totals.count(checked.problems(), Severity.NOTE));
    ArrayNode lifted = report.putArray("lifted");
    for (Checked.Fix fix : checked.fixes()) {
      lifted
          .addObject()
          .put("place", fix.place())
          .put("namedValue", fix.namedValue())
          .put("source", fix.source());
    }
    return JsonParts.write(JsonParts.problems(report, "problems", checked.problems()));
  }

  static String rebuild(Header header, Rebuild rebuild) {
    ObjectNode report = JsonParts.report("rebuild", header);
    report.put("possible", rebuild.isPossible());
    ObjectNode summary = report.putObject("summary");
    summary.put("resources", rebuild.resources());
    summary.put("missingSecrets", rebuild.secrets().size());
    summary.put("needs", rebuild.needs().size());
    summary.put("missingOwners", rebuild.owners().size());
    JsonParts.count(summary, rebuild.problems());
    ArrayNode secrets = report.putArray("missingSecrets");
    for (MissingSecret secret : rebuild.secrets()) {
      ObjectNode node = secrets.addObject().put("secret", secret.name()).put("line", secret.line());
      secret.spot().ifPresent(spot -> JsonParts.place(node.putObject("source"), spot));
    }
    ArrayNode needs = report.putArray("needs");
    for (Need need : rebuild.needs()) {
      ObjectNode node =
          needs.addObject().put("type", JsonParts.word(need.type())).put("id", need.id());
      ArrayNode uses = node.putArray("uses");
      need.uses()
          .forEach(use -> uses.addObject().put("place", use.place()).put("what", use.what()));
    }
    JsonParts.problems(report, "missingOwners", rebuild.owners());
    return JsonParts.write(JsonParts.problems(report, "problems", rebuild.problems()));
  }

  static String proof(Header header, Proof proof) {
    ObjectNode report = JsonParts.report("proof", header);
    report.put("clean", proof.isClean());
    ObjectNode summary = report.putObject("summary");
    summary.put("files", proof.files());
    summary.put("gitObjects", proof.objects());
    summary.put("bytes", proof.bytes());
    summary.put("fetched", proof.fetched());
    summary.put("findings", proof.findings().size());
    JsonParts.count(summary, proof.notes());
    ArrayNode kinds = report.putArray("secrets");
    for (Proof.Count kind : proof.kinds()) {
      kinds
          .addObject()
          .put("kind", kind.kind())
          .put("fetched", kind.fetched())
          .put("tooShort", kind.tooShort())
          .put("found", kind.found());
    }
    ArrayNode findings = report.putArray("findings");
    for (Finding finding : proof.findings()) {
      ObjectNode node = findings.addObject().put("where", finding.where());
      if (finding.line() > 0) {
        node.put("line", finding.line());
      }
      finding.commit().ifPresent(commit -> node.put("commit", commit));
      node.put("what", finding.what()).put("real", finding.secret().isPresent());
    }
    return JsonParts.write(JsonParts.problems(report, "problems", proof.notes()));
  }

  static String problems(List<Problem> problems) {
    ObjectNode report = JsonParts.report("problems");
    ObjectNode summary = report.putObject("summary");
    JsonParts.count(summary, problems);
    summary.put("notes", Totals.count(problems, Severity.NOTE));
    return JsonParts.write(JsonParts.problems(report, "problems", problems));
  }

  private static void addresses(ObjectNode report, String key, List<Address> addresses) {
    files(report, key, addresses.stream().map(Address::toString).toList());
  }

  private static void files(ObjectNode report, String key, List<String> files) {
    ArrayNode list = report.putArray(key);
    files.stream().sorted().forEach(list::add);
  }
}
