/**
 * What API Management is made of: one row per kind of resource, in publish order.
 *
 * <p>May import {@code model} only. Start reading at {@link dev.apimage.kind.Kind}.
 */
package dev.apimage.kind;
