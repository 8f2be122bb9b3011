package dev.apimage.report;

import dev.apimage.check.Checked;
import dev.apimage.extract.Extraction;
import dev.apimage.keys.Delivery;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Rotation;
import dev.apimage.model.Problem;
import dev.apimage.plan.Plan;
import dev.apimage.plan.Rebuild;
import dev.apimage.prove.Proof;
import dev.apimage.publish.Outcome;
import java.util.List;

/**
 * Renders any result in any format. All formats tell the same record, so they cannot drift apart;
 * the same result gives the same bytes. Every report ends with a newline and holds no secret.
 */
public final class Reports {
  private Reports() {}

  /** What a publish will do. */
  public static String plan(Format format, Header header, Plan plan, View view) {
    return switch (format) {
      case TEXT -> new TextPlan(header, plan, view).plan();
      case JSON -> JsonReports.plan(header, plan, view);
      case MARKDOWN -> new MarkdownPlan(header, plan, view).plan();
    };
  }

  /** What a publish to a service that holds nothing would want for. */
  public static String rebuild(Format format, Header header, Rebuild rebuild, View view) {
    return switch (format) {
      case TEXT -> new TextRebuild(header, rebuild, view).rebuild();
      case JSON -> JsonReports.rebuild(header, rebuild);
      case MARKDOWN -> new MarkdownRebuild(header, rebuild).rebuild();
    };
  }

  /** How a service has drifted from the folder: the plan, read the other way round. */
  public static String verify(Format format, Header header, Plan plan, View view) {
    return switch (format) {
      case TEXT -> new TextPlan(header, plan, view).verify();
      case JSON -> JsonReports.verify(header, plan, view);
      case MARKDOWN -> new MarkdownPlan(header, plan, view).verify();
    };
  }

  /** How a publish of a plan ended. */
  public static String publish(
      Format format, Header header, Plan plan, Outcome outcome, View view) {
    return switch (format) {
      case TEXT -> new TextPublish(header, plan, outcome, view).publish();
      case JSON -> JsonReports.publish(header, plan, outcome);
      case MARKDOWN -> new MarkdownPublish(header, plan, outcome).publish();
    };
  }

  /** What an extract did. */
  public static String extract(Format format, Header header, Extraction extraction, View view) {
    return switch (format) {
      case TEXT -> new TextExtract(header, extraction, view).extract();
      case JSON -> JsonReports.extract(header, extraction);
      case MARKDOWN -> new MarkdownExtract(header, extraction).extract();
    };
  }

  /** Whether a folder is free of keys: counts and places, never a value. */
  public static String proof(Format format, Header header, Proof proof, View view) {
    return switch (format) {
      case TEXT -> new TextProof(proof, view).proof();
      case JSON -> JsonReports.proof(header, proof);
      case MARKDOWN -> new MarkdownProof(proof).proof();
    };
  }

  /** The subscriptions of a service, without a key. */
  public static String keys(Format format, Header header, KeyList keys, View view) {
    return switch (format) {
      case TEXT -> new TextKeys(header, view).list(keys);
      case JSON -> KeyReports.list(header, keys);
      case MARKDOWN -> new MarkdownKeys(header).list(keys);
    };
  }

  /** What came of one phase of a rotation. */
  public static String rotation(Format format, Header header, Rotation rotation, View view) {
    return switch (format) {
      case TEXT -> new TextKeys(header, view).rotation(rotation);
      case JSON -> KeyReports.rotation(header, rotation);
      case MARKDOWN -> new MarkdownKeys(header).rotation(rotation);
    };
  }

  /** What came of writing keys into a Key Vault. */
  public static String delivery(Format format, Header header, Delivery delivery, View view) {
    return switch (format) {
      case TEXT -> new TextKeys(header, view).delivery(delivery);
      case JSON -> KeyReports.delivery(header, delivery);
      case MARKDOWN -> new MarkdownKeys(header).delivery(delivery);
    };
  }

  /** What a check of a folder found and mended. */
  public static String check(Format format, Checked checked, View view) {
    return switch (format) {
      case TEXT -> TextCheck.of(checked, view);
      case JSON -> JsonReports.check(checked);
      case MARKDOWN -> MarkdownCheck.of(checked);
    };
  }

  /** Problems by themselves: errors that stopped the work. */
  public static String problems(Format format, List<Problem> problems, View view) {
    return switch (format) {
      case TEXT -> text(problems, view);
      case JSON -> JsonReports.problems(problems);
      case MARKDOWN -> MarkdownProblems.of(problems);
    };
  }

  private static String text(List<Problem> problems, View view) {
    TextWriter out = new TextWriter(new Ink(view.colour()));
    out.problems(problems);
    out.line(Totals.problems(problems) + ".");
    return out.toString();
  }
}
