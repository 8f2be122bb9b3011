package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password may hold blanks, and its second word is as secret as its first. */
class BlanksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<policies><inbound><set-variable name=\"db\""
            + " value=\"Server=x;User Id=y;Password=correct horse;Encrypt=true\" /></inbound></policies>",
        "<policies><inbound><set-body>{\"user\": \"u\", \"password\": \"correct horse\"}</set-body>"
            + "</inbound></policies>",
        "<policies><inbound><authentication-basic username=\"u\" password=\"correct horse\" />"
            + "</inbound></policies>"
      })
  void theWholePasswordIsTakenOut(String policy) {
    String withHoles = TextSecrets.inPolicy(policy).withHoles();
    assertThat(withHoles).contains("${secret:").doesNotContain("correct").doesNotContain("horse");
  }
}
