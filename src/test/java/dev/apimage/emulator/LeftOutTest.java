package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be emulated honestly is refused by name instead of being faked. */
class LeftOutTest extends EmulatorTest {
  private static void leftOut(Got got, String name) {
    assertThat(got.status()).isEqualTo(501);
    assertThat(got.code()).isEqualTo("NotEmulated");
    assertThat(got.message()).contains("leaves this out").contains(name);
  }

  @Test
  void theValueOfANamedValueInAKeyVault() {
    client.put(
        "namedValues/n",
        "{'displayName':'n','keyVault':{'secretIdentifier':'https://v.vault.azure.net/secrets/s'}}");
    leftOut(client.post("namedValues/n/listValue"), "Key Vault");
  }

  @ParameterizedTest
  @CsvSource({
    "generateToken, Gateway_GenerateToken",
    "listDebugCredentials, Gateway_ListDebugCredentials",
    "listTrace, Gateway_ListTrace"
  })
  void theRunningGateway(String action, String operation) {
    client.put("gateways/g", "{'locationData':{'name':'x'}}");
    leftOut(client.send("POST", "gateways/g/" + action, "{}", ""), operation);
  }

  @Test
  void thePublishingOfThePortal() {
    leftOut(
        client.put("portalRevisions/r", "{'description':'d','isCurrent':true}"),
        "PortalRevision_CreateOrUpdate");
  }

  @ParameterizedTest
  @CsvSource({"backup, ApiManagementService_Backup", "restore, ApiManagementService_Restore"})
  void backupAndRestore(String action, String operation) {
    leftOut(client.send("POST", action, "{}", ""), operation);
  }

  @ParameterizedTest
  @CsvSource({
    "networkstatus, NetworkStatus_ListByService",
    "reports/byApi?%24filter=x, Reports_ListByApi",
    "policyDescriptions, PolicyDescription_ListByService"
  })
  void networkReportsAndThePortalsSnippets(String path, String operation) {
    leftOut(client.get(path), operation);
  }
}
