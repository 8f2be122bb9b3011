package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  private static final Target TARGET = new Target("s-1", "rg", "apim", Cloud.PUBLIC);

  @Test
  void readsAFullIdInAnyCase() {
    Target read =
        Target.parse(
            "/SUBSCRIPTIONS/s-1/resourcegroups/rg/providers/microsoft.apimanagement/service/apim/",
            Cloud.PUBLIC);
    assertThat(read).isEqualTo(TARGET);
    assertThat(Target.parse(read.servicePath(), Cloud.PUBLIC)).isEqualTo(read);
  }

  @Test
  void namesEveryPartThatIsMissingOrWrong() {
    ProblemException failure =
        catchThrowableOfType(
            ProblemException.class, () -> new Target(null, "rg/../x", "-apim", Cloud.PUBLIC));
    assertThat(failure.problems())
        .hasSize(3)
        .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(Code.BAD_TARGET));
    assertThat(failure.problems().get(0).advice()).contains("--subscription");
  }

  @Test
  void refusesAnIdOfSomethingElse() {
    assertThatThrownBy(() -> Target.parse("/subscriptions/s/resourceGroups/rg", Cloud.PUBLIC))
        .isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "http://127.1.2.3/",
        "http://localhost:1",
        "HTTP://LOCALHOST:1",
        "http://[::1]:8080",
        "https://arm.local.azurestack.external"
      })
  void takesHttpsAndThisMachine(String url) {
    assertThat(Cloud.at(url).endpoint().getPath()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://2130706433",
        "http://0.0.0.0:80",
        "http://user@127.0.0.1",
        "https://user:pw@example.com",
        "https://example.com/arm",
        "https://example.com?x=1",
        "ftp://127.0.0.1",
        "127.0.0.1:80",
        "http:///x",
        "https://exa mple.com"
      })
  void refusesWhatCouldCarryATokenAway(String url) {
    ProblemException failure = catchThrowableOfType(ProblemException.class, () -> Cloud.at(url));
    assertThat(failure.problems().get(0).code()).isEqualTo(Code.BAD_TARGET);
    assertThat(failure.getMessage()).doesNotContain("pw");
  }

  @Test
  void knowsTheSovereignClouds() {
    assertThat(Cloud.named("china").endpoint()).hasHost("management.chinacloudapi.cn");
    assertThat(Cloud.named("USGov").endpoint()).hasHost("management.usgovcloudapi.net");
    assertThat(Cloud.named("public").scope())
        .isEqualTo("https://management.core.windows.net//.default");
    assertThatThrownBy(() -> Cloud.named("moon")).isInstanceOf(ProblemException.class);
  }

  @Test
  void asksACustomEndpointsOwnTokenNotAzures() {
    assertThat(Cloud.at("https://arm.example.com:8443/").scope())
        .isEqualTo("https://arm.example.com:8443/.default");
  }

  @Test
  void refusesApiVersionsThatReturnKeys() {
    ArmOptions options = ArmOptions.defaults();
    assertThat(options.withApiVersion("2021-08-01").apiVersion()).isEqualTo("2021-08-01");
    assertThat(options.withApiVersion("2025-09-01-preview").apiVersion()).startsWith("2025");
    assertThatThrownBy(() -> options.withApiVersion("2021-04-01-preview"))
        .hasMessageContaining("returns keys");
    assertThatThrownBy(() -> options.withApiVersion("latest")).isInstanceOf(ProblemException.class);
  }

  @Property(seed = "20261121")
  void everyNameComesThroughAUrlAsItIs(@ForAll @NotBlank String name) {
    String segment = name.replace('/', '-').replaceAll("[\\ud800-\\udfff]", "x");
    if (!segment.equals(".") && !segment.equals("..")) {
      ArmUrls urls = new ArmUrls(TARGET, ArmOptions.API_VERSION);
      URI url = urls.of("apis/" + segment, Map.of("$filter", segment));
      assertThat(url.getPath()).endsWith("/apis/" + segment);
      assertThat(url.getQuery()).endsWith("&$filter=" + segment);
      assertThat(url.getRawQuery().split("&", -1)).hasSize(2);
      assertThat(urls.shown(url)).isEqualTo("apis/" + segment);
    }
  }

  @Test
  void logsNoPartOfASignedQuery() {
    URI url = URI.create("https://h/x?api-version=1&t=sig&%24skip=2&$top=3&s=sig&format=f&k=v");
    assertThat(ArmUrls.loggable(url)).isEqualTo("api-version=1&$skip=2&$top=3&format=f");
  }

  @Test
  void followsAzuresLinksHoweverTheyAreWritten() {
    ArmUrls urls = new ArmUrls(TARGET, ArmOptions.API_VERSION);
    assertThat(urls.follow("https://Management.Azure.com:443/x?$filter=a eq 'b'"))
        .hasToString("https://Management.Azure.com:443/x?$filter=a%20eq%20'b'");
    assertThat(urls.follow("/x?a=%24")).hasToString("https://management.azure.com/x?a=%24");
    assertThatThrownBy(() -> urls.follow("https://management.azure.com.evil.example/x"))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> urls.follow("mailto:x")).isInstanceOf(ProblemException.class);
  }

  @Test
  void theGuardRefusesWhateverAsks() throws IOException {
    try (ScriptedArm arm = new ScriptedArm();
        ScriptedArm other = new ScriptedArm()) {
      HttpPipeline pipeline =
          new HttpPipelineBuilder()
              .policies(new SendGuard(arm.target().cloud(), Set.of(HttpMethod.GET)))
              .build();
      for (HttpRequest request :
          java.util.List.of(
              new HttpRequest(HttpMethod.POST, arm.url() + "/listSecrets"),
              new HttpRequest(HttpMethod.PUT, arm.url() + "/x"),
              new HttpRequest(HttpMethod.GET, other.url() + "/x"))) {
        assertThatThrownBy(() -> pipeline.sendSync(request, Context.NONE))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("must not send");
      }
      assertThat(arm.seen()).isEmpty();
      assertThat(other.seen()).isEmpty();
    }
  }
}
