package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContractResourceTest {
  @Test
  void the_committed_contract_is_what_the_public_description_says() throws IOException {
    String derived = new ContractDeriver(Shared.shared().resolve("apim-rest")).derive();
    try (InputStream committed = Emulator.class.getResourceAsStream("contract.json")) {
      assertThat(new String(committed.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(derived);
    }
  }

  @Test
  void the_committed_contents_of_a_fresh_service_are_the_recorded_ones() throws IOException {
    String derived = ContractDeriver.fresh(Shared.shared().resolve("apim-rest"));
    try (InputStream committed = Emulator.class.getResourceAsStream("fresh.json")) {
      assertThat(new String(committed.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(derived);
    }
  }
}
