/**
 * Which positions are secret, finding secrets typed into texts, and withholding both.
 *
 * <p>May import {@code model}, {@code kind} and {@code text}. Start reading at {@link
 * dev.apimage.secret.Withholding}.
 */
package dev.apimage.secret;
