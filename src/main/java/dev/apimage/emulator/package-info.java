/**
 * An emulator of Azure API Management's management plane: the ARM endpoint, in memory, that refuses
 * what Azure refuses.
 *
 * <p>Imports nothing of ours: it is driven by the public typed model and the public swagger,
 * derived into {@code contract.json}, so that a wrong path cannot be right twice. Start reading at
 * {@link dev.apimage.emulator.Emulator}, then {@code Router} and {@code Entities}; what one
 * resource type does differently is one small class that extends {@code Behaviour}.
 */
package dev.apimage.emulator;
