/** Looks for what is wrong with a data set, and writes a clean list of its pictures. */
package dev.peaberry.data.check;
