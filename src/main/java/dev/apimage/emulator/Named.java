package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A child entity that an import makes: its resource name and its ARM {@code properties}. */
record Named(String name, ObjectNode properties) {
  /** Names no content. */
  @Override
  public String toString() {
    return "Named[" + name + "]";
  }
}
