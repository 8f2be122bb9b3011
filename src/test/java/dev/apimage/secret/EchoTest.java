package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
  private static final String SECRET = "k7Qx+/=&<\"9fWm2Zr";
  private final Echo echo = Echo.of(List.of(new Secret("hunter2"), new Secret(SECRET)));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the value 'k7Qx+/=&<\"9fWm2Zr' is too long",
        "{\\\"value\\\":\\\"k7Qx+/=&<\\\"9fWm2Zr\\\"}",
        "<value>k7Qx+/=&amp;&lt;&quot;9fWm2Zr</value>",
        "?key=k7Qx%2B%2F%3D%26%3C%229fWm2Zr",
        "cut off: 'k7Qx+/=&<\"9…",
        "the value 'hunter2' is too short"
      })
  void knowsASecretInOthersWords(String words) {
    assertThat(echo.isIn(words)).isTrue();
  }

  @Test
  void knowsItInBase64WhateverStandsBefore() {
    for (String before : List.of("", "u", "us", "user", "somebody:")) {
      byte[] bytes = (before + SECRET + "end").getBytes(StandardCharsets.UTF_8);
      assertThat(echo.isIn("Basic " + Base64.getEncoder().encodeToString(bytes))).isTrue();
    }
  }

  @Test
  void letsOtherWordsPass() {
    assertThat(echo.isIn("the value of credentials is too long")).isFalse();
    assertThat(echo.isIn("")).isFalse();
    assertThat(Echo.of(List.of()).isIn("anything at all")).isFalse();
    assertThat(Echo.of(List.of(new Secret("abc"))).isIn("abcdef")).isFalse();
  }
}
