package dev.apimage.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import dev.apimage.text.PolicyText;
import java.util.List;

/** The lines that differ between two texts, as {@code diff -u} writes them. */
final class TextDiff {
  private static final int HEADER = 2;

  private TextDiff() {}

  /** Of two policies: their canonical forms, so that indentation is no difference. */
  static List<String> ofPolicies(String before, String after, int context) {
    return of(PolicyText.canonical(before), PolicyText.canonical(after), context);
  }

  /** Of two texts, without the two lines that name files. */
  static List<String> of(String before, String after, int context) {
    List<String> old = Visible.lines(before);
    Patch<String> patch = DiffUtils.diff(old, Visible.lines(after));
    List<String> diff = UnifiedDiffUtils.generateUnifiedDiff("", "", old, patch, context);
    return diff.size() <= HEADER ? List.of() : List.copyOf(diff.subList(HEADER, diff.size()));
  }
}
