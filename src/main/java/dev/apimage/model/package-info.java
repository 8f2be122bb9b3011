/**
 * Values that every room speaks: addresses, resources, secrets, problems.
 *
 * <p>May import nothing of ours. Start reading at {@link dev.apimage.model.Resource}.
 */
package dev.apimage.model;
