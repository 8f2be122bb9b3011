package dev.apimage.text;

import dev.apimage.text.PolicyExpression.Piece;
import dev.apimage.text.PolicyExpression.PieceType;
import dev.apimage.text.PolicyLiteral.Step;
import dev.apimage.text.PolicyLiteral.Where;
import dev.apimage.text.PolicyToken.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Walks the literals of a policy. */
final class PolicyLiterals {
  private static final Pattern MARKUP = Pattern.compile("<[A-Za-z][^<]*[>=]");
  private static final Set<String> KEYS = Set.of("name", "id", "header-name");

  private final String text;
  private final LineIndex lines;
  private final List<PolicyLiteral> found = new ArrayList<>();

  private PolicyLiterals(String text) {
    this.text = text;
    this.lines = new LineIndex(text);
  }

  static List<PolicyLiteral> in(String text) {
    PolicyLiterals literals = new PolicyLiterals(text);
    literals.walk(PolicyDocument.of(text).tokens(), List.of(), false);
    literals.found.sort(Comparator.comparingInt(PolicyLiteral::offset));
    return List.copyOf(literals.found);
  }

  private void walk(List<PolicyToken> tokens, List<Step> around, boolean inComment) {
    List<Step> path = new ArrayList<>(around);
    for (PolicyToken token : tokens) {
      switch (token.type()) {
        case OPEN, EMPTY -> {
          path.add(new Step(token.name(), key(token, "")));
          attributes(token, path, inComment);
          if (token.type() == PolicyToken.Type.EMPTY) {
            path.remove(path.size() - 1);
          }
        }
        case CLOSE -> close(path, token.name(), around.size());
        case COMMENT -> comment(token.content(text), path);
        case CDATA ->
            parts(
                token.content(text),
                token.expressions(),
                new Place(Where.TEXT, path, "", inComment));
        default ->
            parts(
                new TextSpan(token.offset(), token.end()),
                token.expressions(),
                new Place(Where.TEXT, path, "", inComment));
      }
    }
  }

  private static void close(List<Step> path, String name, int floor) {
    int last = path.size() - 1;
    while (last >= floor && !path.get(last).element().equals(name)) {
      last--;
    }
    if (last >= floor) {
      path.subList(last, path.size()).clear();
    }
  }

  /** The attribute that names an element, unless it is the one whose own place is asked for. */
  private String key(PolicyToken token, String but) {
    for (Attribute attribute : token.attributes()) {
      if (KEYS.contains(attribute.name()) && !attribute.name().equals(but)) {
        return attribute.isExpression() ? "@" : Entities.decode(attribute.value().of(text));
      }
    }
    return "";
  }

  private void attributes(PolicyToken token, List<Step> path, boolean inComment) {
    for (Attribute attribute : token.attributes()) {
      List<Step> own = new ArrayList<>(path.subList(0, path.size() - 1));
      own.add(new Step(token.name(), key(token, attribute.name())));
      Place place = new Place(Where.ATTRIBUTE, own, attribute.name(), inComment);
      parts(attribute.value(), attribute.expressions(), place);
    }
  }

  private void comment(TextSpan content, List<Step> path) {
    if (MARKUP.matcher(text).region(content.offset(), content.end()).find()) {
      List<Step> inside = new ArrayList<>(path);
      inside.add(new Step("#comment", ""));
      walk(PolicyScanner.scan(text, content).tokens(), inside, true);
    } else {
      add(content, new Place(Where.COMMENT, path, "", true));
    }
  }

  private record Place(Where where, List<Step> path, String attribute, boolean inComment) {
    Place as(Where other, boolean comment) {
      return new Place(other, path, attribute, inComment || comment);
    }
  }

  private void parts(TextSpan span, List<PolicyExpression> expressions, Place place) {
    int done = span.offset();
    for (PolicyExpression expression : expressions) {
      add(new TextSpan(done, expression.offset()), place);
      expression(expression, place);
      done = expression.end();
    }
    add(new TextSpan(done, span.end()), place);
  }

  private void expression(PolicyExpression expression, Place place) {
    CodeStatements statements = new CodeStatements(text, expression);
    int before = expression.offset() + 2;
    int done = before;
    for (Piece piece : expression.pieces()) {
      if (piece.type() == PieceType.COMMENT) {
        add(piece.spans().get(0), place.as(Where.COMMENT, true));
      } else if (piece.type() == PieceType.STRING) {
        String lead = statements.lead(done <= piece.offset() ? done : before, piece);
        string(piece, place.as(Where.STRING, false), statements.around(piece), lead);
      }
      before = piece.offset();
      done = piece.end();
    }
  }

  private void string(Piece piece, Place place, String statement, String lead) {
    String before = lead;
    for (TextSpan span : piece.spans()) {
      if (span.offset() < span.end()) {
        literal(span, place, statement, before);
      }
      // What stands in a hole is no code in front of the next part.
      before = "}";
    }
  }

  private void add(TextSpan span, Place place) {
    int from = span.offset();
    int to = span.end();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      literal(new TextSpan(from, to), place, "", "");
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\uFEFF';
  }

  private void literal(TextSpan span, Place place, String statement, String lead) {
    found.add(
        new PolicyLiteral(
            place.where(),
            span.of(text),
            span.offset(),
            lines.line(span.offset()),
            lines.column(span.offset()),
            place.path(),
            place.attribute(),
            statement,
            lead,
            place.inComment()));
  }
}
