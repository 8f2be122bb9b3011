/**
 * The live service, seen through Azure Resource Manager: sign-in, paging, limiter, retries, long
 * operations, ETags. The only room that speaks HTTP out.
 *
 * <p>May import {@code model}, {@code kind}, {@code text} and {@code secret}. Start reading at
 * {@link dev.apimage.azure.ArmConnection}.
 */
package dev.apimage.azure;
