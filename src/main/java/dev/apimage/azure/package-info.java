/**
 * The live service, seen through Azure Resource Manager: sign-in, paging, limiter, retries, long
 * operations, ETags; and Key Vaults. The only room that speaks HTTP out. What reads can do nothing
 * else; writing, subscriptions' keys and Key Vaults are clients of their own.
 *
 * <p>May import {@code model}, {@code kind}, {@code text} and {@code secret}. Start reading at
 * {@link dev.apimage.azure.ArmConnection}.
 */
package dev.apimage.azure;
