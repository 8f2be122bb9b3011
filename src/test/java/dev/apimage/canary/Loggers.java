package dev.apimage.canary;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * slf4j-simple reads its settings once in a process, so that a second command line of a test would
 * log as the first one did. This sets what {@code --debug} does, for the loggers that are there.
 */
final class Loggers {
  private static final String SETTING = "org.slf4j.simpleLogger.log.dev.apimage";
  private static final Map<Logger, Object> BEFORE = new HashMap<>();

  private Loggers() {}

  static void debug() throws ReflectiveOperationException {
    System.setProperty(SETTING, "debug");
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    Field all = factory.getClass().getDeclaredField("loggerMap");
    all.setAccessible(true);
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) all.get(factory)).entrySet()) {
      if (entry.getKey().toString().startsWith("dev.apimage.")) {
        Field level = level((Logger) entry.getValue());
        BEFORE.put((Logger) entry.getValue(), level.get(entry.getValue()));
        level.set(entry.getValue(), Level.DEBUG.toInt());
      }
    }
  }

  static void restore() {
    System.clearProperty(SETTING);
    BEFORE.forEach(
        (logger, before) -> {
          try {
            level(logger).set(logger, before);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    BEFORE.clear();
  }

  private static Field level(Logger logger) throws ReflectiveOperationException {
    Field level = logger.getClass().getDeclaredField("currentLogLevel");
    level.setAccessible(true);
    return level;
  }
}
