package dev.apimage.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy expression, {@code @(…)} or {@code @{…}}, as it stands in a policy's text.
 *
 * @param offset of the {@code @}
 * @param end behind the closing bracket
 * @param pieces the C# strings, characters and comments in it, by offset; those of an interpolated
 *     string's holes follow the string that holds them
 */
public record PolicyExpression(int offset, int end, List<Piece> pieces) {
  public PolicyExpression {
    pieces = List.copyOf(pieces);
  }

  /** What a {@link Piece} is. */
  public enum PieceType {
    STRING,
    CHARACTER,
    COMMENT
  }

  /**
   * A part of an expression that is not code.
   *
   * @param type what it is
   * @param offset of its first character; for a string the prefix, {@code $} or {@code @}, counts
   * @param end behind its last character
   * @param delimiter what opened it: a quotation mark as typed, plain or as an entity; the mark of
   *     a comment
   * @param spans what it says: a string's characters without the delimiters and without the holes
   *     of an interpolated one, a comment's without its marks
   */
  public record Piece(PieceType type, int offset, int end, String delimiter, List<TextSpan> spans) {
    public Piece {
      spans = List.copyOf(spans);
    }
  }

  /** The pieces that lie in no other piece. */
  List<Piece> outerPieces() {
    List<Piece> outer = new ArrayList<>();
    int free = offset;
    for (Piece piece : pieces) {
      if (piece.offset() >= free) {
        outer.add(piece);
        free = piece.end();
      }
    }
    return outer;
  }
}
