/**
 * The keys of a service's subscriptions: which there are, renewing them in two phases, and bringing
 * them into a Key Vault. The only room that asks a service for keys; no key leaves it but to the
 * vault.
 *
 * <p>May import {@code model}, {@code kind}, {@code text}, {@code secret} and {@code azure}. Start
 * reading at {@link dev.apimage.keys.Rotator}.
 */
package dev.apimage.keys;
