package dev.apimage.emulator;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh emulator with one service for every test. */
abstract class EmulatorTest {
  Emulator emulator;
  Client client;

  @BeforeEach
  void start() throws IOException {
    emulator = Emulator.start(options());
    client = new Client(emulator);
  }

  EmulatorOptions options() {
    return EmulatorOptions.defaults();
  }

  @AfterEach
  void close() {
    emulator.close();
  }
}
