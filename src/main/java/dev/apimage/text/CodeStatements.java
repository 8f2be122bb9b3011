package dev.apimage.text;

import dev.apimage.text.PolicyExpression.Piece;
import dev.apimage.text.PolicyExpression.PieceType;
import java.util.TreeMap;
import java.util.TreeSet;

/** The C# statements of an expression, freed of all that a secret could be in. */
final class CodeStatements {
  /** Nobody writes more in front of one string. */
  private static final int LONGEST_LEAD = 400;

  private final String text;
  private final StringBuilder code = new StringBuilder();

  /** Where in the code each outer piece stands, by its offset in the policy. */
  private final TreeMap<Integer, Integer> pieces = new TreeMap<>();

  private final TreeSet<Integer> bounds = new TreeSet<>();
  private final TreeMap<Integer, String> known = new TreeMap<>();

  CodeStatements(String text, PolicyExpression expression) {
    this.text = text;
    int done = expression.offset() + 2;
    for (Piece piece : expression.outerPieces()) {
      code.append(Entities.decodeCode(text.substring(done, piece.offset())));
      pieces.put(piece.offset(), code.length());
      code.append(
          piece.type() == PieceType.STRING
              ? "\"\""
              : piece.type() == PieceType.CHARACTER ? "''" : " ");
      done = piece.end();
    }
    int end = Math.max(done, expression.end() - 1);
    code.append(Entities.decodeCode(text.substring(done, end)));
    for (int i = 0; i < code.length(); i++) {
      if (";{}".indexOf(code.charAt(i)) >= 0) {
        bounds.add(i);
      }
    }
  }

  /** The statement that holds a piece; an interpolated string's holes belong to the string's. */
  String around(Piece piece) {
    int at = pieces.floorEntry(piece.offset()).getValue();
    Integer from = bounds.lower(at);
    int start = from == null ? 0 : from + 1;
    return known.computeIfAbsent(
        start,
        key -> {
          Integer to = bounds.ceiling(at);
          return code.substring(start, to == null ? code.length() : to)
              .replaceAll("\\s+", " ")
              .strip();
        });
  }

  /** The code in front of a string, from an offset on or from where its statement begins. */
  String lead(int from, Piece piece) {
    int start = Math.max(from, piece.offset() - LONGEST_LEAD);
    String lead = Entities.decodeCode(text.substring(start, piece.offset()));
    for (char bound : new char[] {';', '{', '}'}) {
      lead = lead.substring(lead.lastIndexOf(bound) + 1);
    }
    return lead;
  }
}
