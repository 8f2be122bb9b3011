package dev.apimage.folder;

import dev.apimage.model.AddressPattern;
import dev.apimage.model.Spot;

/**
 * A line of an environment's {@code exclude}: what is not published to this target.
 *
 * @param pattern which resources
 * @param spot where the line stands
 */
public record ExcludeRule(AddressPattern pattern, Spot spot) {}
