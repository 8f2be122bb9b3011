package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspacesTest extends EmulatorTest {
  @BeforeEach
  void workspace() {
    client.put("workspaces/w", "{'displayName':'W'}");
  }

  @Test
  void what_a_workspace_holds_has_its_own_type_and_id() {
    Got got = client.put("workspaces/w/apis/a", "{'displayName':'A','path':'wa'}");
    assertThat(got.status()).isEqualTo(201);
    assertThat(got.body().path("type").asText())
        .isEqualTo("Microsoft.ApiManagement/service/workspaces/apis");
    assertThat(got.body().path("id").asText()).isEqualTo(client.id() + "/workspaces/w/apis/a");
    assertThat(client.get("apis/a").status()).isEqualTo(404);
  }

  @Test
  void policies_of_a_workspace_see_only_its_own_named_values() {
    client.put("namedValues/n", "{'displayName':'outside','value':'x'}");
    client.put("workspaces/w/namedValues/n", "{'displayName':'inside','value':'x'}");
    String policy =
        "{'format':'rawxml','value':'<policies><inbound><set-variable name=\\\"a\\\""
            + " value=\\\"{{%s}}\\\" /></inbound></policies>'}";
    assertThat(client.put("workspaces/w/policies/policy", policy.formatted("outside")).status())
        .isEqualTo(400);
    assertThat(client.put("workspaces/w/policies/policy", policy.formatted("inside")).status())
        .isEqualTo(201);
  }

  @Test
  void a_group_link_may_point_at_a_group_of_the_service() {
    client.put("workspaces/w/products/p", "{'displayName':'P'}");
    Got link =
        client.put(
            "workspaces/w/products/p/groupLinks/l",
            "{'groupId':'" + client.id() + "/groups/administrators'}");
    assertThat(link.status()).isEqualTo(201);
    assertThat(link.properties().path("groupId").asText())
        .isEqualTo(client.id() + "/groups/administrators");
    assertThat(client.get("workspaces/w/products/p/apis").status()).isEqualTo(404);
  }

  @Test
  void revisions_work_in_a_workspace() {
    client.put("workspaces/w/apis/a", "{'displayName':'A','path':'wa'}");
    client.put(
        "workspaces/w/apis/a%3Brev%3D2", "{'path':'wa','sourceApiId':'/workspaces/w/apis/a'}");
    client.put("workspaces/w/apis/a/releases/r", "{'apiId':'/workspaces/w/apis/a;rev=2'}");
    assertThat(client.get("workspaces/w/apis/a").properties().path("apiRevision").asText())
        .isEqualTo("2");
  }

  @Test
  void a_workspace_has_notifications_of_its_own() {
    assertThat(client.get("workspaces/w/notifications").body().path("count").asInt()).isEqualTo(7);
    assertThat(client.put("workspaces/w/notifications/BCC/recipientEmails/a%40b.c", "{}").status())
        .isEqualTo(201);
    assertThat(client.get("notifications/BCC/recipientEmails").body().path("count").asInt())
        .isZero();
  }

  @Test
  void deleting_a_workspace_takes_all_of_it() {
    client.put("workspaces/w/tags/t", "{'displayName':'T'}");
    client.delete("workspaces/w");
    assertThat(client.get("workspaces/w/tags/t").message()).isEqualTo("Workspace not found.");
  }
}
