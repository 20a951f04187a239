/** Search for good settings: what is tried, who goes on, what mattered. Plain Java, no training. */
package dev.peaberry.tune;
