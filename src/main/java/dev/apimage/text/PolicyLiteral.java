package dev.apimage.text;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One text of a policy that a person could have typed a secret into, with everything that says
 * where it stands and nothing that depends on its value.
 *
 * @param where what kind of place
 * @param text the raw characters: not decoded, without quotation marks, without white space at the
 *     edges of an element's text; never empty
 * @param offset of the first character in the policy
 * @param line of it, from 1
 * @param column of it, from 1
 * @param path the elements around it, outermost first, the one that holds it included; a
 *     commented-out policy adds a step {@code #comment}
 * @param attribute the attribute that holds it, or empty
 * @param statement of a string inside an expression: the C# statement with every string literal
 *     emptied, comments left out and white space made one blank: {@code var key = ""}; else empty
 * @param lead of a string inside an expression: the code right in front of it, as far back as the
 *     string or the beginning of the statement before it; else empty
 * @param inComment true in an XML comment, in a commented-out policy and in a comment of an
 *     expression
 */
public record PolicyLiteral(
    Where where,
    String text,
    int offset,
    int line,
    int column,
    List<Step> path,
    String attribute,
    String statement,
    String lead,
    boolean inComment) {
  public PolicyLiteral {
    path = List.copyOf(path);
  }

  /** The kinds of places. */
  public enum Where {
    /** An attribute's value, or the part of it that is not computed. */
    ATTRIBUTE,
    /** An element's text, or the part of it that is not computed. */
    TEXT,
    /** The text of an XML comment that holds no policy, or of a comment inside an expression. */
    COMMENT,
    /** A C# string literal, or the part of an interpolated one between two holes. */
    STRING
  }

  /**
   * An element on the way.
   *
   * @param element its name
   * @param key what tells it from its siblings: its {@code name}, {@code id} or {@code header-name}
   *     attribute, decoded; or empty
   */
  public record Step(String element, String key) {
    @Override
    public String toString() {
      return key.isEmpty() ? element : element + "[" + key + "]";
    }
  }

  /** Behind the last character. */
  public int end() {
    return offset + text.length();
  }

  /** The element that holds it; empty outside of any. */
  public String element() {
    return path.isEmpty() ? "" : path.get(path.size() - 1).element();
  }

  /**
   * Where it stands, in one line: {@code policies/inbound/set-header[Authorization]/value@#var key
   * = ""}. Two literals of one policy can have the same.
   */
  public String structure() {
    return path.stream().map(Step::toString).collect(Collectors.joining("/"))
        + "@"
        + attribute
        + "#"
        + (where == Where.COMMENT ? "//" : statement);
  }

  /** The first eight hexadecimal digits of the SHA-256 of {@link #structure()}. */
  public String structureId() {
    return StructureId.of(structure());
  }

  /** Names the place only: the text may be a secret. */
  @Override
  public String toString() {
    return "PolicyLiteral[" + where + " " + line + ":" + column + "]";
  }
}
