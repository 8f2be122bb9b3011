/**
 * Pure comparison: a desired and an actual snapshot become ordered changes and problems.
 *
 * <p>Knows neither disk nor network; may import {@code model}, {@code kind}, {@code text} and
 * {@code secret}. Start reading at {@link dev.apimage.plan.Planner}.
 */
package dev.apimage.plan;
