/**
 * Makes the changes of a plan.
 *
 * <p>May import {@code model}, {@code kind}, {@code text}, {@code secret}, {@code azure} and {@code
 * plan}. Start reading at {@link dev.apimage.publish.Publisher}.
 */
package dev.apimage.publish;
