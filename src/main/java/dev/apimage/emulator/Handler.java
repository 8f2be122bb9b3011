package dev.apimage.emulator;

/** Answers a request; filters wrap one in another. */
@FunctionalInterface
interface Handler {
  Answer answer(Call call);
}
