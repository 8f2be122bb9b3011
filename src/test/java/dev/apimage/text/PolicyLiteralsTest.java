package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyLiteralsTest {
  private static List<String> literals(String text) {
    return PolicyText.literals(text).stream().map(l -> l.structure() + " = " + l.text()).toList();
  }

  @Test
  void areAttributesTextsStringsAndComments() {
    assertThat(
            literals(
                """
                <inbound>
                  <!-- the key is abc -->
                  <set-header name="Authorization">
                    <value>Bearer abc</value>
                    <value>@{
                      // was "x1"
                      var key = "k-1"; var c = '"';
                      return $"Key {key ?? "none"} end" + key;
                    }</value>
                  </set-header>
                  <set-variable name="v" value="@(&quot;a&quot; + 1)" />
                </inbound>
                """))
        .containsExactly(
            "inbound@#// = the key is abc",
            "inbound/set-header@name# = Authorization",
            "inbound/set-header[Authorization]/value@# = Bearer abc",
            "inbound/set-header[Authorization]/value@#// = was \"x1\"",
            "inbound/set-header[Authorization]/value@#var key = \"\" = k-1",
            "inbound/set-header[Authorization]/value@#return \"\" + key = Key ",
            "inbound/set-header[Authorization]/value@#return \"\" + key = none",
            "inbound/set-header[Authorization]/value@#return \"\" + key =  end",
            "inbound/set-variable@name# = v",
            "inbound/set-variable[v]@value#\"\" + 1 = a");
  }

  @Test
  void tellWhatStandsInFrontOfAString() {
    assertThat(
            PolicyText.literals(
                """
                    <a b='@{ var x = 1; return F("a" + &quot;b&quot;, $"c{ G("d") }e" + "f") == "g"; }'/>
                    """))
        .extracting(PolicyLiteral::text, PolicyLiteral::lead)
        .containsExactly(
            tuple("a", " return F("),
            tuple("b", " + "),
            tuple("c", ", "),
            tuple("d", " G("),
            tuple("e", "}"),
            tuple("f", "e\" + "),
            tuple("g", ") == "));
  }

  @Test
  void areFoundInACommentedOutPolicy() {
    List<PolicyLiteral> found =
        PolicyText.literals(
            "<a><!-- <set-header name=\"k\"><value>abc</value></set-header> old --></a>");
    assertThat(found)
        .extracting(PolicyLiteral::structure)
        .containsExactly(
            "a/#comment/set-header@name#", "a/#comment/set-header[k]/value@#", "a/#comment@#");
    assertThat(found).allMatch(PolicyLiteral::inComment);
    assertThat(found.get(1).text()).isEqualTo("abc");
    assertThat(found.get(1).element()).isEqualTo("value");
  }

  @Test
  void haveAnIdThatDoesNotDependOnTheirValueOrSpelling() {
    String raw = "<a b=\"@{ var x = \"s1\"; return x; }\" />";
    String escaped = "<a\n  b='@{\n var  x = &quot;other&quot;; return x; }'/>";
    assertThat(PolicyText.literals(raw).get(0).structureId())
        .isEqualTo(PolicyText.literals(escaped).get(0).structureId())
        .matches("[0-9a-f]{8}");
  }

  @Test
  void doNotShowTheirTextWhenPrinted() {
    assertThat(PolicyText.literals("<a b=\"hush\" />"))
        .hasToString("[PolicyLiteral[ATTRIBUTE 1:7]]");
  }

  @Test
  void areFoundInFaultyTextsToo() {
    assertThat(literals("<a b=k1 \"k2\">k3 <c>@(\"k4\"</a>k5"))
        .anyMatch(l -> l.endsWith("= k1"))
        .anyMatch(l -> l.contains("k2"))
        .anyMatch(l -> l.endsWith("= k3"))
        .anyMatch(l -> l.contains("k4"))
        .anyMatch(l -> l.endsWith("k5"));
  }
}
