/**
 * Offline rules over a folder's resources, one small class each.
 *
 * <p>Knows neither disk nor network; may import {@code model}, {@code kind}, {@code text} and
 * {@code secret}. Start reading at {@link dev.apimage.check.ClearSecrets}.
 */
package dev.apimage.check;
