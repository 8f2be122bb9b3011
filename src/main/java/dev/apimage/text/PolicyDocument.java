package dev.apimage.text;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import java.util.List;

/**
 * A policy's text, cut into tokens. Nothing of the text is lost: the tokens' characters put
 * together are the text again, also where it has faults.
 *
 * @param text as given
 * @param tokens in order, without a gap
 * @param faults what is wrong, in the order in which it was noticed
 */
public record PolicyDocument(String text, List<PolicyToken> tokens, List<Fault> faults) {
  public PolicyDocument {
    tokens = List.copyOf(tokens);
    faults = List.copyOf(faults);
  }

  /**
   * Something that API Management would refuse, or that was read by guessing.
   *
   * @param offset where
   * @param text what, without any value of the policy
   */
  public record Fault(int offset, String text) {}

  /** Cuts a text. Any text has tokens; a text that is no policy has faults too. */
  public static PolicyDocument of(String text) {
    return PolicyScanner.scan(text, new TextSpan(0, text.length()));
  }

  /** The faults as warnings: API Management has the last word on what a policy is. */
  public List<Problem> problems(String file) {
    LineIndex lines = new LineIndex(text);
    return faults.stream()
        .map(
            f ->
                Problem.warning(Code.POLICY_SYNTAX, "Not well-formed: " + f.text() + ".")
                    .at(new Spot(file, lines.line(f.offset()), lines.column(f.offset()))))
        .toList();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "PolicyDocument[" + tokens.size() + " tokens]";
  }
}
