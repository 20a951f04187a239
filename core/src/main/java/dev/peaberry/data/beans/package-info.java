/** Draws the sample pictures: a small renderer of coffee beans, known to nobody but SampleBeans. */
package dev.peaberry.data.beans;
